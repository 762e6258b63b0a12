import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

function installedChromium(): string | undefined {
  return [process.env.CHROMIUM_PATH, chromium.executablePath(), ...systemPaths].find(
    (path) => path !== undefined && path !== '' && existsSync(path),
  );
}

/** Runs an installer and reports whether it ended well; what it prints is shown, because it may take minutes. */
function tryInstall(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'inherit' });
    return true;
  } catch {
    return false;
  }
}

/**
 * The browser of the journeys: `CHROMIUM_PATH`, Playwright's own, or the system's. A missing one is installed:
 * Playwright's build where it can be fetched, else the distribution's package (as root on Debian and Ubuntu).
 */
export function ensureChromium(): string {
  const found = installedChromium();
  if (found) return found;
  const isRoot = process.getuid?.() === 0;
  const isInstalled =
    tryInstall('npx', 'playwright', 'install', 'chromium') ||
    (isRoot && tryInstall('apt-get', 'update') && tryInstall('apt-get', 'install', '-y', 'chromium'));
  const path = isInstalled ? installedChromium() : undefined;
  if (path) return path;
  throw new Error(
    'The journeys need Chromium and could not install it. Install it with "npx playwright install --with-deps chromium" ' +
      'or "sudo apt-get install chromium", or name an existing one in CHROMIUM_PATH.',
  );
}

/** Quiet, and without the services that a closed network would make it wait for. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
