import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ground } from './ground.ts';
import type { LoadSeen, LoadTask } from './load.ts';
import { milliseconds, quantile, say, table, times } from './report.ts';

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
export async function comparePortal(ground: Ground, url: string): Promise<string[]> {
  const { article } = await portalPages(url);
  const html = await (await fetch(article)).text();
  const file = join(ground.folder, 'page.html');
  writeFileSync(file, html);
  const bare = await startBarePage(ground, file);
  say(
    `\nThe article page (${html.length} characters) beside a bare page of the same bytes, ${connections} connections`,
  );
  const rows: string[][] = [];
  const seen: { ours: LoadSeen; bare: LoadSeen }[] = [];
  // The first round warms up and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    const ask = (address: string) =>
      load({ url: address, connections, seconds: round === 0 ? 2 : 4, headers: {} });
    const found = { bare: await ask(bare), ours: await ask(article) };
    if (round === 0) continue;
    seen.push(found);
    rows.push(
      [`${round}`, found.bare, found.ours].flatMap((one) =>
        typeof one === 'string' ? [one] : [one.perSecond.toFixed(0), milliseconds(one.p95)],
      ),
    );
  }
  table(['round', 'bare / s', 'p95', 'ours / s', 'p95'], rows);
  const median = (of: (round: { ours: LoadSeen; bare: LoadSeen }) => number) => quantile(seen.map(of), 0.5);
  const ratio = median(({ ours, bare }) => ours.perSecond / bare.perSecond);
  const zipped = await load({
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
    `Portal: compressed, as browsers ask for it: ${zipped.perSecond.toFixed(0)} / s, p95 ${milliseconds(zipped.p95)}`,
  ];
}

async function startBarePage(ground: Ground, file: string): Promise<string> {
  const child = fork(join(import.meta.dirname, 'bare-page.ts'), {
    env: { ...process.env, BENCH_PAGE: file },
  });
  ground.cleanUps.push(() => child.kill());
  const [url] = await once(child, 'message');
  return url as string;
}

async function load(task: LoadTask): Promise<LoadSeen> {
  const child = fork(join(import.meta.dirname, 'load.ts'), {
    env: { ...process.env, BENCH_LOAD: JSON.stringify(task) },
  });
  const [[message], [code]] = await Promise.all([
    Promise.race([once(child, 'message'), once(child, 'exit').then(() => [null])]),
    once(child, 'exit'),
  ]);
  if (code !== 0 || message === null) throw new Error(`The load on ${task.url} ended with code ${code}`);
  return message as LoadSeen;
}
