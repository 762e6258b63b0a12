import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Pages } from './compare.ts';
import { fromGoogleDocs, fromSpreadsheet, fromWord, fromWordInTcvn3, type Pasted } from './pasted.ts';
import { profileWhile } from './profile.ts';
import { milliseconds, printTable, quantile, times } from './report.ts';
import { processorClock, waitUntilIdle } from './typing.ts';

const wordCount = 5_000;
const tableRows = [100, 400] as const;
/** Both pages are measured alternately, so that other load on the machine affects both. */
const rounds = 7;

/** Processor time of the main thread in milliseconds, which other load on the machine hardly changes. */
type Duration = {
  /** Until the result is painted: event handlers, then style, layout and paint. */
  untilPainted: number;
  /** Until nothing is left to do. */
  inAll: number;
};

/** An empty article in a tab. */
type PasteSession = {
  page: Page;
  paste(pasted: Pasted): Promise<Duration>;
  /** Accepts the offer to convert what was pasted. */
  convert(): Promise<Duration>;
  undo(): Promise<Duration>;
};

type Durations = Record<'paste' | 'undo' | 'convert', Duration[]>;

/** Compares pasting and undoing it in an empty article, and prints tables. @returns lines of the summary. */
export async function comparePasting(
  pages: Pages,
  { isProfiled }: { isProfiled: boolean },
): Promise<string[]> {
  const ours = await openEmpty(pages.ours);
  const bare = await openEmpty(pages.bare);
  const lines: string[] = [];
  for (const [name, pasted] of [
    [`${wordCount} words from Word`, fromWord(wordCount)],
    [`${wordCount} words from Google Docs`, fromGoogleDocs(wordCount)],
  ] as const)
    lines.push(...(await compare(name, pasted, pasted)).lines);

  const legacy = await compare(
    `${wordCount} words in TCVN3`,
    fromWordInTcvn3(wordCount),
    fromWord(wordCount),
    true,
  );
  lines.push(...legacy.lines);

  const [few, many] = [await compareTable(tableRows[0]), await compareTable(tableRows[1])];
  const growth = p50(many.ours.undo, 'untilPainted') / p50(few.ours.undo, 'untilPainted');
  lines.push(...many.lines, `undo of ${tableRows[1]} rows takes ${times(growth)} that of ${tableRows[0]}`);
  if (isProfiled) await profile();
  for (const { page } of [ours, bare]) await page.context().close();
  return lines;

  function compareTable(rowCount: number) {
    const table = fromSpreadsheet(rowCount);
    return compare(`table of ${rowCount} rows`, table, table);
  }

  /** @param toBare what the bare editor gets: it converts nothing. */
  async function compare(name: string, toOurs: Pasted, toBare: Pasted, isConverted = false) {
    const durations = { ours: emptyDurations(), bare: emptyDurations() };
    for (let round = 0; round < rounds; round += 1) {
      durations.ours.paste.push(await ours.paste(toOurs));
      if (isConverted) {
        durations.ours.convert.push(await ours.convert());
        await ours.undo();
      }
      durations.ours.undo.push(await ours.undo());
      durations.bare.paste.push(await bare.paste(toBare));
      durations.bare.undo.push(await bare.undo());
    }
    return { ...durations, lines: report(name, durations, isConverted) };
  }

  async function profile(): Promise<void> {
    const file = join(tmpdir(), 'toa-soan-paste.cpuprofile');
    await profileWhile(ours.page, file, async () => {
      await ours.paste(fromWordInTcvn3(wordCount));
      await ours.convert();
      await ours.undo();
      await ours.undo();
    });
  }
}

const emptyDurations = (): Durations => ({ paste: [], undo: [], convert: [] });

const p50 = (durations: readonly Duration[], what: keyof Duration) =>
  quantile(
    durations.map((duration) => duration[what]),
    0.5,
  );

function report(
  name: string,
  { ours, bare }: { ours: Durations; bare: Durations },
  isConverted: boolean,
): string[] {
  // A conversion is compared with pasting the converted text.
  const pairs = [
    ['paste', ours.paste, bare.paste],
    ...(isConverted ? ([['conversion', ours.convert, bare.paste]] as const) : []),
    ['undo', ours.undo, bare.undo],
  ] as const;
  const row = (what: string, of: number, other: number) => [
    what,
    milliseconds(of),
    milliseconds(other),
    times(of / other),
  ];
  printTable(
    [name, 'ours', 'bare', 'ratio'],
    pairs.flatMap(([act, of, other]) => [
      row(`${act}, first`, of[0]?.untilPainted ?? Number.NaN, other[0]?.untilPainted ?? Number.NaN),
      row(`${act}, p50 of ${rounds}`, p50(of, 'untilPainted'), p50(other, 'untilPainted')),
      row(`${act}, with what follows, p50`, p50(of, 'inAll'), p50(other, 'inAll')),
    ]),
  );
  return pairs.map(([act, of, other]) => {
    const median = p50(of, 'untilPainted');
    return `${name}: ${act} ${milliseconds(median)}, ${times(median / p50(other, 'untilPainted'))}`;
  });
}

async function openEmpty({ address, browse }: Pages['ours']): Promise<PasteSession> {
  const page = await (await browse()).newPage();
  await page.goto(address);
  const body = page.locator('.ProseMirror.article-body[contenteditable="true"]');
  await body.click();
  await waitUntilIdle(page);
  const processorMs = await processorClock(page);
  const ending = (text: string) => body.getByText(text, { exact: true });
  let pastedEnding = '';

  async function measure(act: Act): Promise<Duration> {
    await page.bringToFront();
    const before = await processorMs();
    await page.evaluate(actInPage, act);
    const untilPainted = (await processorMs()) - before;
    await waitUntilIdle(page);
    return { untilPainted, inAll: (await processorMs()) - before };
  }
  return {
    page,
    async paste(pasted) {
      pastedEnding = pasted.ending;
      // Beforehand, so that its way into the page is not measured.
      await page.evaluate((clipboard) => Object.assign(window, { clipboard }), pasted);
      const duration = await measure('paste');
      if ((await ending(pastedEnding).count()) !== 1) throw new Error('Nothing was pasted');
      return duration;
    },
    async convert() {
      await page.getByRole('button', { name: 'Chuyển sang Unicode' }).waitFor();
      const duration = await measure('convert');
      if ((await ending(pastedEnding).count()) > 0) throw new Error('Nothing was converted');
      return duration;
    },
    undo: () => measure('undo'),
  };
}

type Act = 'paste' | 'undo' | 'convert';

/** Runs in the page, and therefore cannot use other code of this module. Resolves when the result is painted. */
function actInPage(act: Act): Promise<void> {
  const body = document.querySelector('.ProseMirror.article-body') as HTMLElement;
  const options = { bubbles: true, cancelable: true };
  body.focus();
  if (act === 'paste') {
    const { clipboard } = window as unknown as { clipboard: { html: string; text: string } };
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', clipboard.html);
    clipboardData.setData('text/plain', clipboard.text);
    body.dispatchEvent(new ClipboardEvent('paste', { ...options, clipboardData }));
  } else if (act === 'undo') {
    const key = { key: 'z', code: 'KeyZ', keyCode: 90, ctrlKey: true };
    body.dispatchEvent(new KeyboardEvent('keydown', { ...options, ...key }));
  } else {
    const buttons = [...document.querySelectorAll('button')];
    buttons.find(({ textContent }) => textContent === 'Chuyển sang Unicode')?.click();
  }
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      // The task after the frame.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    });
  });
}
