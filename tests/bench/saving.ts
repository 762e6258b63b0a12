import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { schemaParameter } from '../../domain/contract/article-state.ts';
import { collabPath, documentName } from '../../domain/contract/collaboration.ts';
import { type ContentJson, fragmentNames, schemaVersion } from '../../domain/document/content.ts';
import { limits } from '../../domain/limits.ts';
import { generateArticle } from './article.ts';
import { sessionCookie, signIn } from './newsroom.ts';
import { milliseconds, print, printTable, quantile, times } from './report.ts';

const loneKeys = 60;
const betweenKeysMs = 200;
const articleCount = 200;
/** Fewer sockets than an account may have, and fewer messages on each than the server allows. */
const articlesPerSocket = 10;
const betweenSharedKeysMs = 400;
const measuredMs = 10_000;

/**
 * Measures key → committed for a lone author, and how many commits many articles cost that are typed in at once, beside
 * those that a fixed delay before each commit would cost at most.
 */
export async function measureSaving(url: string): Promise<string[]> {
  const writer = await signIn(url);
  const cookie = await sessionCookie(url, 'phongvien@demo.test');
  const picture = await writer.upload();
  const rows: string[][] = [];
  const summary: string[] = [];
  for (const words of [5_000, 50_000]) {
    const author = await openAuthor(
      connect(url, cookie),
      await writer.write(generateArticle(words, picture)),
    );
    const durations: number[] = [];
    for (let key = 0; key < loneKeys; key += 1) {
      durations.push(await author.type());
      await pause(betweenKeysMs);
    }
    author.leave();
    rows.push([`${words} words`, ...[0.5, 0.95].map((q) => milliseconds(quantile(durations, q)))]);
    summary.push(`Saving ${words} words: key → committed ${milliseconds(quantile(durations, 0.5))}`);
  }
  print('\nFrom a key of a lone author to its commit');
  printTable(['article', 'median', 'p95'], rows);
  return [...summary, await measureCommits(url, cookie, writer.write)];
}

async function measureCommits(
  url: string,
  cookie: string,
  write: (content: ContentJson) => Promise<string>,
): Promise<string> {
  const paragraph = { type: 'paragraph', content: [{ type: 'text', text: 'Đoạn đầu.' }] };
  const content = { title: 'Bài thử', lead: '', body: { type: 'doc', content: [paragraph] } };
  const authors: Author[] = [];
  for (let index = 0; index < articleCount; index += articlesPerSocket) {
    const socket = connect(url, cookie);
    for (let article = 0; article < articlesPerSocket; article += 1)
      authors.push(await openAuthor(socket, await write(content)));
  }
  const typing = authors.map(async (author, index) => {
    await pause((index / articleCount) * betweenSharedKeysMs);
    for (const end = performance.now() + measuredMs; performance.now() < end; ) {
      void author.type();
      await pause(betweenSharedKeysMs);
    }
  });
  const before = sum(authors);
  await Promise.all(typing);
  const perSecond = (sum(authors) - before) / (measuredMs / 1_000);
  for (const author of authors) author.leave();
  const fixedPerSecond = articleCount / ((limits.storeDelayMs + betweenSharedKeysMs / 2) / 1_000);
  print(`\n${articleCount} articles at once: ${perSecond.toFixed(0)} commits/s`);
  return `${articleCount} articles typed in at once: ${times(perSecond / fixedPerSecond)} the commits of a fixed delay`;
}

type Author = {
  /** Types a letter. @returns the time until it was committed, in ms. */
  type(): Promise<number>;
  /** Acknowledgements of commits so far; each commit sends one. */
  commits(): number;
  leave(): void;
};

const sum = (authors: readonly Author[]) => authors.reduce((total, author) => total + author.commits(), 0);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function connect(url: string, cookie: string): HocuspocusProviderWebsocket {
  return new HocuspocusProviderWebsocket({
    url: `${url.replace('http', 'ws')}${collabPath}?${schemaParameter}=${schemaVersion}`,
    WebSocketPolyfill: class extends WebSocket {
      constructor(address: string) {
        super(address, { headers: { cookie } });
      }
    },
  });
}

async function openAuthor(socket: HocuspocusProviderWebsocket, articleId: string): Promise<Author> {
  const document = new Y.Doc();
  const waiting = new Map<number, () => void>();
  let marks = 0;
  let commits = 0;
  const provider = new HocuspocusProvider({
    websocketProvider: socket,
    name: documentName(articleId),
    document,
    onStateless({ payload }) {
      const message = JSON.parse(payload) as { type: string; mark: number | null };
      if (message.type !== 'stored' || message.mark === null) return;
      commits += 1;
      for (const [mark, resolve] of waiting) {
        if (mark > message.mark) continue;
        waiting.delete(mark);
        resolve();
      }
    },
  });
  const synced = new Promise<void>((resolve) => provider.on('synced', () => resolve()));
  provider.attach();
  await synced;
  const text = firstText(document.getXmlFragment(fragmentNames.body));
  return {
    async type() {
      const start = performance.now();
      text.insert(text.length, 'a');
      marks += 1;
      const mark = marks;
      const committed = new Promise<void>((resolve) => waiting.set(mark, resolve));
      provider.sendStateless(JSON.stringify({ type: 'mark', mark }));
      await committed;
      return performance.now() - start;
    },
    commits: () => commits,
    leave() {
      provider.destroy();
      socket.destroy();
      document.destroy();
    },
  };
}

function firstText(parent: Y.XmlFragment): Y.XmlText {
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) return child;
    if (child instanceof Y.XmlElement && child.nodeName === 'paragraph') return firstText(child);
  }
  throw new Error('The article has no text');
}
