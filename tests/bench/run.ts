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
import { figureCount, generateArticle } from './article.ts';
import { compareOpening, compareTyping, type Pages } from './compare.ts';
import {
  type BuiltDesk,
  buildDesk,
  cleanUp,
  copyStaticFiles,
  createEnvironment,
  startBareEditor,
  startBrowser,
  startDesk,
} from './environment.ts';
import { scorePortal } from './lighthouse.ts';
import { signIn, signInBrowser } from './newsroom.ts';
import { comparePortal } from './portal.ts';
import { print } from './report.ts';
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
const isSelected = (part: Part) => !options.only || options.only === part;

const wordCounts = options.words.split(',').map(Number);
if (!wordCounts.every((count) => count >= 1_000))
  throw new Error(`--words=${options.words}: 1000 or more, with commas`);

const environment = createEnvironment(Number(options.port));
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => cleanUp(environment).finally(() => process.exit(1)));
}
try {
  warnIfBusy();
  const summary = await run();
  warnIfBusy();
  print('\nSummary');
  for (const line of summary) print(`  ${line}`);
} finally {
  await cleanUp(environment);
}

/** A busy machine distorts figures, and ratios less, because both pages are measured alternately. */
function warnIfBusy(): void {
  const [load = 0] = loadavg();
  const cores = availableParallelism();
  if (load > cores)
    print(`The machine is busy (load ${load.toFixed(1)} on ${cores} cores): the figures are rough.`);
}

async function run(): Promise<string[]> {
  return [...(await runDesk()), ...(await runPortal())];
}

async function runPortal(): Promise<string[]> {
  if (!isSelected('portal') && !isSelected('lighthouse')) return [];
  const url = await startDesk(environment, copyStaticFiles(environment), 'portal');
  return [
    ...(isSelected('portal') ? await comparePortal(environment, url) : []),
    ...(isSelected('lighthouse') ? await scorePortal(environment, url) : []),
  ];
}

async function runDesk(): Promise<string[]> {
  if (!isSelected('sizes') && !isSelected('opening') && !isSelected('typing')) return [];
  const desk: BuiltDesk = options.dist
    ? { folder: resolve(options.dist), contents: new Map() }
    : await buildDesk(environment, { isReadable: options.profile });
  const url = await startDesk(environment, desk.folder);
  const writer = await signIn(url);
  const picture = await writer.upload();
  const browser = await startBrowser(environment);
  const summary: string[] = [];

  if (isSelected('sizes')) {
    const articleId = await writer.write(generateArticle(1_000, picture));
    summary.push(...(await measureSizes(browser, url, desk, articleId)));
  }
  if (!isSelected('opening') && !isSelected('typing')) return summary;

  const articles = wordCounts.map((count) => ({ count, content: generateArticle(count, picture) }));
  const bareUrl = await startBareEditor(environment, {
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
    print(`\n${count} words, ${figureCount} figures`);
    if (isSelected('opening')) summary.push(await compareOpening(count, pages));
    if (isSelected('typing'))
      summary.push(...(await compareTyping(count, pages, { isProfiled: options.profile })));
  }
  return summary;
}
