import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchEnvironment } from './environment.ts';
import type { LoadResult, LoadTask } from './load.ts';
import { milliseconds, print, printTable, quantile, times } from './report.ts';

/** Target share of the bare page's requests per second. */
const goal = 0.5;
const rounds = 5;
const connections = 100;

/** URLs of the front page and of the newest article with a picture. */
export async function portalPages(url: string): Promise<{ front: string; article: string }> {
  const { items } = (await (await fetch(`${url}/api/portal/articles`)).json()) as {
    items: { path: string; cover: object | null }[];
  };
  const article = items.find(({ cover }) => cover !== null);
  if (!article) throw new Error('The demo newsroom has no published article with a picture');
  return { front: `${url}/portal`, article: url + article.path };
}

/** Compares the article page with a bare Hono page of the same bytes, alternately. */
export async function comparePortal(environment: BenchEnvironment, url: string): Promise<string[]> {
  const { article } = await portalPages(url);
  const html = await (await fetch(article)).text();
  const file = join(environment.folder, 'page.html');
  writeFileSync(file, html);
  const bare = await startBarePage(environment, file);
  print(
    `\nThe article page (${html.length} characters) beside a bare page of the same bytes, ${connections} connections`,
  );
  const rows: string[][] = [];
  const results: { ours: LoadResult; bare: LoadResult }[] = [];
  // The first round warms up and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    const measure = (address: string) =>
      load({ url: address, connections, seconds: round === 0 ? 2 : 4, headers: {} });
    const found = { bare: await measure(bare), ours: await measure(article) };
    if (round === 0) continue;
    results.push(found);
    rows.push(
      [`${round}`, found.bare, found.ours].flatMap((one) =>
        typeof one === 'string' ? [one] : [one.perSecond.toFixed(0), milliseconds(one.p95)],
      ),
    );
  }
  printTable(['round', 'bare / s', 'p95', 'ours / s', 'p95'], rows);
  const median = (of: (round: { ours: LoadResult; bare: LoadResult }) => number) =>
    quantile(results.map(of), 0.5);
  const ratio = median(({ ours, bare }) => ours.perSecond / bare.perSecond);
  const compressed = await load({
    url: article,
    connections,
    seconds: 4,
    headers: { 'accept-encoding': 'gzip' },
  });
  return [
    `Portal: article page at ${times(ratio)} of a bare page's requests per second (goal ${times(goal)}): ` +
      `${median(({ ours }) => ours.perSecond).toFixed(0)} / s beside ${median(({ bare }) => bare.perSecond).toFixed(0)} / s`,
    `Portal: p95 at ${connections} connections ${milliseconds(median(({ ours }) => ours.p95))}, ` +
      `bare ${milliseconds(median(({ bare }) => bare.p95))}`,
    `Portal: compressed, as browsers ask for it: ${compressed.perSecond.toFixed(0)} / s, p95 ${milliseconds(compressed.p95)}`,
  ];
}

async function startBarePage(environment: BenchEnvironment, file: string): Promise<string> {
  const child = fork(join(import.meta.dirname, 'bare-page.ts'), {
    env: { ...process.env, BENCH_PAGE: file },
  });
  environment.cleanUps.push(() => child.kill());
  const [url] = await once(child, 'message');
  return url as string;
}

async function load(task: LoadTask): Promise<LoadResult> {
  const child = fork(join(import.meta.dirname, 'load.ts'), {
    env: { ...process.env, BENCH_LOAD: JSON.stringify(task) },
  });
  const [[message], [code]] = await Promise.all([
    Promise.race([once(child, 'message'), once(child, 'exit').then(() => [null])]),
    once(child, 'exit'),
  ]);
  if (code !== 0 || message === null) throw new Error(`The load on ${task.url} ended with code ${code}`);
  return message as LoadResult;
}
