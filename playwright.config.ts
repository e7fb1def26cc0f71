import { defineConfig } from '@playwright/test';
import { chromiumArguments, chromiumPath } from './tests/fixtures/chromium.ts';

/** End to end in a real browser. No retries: a race is a bug. */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.GUARDPOST_REPORT ? [['list'], ['json', { outputFile: process.env.GUARDPOST_REPORT }]] : [['list']],
  outputDir: 'test-results',
  use: {
    launchOptions: { executablePath: chromiumPath(), args: chromiumArguments },
    viewport: { width: 1280, height: 720 },
    trace: 'retain-on-failure',
  },
});
