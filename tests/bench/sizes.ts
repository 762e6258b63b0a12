import { gzipSync } from 'node:zlib';
import type { Browser, Page } from '@playwright/test';
import type { BuiltDesk } from './environment.ts';
import { signInBrowser } from './newsroom.ts';
import { kilobytes, print, printTable } from './report.ts';
import { newContext } from './typing.ts';

const scriptGoalBytes = 250 * 1024;
const shownChunks = 10;

/** Bytes of each file that a screen loads, by path: gzipped, except fonts. */
type Loaded = Record<'script' | 'stylesheet' | 'font', Map<string, number>>;

/** Measures and prints the bytes that a browser with an empty cache loads. @returns lines of the summary. */
export async function measureSizes(
  browser: Browser,
  url: string,
  desk: BuiltDesk,
  articleId: string,
): Promise<string[]> {
  const signInPage = await load(browser, `${url}/sign-in`, {
    waitUntilShown: (page) => page.locator('input[type=password]').waitFor(),
  });
  const list = await load(browser, `${url}/articles`, {
    signInAt: url,
    waitUntilShown: (page) => page.locator('a[href^="/articles/"]').first().waitFor(),
  });
  const writing = await load(browser, `${url}/articles/${articleId}`, {
    signInAt: url,
    waitUntilShown: (page) => page.waitForFunction(() => window.bench.openedMs),
  });
  const addedByWriting = without(writing, list);

  print('\nWhat is loaded with an empty cache (gzip; fonts as they are)');
  const row = (name: string, { script, stylesheet, font }: Loaded) => [
    name,
    `${kilobytes(sum(script))} in ${script.size}`,
    `${kilobytes(sum(stylesheet))} in ${stylesheet.size}`,
    `${kilobytes(sum(font))} in ${font.size}`,
  ];
  printTable(
    ['', 'scripts', 'styles', 'fonts'],
    [
      row('sign-in page', signInPage.shown),
      row('article list', list.shown),
      row('  fetched after it is shown', list.later),
      row('writing page', writing.shown),
      row('  fetched after it is shown', writing.later),
    ],
  );
  printChunks('Largest scripts of the article list', list.shown.script, desk);
  printChunks(
    'Largest scripts that the sign-in page loads and the list does not',
    without(signInPage, list),
    desk,
  );
  printChunks('Largest scripts that the writing page adds to the list', addedByWriting, desk);

  const first = sum(list.shown.script);
  return [
    `first load of the list: ${kilobytes(first)} of scripts (goal ≤ ${kilobytes(scriptGoalBytes)}: ${first <= scriptGoalBytes ? 'kept' : 'missed'})`,
    `sign-in page: ${kilobytes(sum(signInPage.shown.script))} of scripts`,
    `writing page adds: ${kilobytes(sum(addedByWriting))} of scripts`,
  ];
}

type LoadedFiles = { shown: Loaded; later: Loaded };

type Screen = { signInAt?: string; waitUntilShown(page: Page): Promise<unknown> };

/** The files loaded until the screen is shown, and those loaded later, until it is idle. */
async function load(
  browser: Browser,
  address: string,
  { signInAt, waitUntilShown }: Screen,
): Promise<LoadedFiles> {
  const context = await newContext(browser);
  if (signInAt) await signInBrowser(context, signInAt);
  const page = await context.newPage();
  const responses: Promise<{ kind: keyof Loaded; path: string; bytes: number } | null>[] = [];
  page.on('response', (response) => {
    const kind = response.request().resourceType();
    if (kind !== 'script' && kind !== 'stylesheet' && kind !== 'font') return;
    const path = new URL(response.url()).pathname;
    responses.push(
      response.body().then((body) => ({
        kind,
        path,
        bytes: kind === 'font' ? body.length : gzipSync(body).length,
      })),
    );
  });
  const loaded = async (from: number): Promise<Loaded> => {
    const all: Loaded = { script: new Map(), stylesheet: new Map(), font: new Map() };
    for (const entry of await Promise.all(responses.slice(from))) {
      if (entry) all[entry.kind].set(entry.path, entry.bytes);
    }
    return all;
  };
  await page.goto(address);
  await waitUntilShown(page);
  const shownCount = responses.length;
  await page.waitForLoadState('networkidle');
  const result = { shown: await loaded(0), later: await loaded(shownCount) };
  for (const kind of ['script', 'stylesheet', 'font'] as const) {
    for (const path of result.later[kind].keys()) result.shown[kind].delete(path);
  }
  await context.close();
  return result;
}

function printChunks(title: string, scripts: Map<string, number>, { contents }: BuiltDesk): void {
  print(`\n${title}`);
  const largest = [...scripts].sort(([, a], [, b]) => b - a).slice(0, shownChunks);
  printTable(
    ['', 'gzip', ''],
    largest.map(([path, bytes]) => {
      const parts = contents.get(path) ?? [];
      const total = parts.reduce((all, [, part]) => all + part, 0);
      const shares = parts.slice(0, 5).map(([name, part]) => `${name} ${Math.round((100 * part) / total)}%`);
      return [path, kilobytes(bytes), shares.join(', ')];
    }),
  );
}

function without(screen: LoadedFiles, other: LoadedFiles): Map<string, number> {
  return new Map([...screen.shown.script].filter(([path]) => !other.shown.script.has(path)));
}

const sum = (sizes: Map<string, number>) => [...sizes.values()].reduce((all, bytes) => all + bytes, 0);
