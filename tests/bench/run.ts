/**
 * `npm run bench`: measures the bytes that the desk loads, compares opening and typing on the editing page with a bare
 * Tiptap editor, and portal pages with a bare Hono page. Prints figures and ratios, and never fails on a slow machine.
 *
 *   npm run bench -- --only=sizes
 *   npm run bench -- --only=typing --words=5000
 *   npm run bench -- --only=portal         requests per second of the article page and a bare Hono page
 *   npm run bench -- --only=lighthouse     scores of the front page and of an article
 *   npm run bench -- --dist=dist          uses an existing build (without the shares of packages)
 *   npm run bench -- --profile            also profiles typing, on an unminified build
 *   npm run bench -- --port=5400          instead of free ports
 */
import { availableParallelism, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { anArticleOf, figureCount } from './article.ts';
import { compareOpening, compareTyping, type Pages } from './compare.ts';
import {
  type BuiltDesk,
  buildDesk,
  cleanUp,
  deskWithoutScripts,
  newGround,
  startBare,
  startBrowser,
  startDesk,
} from './ground.ts';
import { scorePortal } from './lighthouse.ts';
import { signIn, signInBrowser } from './newsroom.ts';
import { comparePortal } from './portal.ts';
import { say } from './report.ts';
import { measureSizes } from './sizes.ts';
import { newContext } from './typing.ts';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    words: { type: 'string', default: '5000,50000' },
    dist: { type: 'string' },
    profile: { type: 'boolean', default: false },
    port: { type: 'string', default: '0' },
  },
});
const parts = ['sizes', 'opening', 'typing', 'portal', 'lighthouse'] as const;
type Part = (typeof parts)[number];
if (options.only && !parts.some((part) => part === options.only)) {
  throw new Error(`--only=${options.only}: ${parts.join(', ')}`);
}
const isAsked = (part: Part) => !options.only || options.only === part;

const words = options.words.split(',').map(Number);
if (!words.every((count) => count >= 1_000))
  throw new Error(`--words=${options.words}: 1000 or more, with commas`);

const ground = newGround(Number(options.port));
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => cleanUp(ground).finally(() => process.exit(1)));
}
try {
  warnOfLoad();
  const summary = await run();
  warnOfLoad();
  say('\nSummary');
  for (const line of summary) say(`  ${line}`);
} finally {
  await cleanUp(ground);
}

/** A busy machine distorts figures, and ratios less, because both pages are measured alternately. */
function warnOfLoad(): void {
  const [load = 0] = loadavg();
  const cores = availableParallelism();
  if (load > cores)
    say(`The machine is busy (load ${load.toFixed(1)} on ${cores} cores): the figures are rough.`);
}

async function run(): Promise<string[]> {
  return [...(await runDesk()), ...(await runPortal())];
}

async function runPortal(): Promise<string[]> {
  if (!isAsked('portal') && !isAsked('lighthouse')) return [];
  const url = await startDesk(ground, deskWithoutScripts(ground), 'portal');
  return [
    ...(isAsked('portal') ? await comparePortal(ground, url) : []),
    ...(isAsked('lighthouse') ? await scorePortal(ground, url) : []),
  ];
}

async function runDesk(): Promise<string[]> {
  if (!isAsked('sizes') && !isAsked('opening') && !isAsked('typing')) return [];
  const desk: BuiltDesk = options.dist
    ? { folder: resolve(options.dist), contents: new Map() }
    : await buildDesk(ground, { isReadable: options.profile });
  const url = await startDesk(ground, desk.folder);
  const writer = await signIn(url);
  const picture = await writer.upload();
  const browser = await startBrowser(ground);
  const summary: string[] = [];

  if (isAsked('sizes')) {
    const articleId = await writer.write(anArticleOf(1_000, picture));
    summary.push(...(await measureSizes(browser, url, desk, articleId)));
  }
  if (!isAsked('opening') && !isAsked('typing')) return summary;

  const articles = words.map((count) => ({ count, content: anArticleOf(count, picture) }));
  const bareUrl = await startBare(ground, {
    'picture.webp': await writer.rendition(picture),
    ...Object.fromEntries(
      articles.map(({ count, content }) => [`article-${count}.json`, JSON.stringify(content)]),
    ),
  });
  for (const { count, content } of articles) {
    const id = await writer.write(content);
    const pages: Pages = {
      ours: {
        address: `${url}/articles/${id}`,
        async browse() {
          const context = await newContext(browser);
          await signInBrowser(context, url);
          return context;
        },
      },
      bare: { address: `${bareUrl}/?words=${count}`, browse: () => newContext(browser) },
    };
    say(`\n${count} words, ${figureCount} figures`);
    if (isAsked('opening')) summary.push(await compareOpening(count, pages));
    if (isAsked('typing'))
      summary.push(...(await compareTyping(count, pages, { isProfiled: options.profile })));
  }
  return summary;
}
