import { defineConfig } from '@playwright/test';
import { readEngines } from './engines.ts';

// Once, although each worker reads this file.
if (process.env.TEST_WORKER_INDEX === undefined) {
  for (const { name, missing } of readEngines())
    if (missing) process.stdout.write(`${name} is not installed and not tried: ${missing}\n`);
}

/** `npm run test:browsers`: the core of the desk in the engines besides Chromium. */
export default defineConfig({
  testDir: '.',
  globalSetup: '../e2e/build.ts',
  outputDir: '../../test-results/browsers',
  workers: 1,
  timeout: 600_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  reporter: 'list',
});
