import { type ElementHandle, type KeyInput, launch } from 'puppeteer-core';
import type { EnginePage, Target } from './engines.ts';
import { asQuery, eventually, findElement, keepPickerClosed, patienceMs } from './find-element.ts';

/** Opens an empty tab of a headless Firefox, over WebDriver BiDi, which it speaks by itself. */
export async function openFirefox(executablePath: string): Promise<EnginePage> {
  const browser = await launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    defaultViewport: { width: 1280, height: 900 },
    protocolTimeout: patienceMs,
  });
  const page = await browser.newPage();
  page.setDefaultTimeout(patienceMs);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`uncaught: ${error}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });

  async function find(target: Target): Promise<ElementHandle<Element> | null> {
    const handle = await page.evaluateHandle(findElement, asQuery(target));
    return handle.asElement() as ElementHandle<Element> | null;
  }
  const click = (target: Target) =>
    eventually(`click ${target.css} ${target.name}`, async () => {
      const element = await find(target);
      await element?.click();
      return element !== null;
    });

  return {
    problems,
    goto: async (url) => void (await page.goto(url)),
    url: async () => new URL(await page.evaluate(() => location.href)),
    click,
    type: (text) => page.keyboard.type(text),
    async press(...keys) {
      for (const key of keys) await page.keyboard.down(key as KeyInput);
      for (const key of keys.toReversed()) await page.keyboard.up(key as KeyInput);
    },
    async chooseFile(opener, path) {
      await page.evaluate(keepPickerClosed);
      await click(opener);
      const field = await page.waitForSelector('input[type="file"]');
      await (field as ElementHandle<HTMLInputElement>).uploadFile(path);
    },
    waitFor: (target) =>
      eventually(`find ${target.css} ${target.name}`, async () => (await find(target)) !== null),
    evaluate: (work) => page.evaluate(work),
    async deleteCookies() {
      await browser.deleteCookie(...(await browser.cookies()));
    },
    screenshot: async () => Buffer.from(await page.screenshot()),
    close: () => browser.close(),
  };
}
