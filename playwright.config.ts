import { defineConfig } from '@playwright/test';
import { chromiumArgs, ensureChromium } from './tests/e2e/chromium.ts';
import type { HostOption } from './tests/e2e/desk.ts';

export default defineConfig<object, HostOption>({
  testDir: 'tests/e2e',
  globalSetup: './tests/e2e/build.ts',
  outputDir: 'test-results',
  // No retries: a flaky test is a bug.
  retries: 0,
  workers: 2,
  // Distributes tests instead of files, so that both workers finish at the same time.
  fullyParallel: true,
  timeout: 300_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    browserName: 'chromium',
    viewport: { width: 1360, height: 860 },
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    // Traces slow the whole run by a third; use `--trace=retain-on-failure` where one is needed.
    trace: 'off',
    // Software rendering of transitions takes a tenth of the time.
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    // Says within a minute what is missing; without it an action waits until the test's own end.
    actionTimeout: 60_000,
    launchOptions: { executablePath: ensureChromium(), args: chromiumArgs },
  },
  projects: [
    {
      name: 'mock',
      use: { hostKind: 'mock' },
      testMatch: ['**/journey.spec.ts', '**/*.mock.spec.ts'],
      // Each worker fills a database in its browser, which takes longer than the tests. First, so that nothing waits for it.
      workers: 1,
      // Every page load opens PostgreSQL in the page, which takes seconds where other tests have the processor.
      expect: { timeout: 60_000 },
    },
    {
      name: 'server',
      // Its cache would answer what a test intercepts. `offline.spec.ts` is about it.
      use: { hostKind: 'server', serviceWorkers: 'block' },
      testIgnore: '**/*.mock.spec.ts',
    },
  ],
});
