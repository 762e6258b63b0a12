import { expect, onTestFinished, test } from 'vitest';
import type { Article } from '../../domain/contract/article-schema.ts';
import type { Revision } from '../../domain/contract/revisions.ts';
import type { ContentJson, HashedContent, NodeJson } from '../../domain/document/content.ts';
import { blockText, contentText } from '../../domain/document/to-text.ts';
import { anArticle, newsroomDatabase, startDesk } from '../faults/desk.ts';
import { type Caller, call, contentOf } from '../faults/requests.ts';
import { openLedger, type Random, randomOf, runOf } from '../faults/rounds.ts';
import { temporaryFolder } from '../hosts/server-process.ts';

/*
 * Random walks through the workflow, by a journalist and one editor. Everybody's words carry their name, so that what
 * the editor publishes shows how much of it is theirs, however they brought it about.
 */

type Name = 'lan' | 'bien';
type Desk = {
  id: string;
  random: Random;
  callers: Record<Name, Caller>;
  baseline: Set<string>;
  words: number;
};

const stepsPerWalk = 20;
const ownShareMax = 25;

/** Numbered, so that no word of one text is a word of another. */
function text(desk: Desk, by: Name, count: number): string {
  desk.words += count;
  return Array.from({ length: count }, (_, index) => `${by}${desk.words - index}`).join(' ');
}
const paragraph = (line: string): NodeJson => ({
  type: 'paragraph',
  content: [{ type: 'text', text: line }],
});

/** At most one change in each paragraph: between two, a request would insert the text again as its sender's. */
const edits: Record<string, (desk: Desk, by: Name, content: ContentJson) => ContentJson> = {
  append: (desk, by, content) => withBlocks(content, (blocks) => [...blocks, paragraph(text(desk, by, 12))]),
  extend: (desk, by, content) =>
    withBlocks(content, ([first, ...rest]) => [
      paragraph(`${first ? blockText(first) : ''} ${text(desk, by, 6)}`.trim()),
      ...rest,
    ]),
  remove: (_desk, _by, content) =>
    withBlocks(content, (blocks) => (blocks.length > 1 ? blocks.slice(1) : blocks)),
  reverse: (_desk, _by, content) => withBlocks(content, (blocks) => blocks.toReversed()),
  replace: (desk, by) => ({
    title: text(desk, by, 3),
    lead: text(desk, by, 5),
    body: { type: 'doc', content: [paragraph(text(desk, by, 20)), paragraph(text(desk, by, 20))] },
  }),
};

const withBlocks = (content: ContentJson, change: (blocks: NodeJson[]) => NodeJson[]): ContentJson => ({
  ...content,
  body: {
    type: 'doc',
    content: change((content.body.content ?? []).map((block) => paragraph(blockText(block)))),
  },
});

const moves = {
  lan: ['submit', 'submit', 'recall'],
  bien: ['submit', 'return', 'unschedule', 'revise'],
} as const;

test('whatever an editor does, they publish at most a quarter of their own that nobody else has submitted', async () => {
  const run = runOf({ full: 600, short: 6 });
  const ledger = openLedger('four-eyes-walks', run);
  const { url, db, close } = await newsroomDatabase();
  onTestFinished(close);
  const server = await startDesk({ DATABASE_URL: url, DATA_DIR: await temporaryFolder() });
  const callers = {
    lan: { url: server.url, headers: await server.signIn('phongvien') },
    bien: { url: server.url, headers: await server.signIn('bientap') },
  };
  const outcomes = { published: 0, 'four-eyes': 0 };
  for (let round = 0; round < run.rounds; round += 1) {
    const id = await anArticle(db);
    const desk: Desk = { id, random: randomOf(run.seed + round), callers, baseline: new Set(), words: 0 };
    await submit(desk);
    const walk: string[] = [];
    for (let step = 0; step < stepsPerWalk; step += 1) {
      const by = desk.random.chance(0.25) ? 'lan' : 'bien';
      walk.push(`${by}: ${await takeStep(desk, by)}`);
      if (desk.random.chance(0.6)) continue;
      const { outcome, share } = await tryToPublish(desk);
      if (outcome === 'other') continue;
      outcomes[outcome] += 1;
      walk.push(`${outcome} with ${share}%`);
      ledger.check(outcome !== 'published' || share <= ownShareMax, () => `${round}: ${walk.join(', ')}`);
    }
  }
  ledger.note(JSON.stringify(outcomes));
  ledger.print();
  expect(ledger.lost()).toEqual([]);
  expect(Math.min(...Object.values(outcomes))).toBeGreaterThan(run.rounds / 4);
});

/** @returns what was done, or tried. */
async function takeStep(desk: Desk, by: Name): Promise<string> {
  const { id, random, callers } = desk;
  const caller = callers[by];
  const path = `/api/articles/${id}`;
  if (random.chance(0.5)) {
    const name = random.pick(Object.keys(edits));
    const content = edits[name]?.(desk, by, await contentOf(caller, id));
    await request(caller, 'PUT', `${path}/content`, content);
    return name;
  }
  if (by === 'bien' && random.chance(0.3)) {
    const { body } = await call<{ items: Revision[] }>(caller, 'GET', `${path}/revisions`);
    if (body.items.length === 0) return 'nothing';
    const revision = random.pick(body.items);
    await request(caller, 'POST', `${path}/revisions/${revision.id}/restore`, {});
    return `restore ${revision.number}`;
  }
  if (random.chance(0.2)) {
    await request(caller, 'POST', `${path}/revisions`, { name: 'Bản lưu' });
    return 'save';
  }
  const transition = random.pick(moves[by]);
  if (transition === 'submit' && by === 'lan') return `submit ${await submit(desk)}`;
  const status = await request(caller, 'POST', `${path}/transitions`, { transition, note: 'Ghi chú.' });
  return `${transition} ${status}`;
}

/** The journalist submits; what is new for the editor is what comes after. */
async function submit(desk: Desk): Promise<number> {
  const caller = desk.callers.lan;
  const path = `/api/articles/${desk.id}/transitions`;
  const status = await request(caller, 'POST', path, { transition: 'submit' });
  if (status === 200) desk.baseline = new Set(wordsOf(await contentOf(caller, desk.id)));
  return status;
}

async function request(caller: Caller, method: string, path: string, body: unknown): Promise<number> {
  const { status } = await call(caller, method, path, body);
  if (status >= 500) throw new Error(`${method} ${path}: ${status}`);
  return status;
}

/** The editor publishes or schedules. `share`: how much of the text are words of theirs outside of the baseline. */
async function tryToPublish(desk: Desk) {
  const caller = desk.callers.bien;
  const content = await contentOf(caller, desk.id);
  const { contentHash } = content;
  const words = wordsOf(content);
  const own = words.filter((word) => word.startsWith('bien') && !desk.baseline.has(word));
  const share = (100 * own.join('').length) / words.join('').length;
  const publishAt = new Date(Date.now() + 3_600_000).toISOString();
  const { body } = await call<Article & { code?: string }>(
    caller,
    'POST',
    `/api/articles/${desk.id}/transitions`,
    desk.random.chance(0.5)
      ? { transition: 'publish', contentHash }
      : { transition: 'schedule', contentHash, publishAt },
  );
  const isPublished = body.state === 'published' || body.state === 'scheduled';
  const outcome = isPublished ? 'published' : body.code === 'four-eyes' ? body.code : 'other';
  return { outcome, share } as const;
}

const wordsOf = (content: ContentJson | HashedContent): string[] => contentText(content).match(/\S+/g) ?? [];
