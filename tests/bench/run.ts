/**
 * `npm run bench`: measures the bytes that the desk loads, compares the article list with a bare page, opening, typing and pasting on the editing page with a
 * bare Tiptap editor, and portal pages with a bare Hono page. Prints figures and ratios, and never fails on a slow machine.
 *
 *   npm run bench -- --only=sizes
 *   npm run bench -- --only=list           the article list: empty cache, coming back, 10 Mbit/s, search
 *   npm run bench -- --only=typing --words=5000
 *   npm run bench -- --only=remote         the work that another person's keys make, beside that of own keys
 *   npm run bench -- --only=paste          pasting 5,000 words and tables, and undoing it
 *   npm run bench -- --only=portal         requests per second of the article page and a bare Hono page
 *   npm run bench -- --only=attacks        sign-ins per second, and latency while somebody attacks
 *   npm run bench -- --only=saving         key → committed, and commits per second with 200 articles typed in at once
 *   npm run bench -- --only=search         searches of 100,000 articles on PostgreSQL (--articles=…)
 *   npm run bench -- --only=archive        lists, counts, searches and pages of 1,000,000 articles (--archive=…)
 *   npm run bench -- --only=lighthouse     scores of the front page and of an article
 *   npm run bench -- --dist=dist          uses an existing build (without the shares of packages)
 *   npm run bench -- --profile            also profiles typing and pasting, on an unminified build
 *   npm run bench -- --port=5400          instead of free ports
 */
import { availableParallelism, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ContentJson } from '../../domain/document/content.ts';
import { measureArchive } from './archive.ts';
import { figureCount, generateArticle } from './article.ts';
import { measureAttacks } from './attacks.ts';
import { compareOpening, compareRemoteTyping, compareTyping, type Pages } from './compare.ts';
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
import { bareList, measureList } from './list.ts';
import { signIn, signInBrowser } from './newsroom.ts';
import { comparePasting } from './paste.ts';
import { comparePortal } from './portal.ts';
import { print } from './report.ts';
import { measureSaving } from './saving.ts';
import { measureSearch } from './search.ts';
import { measureSizes } from './sizes.ts';
import { newContext } from './typing.ts';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    words: { type: 'string', default: '5000,50000' },
    articles: { type: 'string', default: '100000' },
    archive: { type: 'string', default: '1000000' },
    dist: { type: 'string' },
    profile: { type: 'boolean', default: false },
    port: { type: 'string', default: '0' },
  },
});
const parts = [
  'sizes',
  'list',
  'opening',
  'typing',
  'remote',
  'paste',
  'portal',
  'lighthouse',
  'attacks',
  'saving',
  'search',
  'archive',
] as const;
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
  return [
    ...(await runDesk()),
    ...(await runPortal()),
    ...(await runAttacks()),
    ...(await runSaving()),
    ...(await runSearch()),
    ...(await runArchive()),
  ];
}

async function runPortal(): Promise<string[]> {
  if (!isSelected('portal') && !isSelected('lighthouse')) return [];
  const url = await startDesk(environment, copyStaticFiles(environment), 'portal');
  return [
    ...(isSelected('portal') ? await comparePortal(environment, url) : []),
    ...(isSelected('lighthouse') ? await scorePortal(environment, url) : []),
  ];
}

async function runAttacks(): Promise<string[]> {
  if (!isSelected('attacks')) return [];
  // As behind a proxy, so that the attackers come from many addresses.
  const url = await startDesk(environment, copyStaticFiles(environment), 'attacks', { PROXIES: '1' });
  return measureAttacks(url);
}

async function runSaving(): Promise<string[]> {
  if (!isSelected('saving')) return [];
  return measureSaving(await startDesk(environment, copyStaticFiles(environment), 'saving'));
}

async function runSearch(): Promise<string[]> {
  return isSelected('search') ? measureSearch(Number(options.articles)) : [];
}

async function runArchive(): Promise<string[]> {
  // Making it takes a quarter of an hour.
  return options.only === 'archive' ? measureArchive(Number(options.archive)) : [];
}

async function runDesk(): Promise<string[]> {
  if (!(['sizes', 'list', 'opening', 'typing', 'remote', 'paste'] as const).some(isSelected)) return [];
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
  if (!(['list', 'opening', 'typing', 'remote', 'paste'] as const).some(isSelected)) return summary;

  const articles = wordCounts.map((count) => ({ count, content: generateArticle(count, picture) }));
  const empty: ContentJson = { title: '', lead: '', body: { type: 'doc', content: [{ type: 'paragraph' }] } };
  const bareUrl = await startBareEditor(environment, {
    'list.html': bareList(),
    'picture.webp': await writer.rendition(picture),
    'article-0.json': JSON.stringify(empty),
    ...Object.fromEntries(
      articles.map(({ count, content }) => [`article-${count}.json`, JSON.stringify(content)]),
    ),
  });
  if (isSelected('list')) summary.push(...(await measureList(browser, url, bareUrl)));
  const pagesOf = async (content: ContentJson, query: string): Promise<Pages> => ({
    ours: {
      address: `${url}/articles/${await writer.write(content)}`,
      async browse() {
        const context = await newContext(browser);
        await signInBrowser(context, url);
        return context;
      },
    },
    bare: { address: `${bareUrl}/?${query}`, browse: () => newContext(browser) },
  });
  if (isSelected('paste')) {
    const pages = await pagesOf(empty, 'words=0&undo');
    summary.push(...(await comparePasting(pages, { isProfiled: options.profile })));
  }
  if (!(['opening', 'typing', 'remote'] as const).some(isSelected)) return summary;
  for (const { count, content } of articles) {
    const pages = await pagesOf(content, `words=${count}`);
    print(`\n${count} words, ${figureCount} figures`);
    if (isSelected('opening')) summary.push(await compareOpening(count, pages));
    if (isSelected('typing'))
      summary.push(...(await compareTyping(count, pages, { isProfiled: options.profile })));
    if (isSelected('remote')) summary.push(await compareRemoteTyping(count, pages.ours));
  }
  return summary;
}
