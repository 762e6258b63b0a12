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
    launchOptions: { executablePath: ensureChromium(), args: chromiumArgs },
  },
  projects: [
    { name: 'server', use: { hostKind: 'server' }, testIgnore: '**/*.mock.spec.ts' },
    { name: 'mock', use: { hostKind: 'mock' }, testMatch: ['**/journey.spec.ts', '**/*.mock.spec.ts'] },
  ],
});
