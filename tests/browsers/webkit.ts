import { type ChildProcess, spawn } from 'node:child_process';
import { Builder, By, Capabilities, Key, until, type WebElement } from 'selenium-webdriver';
import { freePort } from '../hosts/free-port.ts';
import type { EnginePage, PageKey, Target } from './engines.ts';
import { asQuery, eventually, findElement, keepPickerClosed, patienceMs } from './find-element.ts';

type Programs = { driver: string; xvfb: string; browser: string };

const keyCodes: Partial<Record<PageKey, string>> = {
  Control: Key.CONTROL,
  Shift: Key.SHIFT,
  Enter: Key.ENTER,
  Tab: Key.TAB,
  End: Key.END,
};

/** Opens an empty tab of WebKitGTK's small browser on a virtual screen, over WebDriver. */
export async function openWebKit(programs: Programs): Promise<EnginePage> {
  const { display, stop: stopDisplay } = await startDisplay(programs.xvfb);
  const port = await freePort();
  const server = spawn(programs.driver, [`--port=${port}`], {
    env: { ...process.env, DISPLAY: display, WEBKIT_DISABLE_DMABUF_RENDERER: '1' },
    stdio: 'ignore',
  });
  const capabilities = new Capabilities().set('browserName', 'MiniBrowser').set('webkitgtk:browserOptions', {
    binary: programs.browser,
    args: ['--automation'],
  });
  const driver = await connect(() =>
    new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(capabilities).build(),
  );
  await driver.manage().window().setRect({ x: 0, y: 0, width: 1280, height: 900 });
  const find = (target: Target) => driver.executeScript<WebElement | null>(findElement, asQuery(target));
  const click = (target: Target) =>
    eventually(`click ${target.css} ${target.name}`, async () => {
      const element = await find(target);
      await element?.click();
      return element !== null;
    });
  const keyOf = (key: PageKey) => keyCodes[key] ?? key;
  return {
    problems: [],
    goto: (url) => driver.get(url),
    url: async () => new URL(await driver.getCurrentUrl()),
    click,
    type: (text) => driver.actions().sendKeys(text).perform(),
    async press(...keys) {
      const actions = driver.actions();
      for (const key of keys) actions.keyDown(keyOf(key));
      for (const key of keys.toReversed()) actions.keyUp(keyOf(key));
      await actions.perform();
    },
    async chooseFile(opener, path) {
      await driver.executeScript(keepPickerClosed);
      await click(opener);
      await driver.wait(until.elementLocated(By.css('input[type="file"]')), patienceMs).sendKeys(path);
    },
    waitFor: (target) =>
      eventually(`find ${target.css} ${target.name}`, async () => (await find(target)) !== null),
    evaluate: (work) => driver.executeScript(work),
    deleteCookies: () => driver.manage().deleteAllCookies(),
    screenshot: async () => Buffer.from(await driver.takeScreenshot(), 'base64'),
    async close() {
      await driver.quit();
      await end(server);
      await stopDisplay();
    },
  };
}

/** Starts a virtual screen. `-displayfd`: it chooses a free number and writes it. */
async function startDisplay(program: string): Promise<{ display: string; stop: () => Promise<void> }> {
  const child = spawn(program, ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const numberOf = child.stdio[3];
  if (!numberOf) throw new Error('Xvfb has no pipe for its number');
  const number = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error('Xvfb did not start')));
    numberOf.once('data', (data) => resolve(String(data).trim()));
  });
  return { display: `:${number}`, stop: () => end(child) };
}

/** The driver listens a moment after its start. */
async function connect<Result>(attempt: () => Promise<Result>): Promise<Result> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline || !/ECONNREFUSED/.test(String(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await exit;
}
