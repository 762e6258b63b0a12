import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type BrowserContext, chromium } from '@playwright/test';
import { chromiumArgs, ensureChromium } from './chromium.ts';

/** A browser on a profile folder that can be killed, as by a crash. */
export type KillableBrowser = {
  context: BrowserContext;
  /** SIGKILL for all of its processes. */
  kill(): Promise<void>;
};

/** Starts Chromium on the profile, with its cookies and storage. */
export async function openKillableBrowser(profile: string): Promise<KillableBrowser> {
  const child = spawn(
    ensureChromium(),
    [
      ...chromiumArgs,
      '--headless',
      '--remote-debugging-port=0',
      '--no-default-browser-check',
      '--lang=vi-VN',
      '--window-size=1360,860',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    // A process group of its own, so that all of its processes are killed.
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const browser = await chromium.connectOverCDP(await addressOf(child));
  const [context] = browser.contexts();
  if (!context) throw new Error('The browser has no window');
  return {
    context,
    async kill() {
      const exit = once(child, 'exit');
      if (child.pid && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
      await exit;
    },
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let stderr = '';
    child.stderr?.on('data', (chunk) => {
      stderr += chunk;
      const address = /DevTools listening on (ws:\S+)/.exec(stderr)?.[1];
      if (address) resolve(address);
    });
    child.once('exit', () => reject(new Error(`Chromium did not start:\n${stderr}`)));
  });
}
