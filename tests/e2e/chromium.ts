import { chromium } from '@playwright/test';
import { ensureProgram } from '../hosts/system-program.ts';

/**
 * The browser of the journeys: `CHROMIUM_PATH`, Playwright's own, or the system's. A missing one is installed:
 * Playwright's build where it can be fetched, else the distribution's package (as root on Debian and Ubuntu).
 */
export const ensureChromium = (): string =>
  ensureProgram({
    name: 'Chromium',
    paths: () => [
      process.env.CHROMIUM_PATH,
      chromium.executablePath(),
      // The headless shell: a fifth faster.
      '/usr/bin/chromium-headless-shell',
      '/usr/bin/chromium',
      '/usr/bin/chromium-browser',
      '/usr/bin/google-chrome',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    ],
    install: ['npx', 'playwright', 'install', 'chromium'],
    packages: ['chromium-headless-shell', 'chromium'],
    hint:
      'Install it with "npx playwright install --with-deps chromium" or "sudo apt-get install chromium", ' +
      'or name an existing one in CHROMIUM_PATH.',
  });

/** Disables logging and the online services that time out on a closed network. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
