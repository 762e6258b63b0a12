import type { Browser, BrowserContext, Page } from '@playwright/test';
import { lastSentence } from './article.ts';
import { type Keypress, measureInPage } from './in-page.ts';

export type Subject = {
  /** A new browser context, signed in where needed. */
  browse(): Promise<BrowserContext>;
  address: string;
};

/** The page with the article open and the caret in the middle of its body. */
export type TypingSession = {
  page: Page;
  /** Types `keys` keys and returns their durations. */
  type(keys: number): Promise<TypingResult>;
  close(): Promise<void>;
};

export type TypingResult = {
  keypresses: Keypress[];
  /** Tasks over 50 ms while typing. */
  longTasks: number;
  /** Durations reported by the Event Timing API, in ms. */
  interactions: number[];
  /** Processor time of the main thread per key in ms, including work between the keys. */
  processorMs: number;
};

/** The pace of a fast typist. */
const betweenKeysMs = 70;
/** Pauses between words, short and long, so that debounced work starts and overlaps with the next word. */
const betweenWordsMs = [150, 350, 500, 250, 700, 420];

export async function newContext(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1360, height: 860 }, locale: 'vi-VN' });
  await context.addInitScript(measureInPage, lastSentence);
  return context;
}

/** Opens the article in a new tab. @returns ms from the navigation's start until its last block was painted and editable. */
export async function openOnce(context: BrowserContext, { address }: Subject): Promise<number> {
  const page = await context.newPage();
  const openedMs = await open(page, address);
  await waitUntilIdle(page);
  await page.close();
  return openedMs;
}

/** @param others number of other browsers that have the article open. */
export async function startTyping(subject: Subject, others = 0): Promise<TypingSession> {
  const contexts: BrowserContext[] = [];
  const join = async () => {
    const page = await openAlone(subject);
    contexts.push(page.context());
    return page;
  };
  for (let other = 0; other < others; other += 1) await join();
  const page = await join();
  await placeCaretInMiddle(page);
  await typeKeys(page, 20);
  await waitUntilIdle(page);
  await takeMeasures(page);
  const processorMs = await processorClock(page);
  return {
    page,
    async type(keys) {
      await page.bringToFront();
      const before = await processorMs();
      await typeKeys(page, keys);
      await waitUntilIdle(page);
      const measures = {
        ...(await takeMeasures(page)),
        processorMs: ((await processorMs()) - before) / keys,
      };
      if (measures.keypresses.length !== keys)
        throw new Error(`${measures.keypresses.length} of ${keys} keys seen`);
      return measures;
    },
    async close() {
      for (const context of contexts) await context.close();
    },
  };
}

/** Opens the article in a browser of its own. @returns the page, once it is idle. */
export async function openAlone(subject: Subject): Promise<Page> {
  const page = await (await subject.browse()).newPage();
  await open(page, subject.address);
  await waitUntilIdle(page);
  return page;
}

/** @returns reads the processor time of the page's main thread so far, in ms. */
export async function processorClock(page: Page): Promise<() => Promise<number>> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await devTools.send('Performance.getMetrics');
    return 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  };
}

function takeMeasures(page: Page): Promise<Omit<TypingResult, 'processorMs'>> {
  return page.evaluate(() => {
    const { keypresses, longTasks, interactions } = window.bench;
    const taken = { keypresses, longTasks, interactions: [...interactions.values()] };
    Object.assign(window.bench, { keypresses: [], longTasks: 0, interactions: new Map() });
    return taken;
  });
}

/** @returns milliseconds from the navigation's start until the last block was painted and editable. */
async function open(page: Page, address: string): Promise<number> {
  await page.goto(address);
  const opened = await page.waitForFunction(() => window.bench.openedMs, null, { timeout: 120_000 });
  return (await opened.jsonValue()) ?? Number.NaN;
}

/** Waits until the page has been idle for a while, with everything loaded. */
export async function waitUntilIdle(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const busy = new PerformanceObserver(() => wait());
        let timer: ReturnType<typeof setTimeout>;
        const wait = () => {
          clearTimeout(timer);
          timer = setTimeout(() => {
            busy.disconnect();
            resolve();
          }, 1_000);
        };
        busy.observe({ type: 'longtask' });
        wait();
      }),
  );
}

/** Clicks into the paragraph after the middle of the body, and moves the caret to the end of the line. */
async function placeCaretInMiddle(page: Page): Promise<void> {
  const paragraph = await page.evaluateHandle(() => {
    const editors = [...document.querySelectorAll('.ProseMirror')];
    const body = editors.reduce((a, b) => (b.childElementCount > a.childElementCount ? b : a));
    const blocks = [...body.children];
    const found = blocks.slice(Math.floor(blocks.length / 2)).find((block) => block.tagName === 'P');
    if (!found) throw new Error('No paragraph after the middle');
    found.scrollIntoView({ block: 'center' });
    return found;
  });
  const box = await paragraph.asElement()?.boundingBox();
  if (!box) throw new Error('The paragraph is not on the screen');
  await page.mouse.click(box.x + box.width / 3, box.y + box.height / 2);
  await page.keyboard.press('End');
  const isThere = await paragraph.evaluate((element) => element.contains(getSelection()?.anchorNode ?? null));
  if (!isThere) throw new Error('The caret is not in the clicked paragraph');
}

/** Types letters and spaces with the pauses of a person. */
export async function typeKeys(page: Page, count: number): Promise<void> {
  const letters = 'them chu vao giua bai nay ';
  let words = 0;
  for (let index = 0; index < count; index += 1) {
    const letter = letters.charAt(index % letters.length);
    await page.keyboard.press(letter === ' ' ? 'Space' : letter);
    if (letter === ' ') words += 1;
    const pauseMs = letter === ' ' ? betweenWordsMs[words % betweenWordsMs.length] : betweenKeysMs;
    await page.waitForTimeout(pauseMs ?? betweenKeysMs);
  }
}
