import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './test.ts';

/* Budgets of a cold load. They may be lowered, and are raised only for what the first screen shows. */

test('the article list loads in one wave of few, small requests, without the editor', async ({
  as,
  open,
}) => {
  const signedIn = await as('editor');
  const page = await open();
  await page.context().addCookies(await signedIn.context().cookies());
  // What is needed offline is loaded two seconds later, which a slow machine would count.
  await page.addInitScript((prefetchDelayMs) => {
    const schedule = window.setTimeout;
    const withoutPrefetch = (handler: TimerHandler, delay?: number, ...rest: unknown[]) =>
      delay === prefetchDelayMs ? 0 : schedule(handler, delay, ...rest);
    Object.assign(window, { setTimeout: withoutPrefetch });
  }, 2_000);
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  const requests = new Map<string, { url: string; bytes: number }>();
  network.on('Network.requestWillBeSent', ({ requestId, request }) =>
    requests.set(requestId, { url: request.url, bytes: 0 }),
  );
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const request = requests.get(requestId);
    if (request) request.bytes = encodedDataLength;
  });
  await page.goto('/articles?view=all');
  await expect(page.locator('[data-row-link]').first()).toBeVisible();
  await page.evaluate(() => document.fonts.ready);

  const loaded = [...requests.values()];
  const scripts = loaded.filter(({ url }) => url.endsWith('.js'));
  const kilobytesOf = (some: typeof loaded) => some.reduce((sum, { bytes }) => sum + bytes, 0) / 1024;
  const list = loaded.map(({ url, bytes }) => `${bytes} ${new URL(url).pathname}`).join('\n');
  expect(scripts.map(({ url }) => url).filter((url) => /prosemirror|yjs|zod|popups/.test(url))).toEqual([]);
  // What the list shows comes with the page.
  expect(loaded.map(({ url }) => new URL(url).pathname).filter((path) => path.startsWith('/api/'))).toEqual(
    [],
  );
  expect(loaded.length, list).toBeLessThanOrEqual(20);
  expect(kilobytesOf(scripts), list).toBeLessThanOrEqual(190);
  expect(kilobytesOf(loaded), list).toBeLessThanOrEqual(330);
});

test('the build has the styles of every Mantine component that its scripts use', async () => {
  const read = async (folder: string, ending: string) => {
    const names = (await readdir(folder)).filter((name) => name.endsWith(ending));
    return (await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).join('\n');
  };
  const classesIn = (text: string) => new Set(text.match(/\bm_[0-9a-f]{6,8}\b/g));
  const used = classesIn(await read('dist/assets', '.js'));
  const styled = classesIn(await readFile('node_modules/@mantine/core/styles.layer.css', 'utf8'));
  const built = classesIn(await read('dist/assets', '.css'));
  expect(used.size).toBeGreaterThan(50);
  expect([...used].filter((name) => styled.has(name) && !built.has(name))).toEqual([]);
});
