import type { Browser, BrowserContext, Page } from '@playwright/test';
import { listPageSize } from '../../domain/page-data.ts';
import { signInBrowser } from './newsroom.ts';
import { milliseconds, print, printTable, quantile, times } from './report.ts';
import { waitUntilIdle } from './typing.ts';

/** Both pages are measured alternately, so that other load on the machine affects both. */
const runs = 5;
const slowNetwork = { offline: false, latency: 40, downloadThroughput: 10e6 / 8, uploadThroughput: 5e6 / 8 };

const rowSelector = '[data-row-link]';
/** The demo newsroom has articles with this word, and others. */
const searched = 'hai phong';

/** The page that the list is compared with: as many rows, no script, no style sheet. */
export function bareList(): string {
  const row = `<li><a ${rowSelector.slice(1, -1)} href="/">Những người vớt rác trên sông Rẽ</a></li>`;
  return `<!doctype html><meta charset="utf-8"><title>Bài viết</title><ul>${row.repeat(listPageSize)}</ul>`;
}

type ListPage = { address: string; browse(): Promise<BrowserContext> };

/**
 * Measures the article list from the navigation to its rows: with an empty cache, for somebody who comes back, and over
 * 10 Mbit/s with 40 ms; and a search, from its last key. @returns lines of the summary.
 */
export async function measureList(browser: Browser, url: string, bareUrl: string): Promise<string[]> {
  const newContext = () => browser.newContext({ viewport: { width: 1360, height: 860 }, locale: 'vi-VN' });
  const ours: ListPage = {
    address: `${url}/articles?view=all`,
    async browse() {
      const context = await newContext();
      await signInBrowser(context, url);
      return context;
    },
  };
  const bare: ListPage = { address: `${bareUrl}/list.html`, browse: newContext };

  const measured = { cold: [[], []], back: [[], []], slow: [[], []] } as Record<string, [number[], number[]]>;
  const searches: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    for (const [index, subject] of [ours, bare].entries()) {
      const context = await subject.browse();
      const page = await context.newPage();
      measured.cold?.[index]?.push(await openRows(page, subject.address));
      if (subject === ours) {
        // The next visit has the service worker's files and the stored answers.
        await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
        searches.push(await search(page));
      }
      await waitUntilIdle(page);
      await page.goto('about:blank');
      measured.back?.[index]?.push(await openRows(page, subject.address));
      await context.close();

      const slow = await subject.browse();
      const slowPage = await slow.newPage();
      const network = await slow.newCDPSession(slowPage);
      await network.send('Network.emulateNetworkConditions', slowNetwork);
      measured.slow?.[index]?.push(await openRows(slowPage, subject.address));
      await slow.close();
    }
  }

  print('\nFrom the navigation to the rows of the list, medians');
  const names = { cold: 'empty cache', back: 'coming back', slow: '10 Mbit/s, 40 ms' };
  const rows = Object.entries(names).map(([key, name]) => {
    const [list, floor] = (measured[key] ?? [[], []]).map((some) => quantile(some, 0.5)) as [number, number];
    return { name, list, floor };
  });
  printTable(
    ['', 'ours', 'bare', 'ratio'],
    rows.map(({ name, list, floor }) => [name, milliseconds(list), milliseconds(floor), times(list / floor)]),
  );
  const searchMs = quantile(searches, 0.5);
  print(`  search, from the last key to its rows: ${milliseconds(searchMs)}`);
  return rows.map(({ name, list, floor }) => `list, ${name}: ${times(list / floor)}`);
}

/** @returns ms from the navigation's start to the frame after the rows are there. */
async function openRows(page: Page, address: string): Promise<number> {
  await page.addInitScript((selector) => {
    const look = () => {
      const row = [...document.querySelectorAll(selector)].at(24);
      if (!row || row.getBoundingClientRect().height === 0) requestAnimationFrame(look);
      else Object.assign(window, { rowsAtMs: performance.now() });
    };
    requestAnimationFrame(look);
  }, rowSelector);
  await page.goto(address);
  const rowsAt = await page.waitForFunction(() => (window as { rowsAtMs?: number }).rowsAtMs);
  return (await rowsAt.jsonValue()) as number;
}

/** @returns ms from the last key to the rows that are found. */
async function search(page: Page): Promise<number> {
  await waitUntilIdle(page);
  const before = await page.locator(rowSelector).count();
  await page.keyboard.press('/');
  await page.keyboard.type(searched.slice(0, -1));
  await page.evaluate((selector) => {
    addEventListener('keydown', ({ timeStamp }) => {
      const look = () => {
        const isFound =
          document.querySelector(`${selector} mark`) && !document.querySelector('[aria-busy=true]');
        if (!isFound) requestAnimationFrame(look);
        else Object.assign(window, { foundAfterMs: performance.now() - timeStamp });
      };
      requestAnimationFrame(look);
    });
  }, rowSelector);
  await page.keyboard.press(searched.slice(-1));
  const found = await page.waitForFunction(() => (window as { foundAfterMs?: number }).foundAfterMs);
  if ((await page.locator(rowSelector).count()) === before) throw new Error('The search found every article');
  return (await found.jsonValue()) as number;
}
