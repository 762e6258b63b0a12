import { eq } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { hashContent } from '../../domain/document/canonical.ts';
import type { ContentJson, HashedContent } from '../../domain/document/content.ts';
import type { Database } from '../../server/db/database.ts';
import { articles, publications, revisions, transitions } from '../../server/db/schema.ts';
import { temporaryFolder } from '../hosts/server-process.ts';
import { createNetwork, installBrowser, openPage, type Page, untilReady } from './browser.ts';
import { anArticle, newsroomDatabase, startDesk, storedText, userIdOf } from './desk.ts';
import { marker, type } from './markers.ts';
import { type Caller, call, contentOf, move } from './requests.ts';
import { type Ledger, openLedger, type Random, randomOf, runOf } from './rounds.ts';

/** Concurrent rounds; each has an article of its own, and all have the same title. */
const lanes = 5;

type Desk = {
  db: Database;
  ledger: Ledger;
  random: Random;
  journalist: Caller;
  editor: Caller;
  admin: Caller;
  open(caller: Caller, userId: string, articleId: string): Promise<Page>;
};

installBrowser();

const races = { publishAgainstEdit, editAgainstRecall, publishTwice };

test('publish against edit, edit against recall, publish twice: exactly the content that was shown is published, once', async () => {
  const run = runOf({ full: 1_000, short: 25 });
  const ledger = openLedger('races', run);
  const { url, db, close } = await newsroomDatabase();
  onTestFinished(close);
  const server = await startDesk({ DATABASE_URL: url, DATA_DIR: await temporaryFolder() });
  const callers = await Promise.all(
    (['phongvien', 'bientap', 'quantri'] as const).map(async (person) => ({
      url: server.url,
      headers: await server.signIn(person),
    })),
  );
  const [journalist, editor, admin] = callers;
  if (!journalist || !editor || !admin) throw new Error('Nobody signed in');
  const pages = new Set<Page>();
  const open: Desk['open'] = async (caller, userId, articleId) => {
    const page = openPage(createNetwork(server.port, caller.headers), articleId, userId);
    pages.add(page);
    await untilReady(page);
    return page;
  };
  const rounds = Array.from({ length: run.rounds }, (_, round) => round);
  const names = Object.keys(races) as (keyof typeof races)[];
  try {
    await Promise.all(
      Array.from({ length: lanes }, async () => {
        for (let round = rounds.shift(); round !== undefined; round = rounds.shift()) {
          // Each round has a seed of its own, so that the run does not depend on scheduling.
          const random = randomOf(run.seed + round);
          const name = names[round % names.length] ?? 'publishTwice';
          await races[name]({ db, ledger, random, journalist, editor, admin, open });
        }
      }),
    );
  } finally {
    for (const page of pages) page.stop();
    ledger.print();
  }
  expect(ledger.lost()).toEqual([]);
});

/** Somebody types, or a script replaces the content, while an editor publishes the content they were shown. */
async function publishAgainstEdit(desk: Desk) {
  const { db, ledger, random, editor, admin } = desk;
  const id = await anArticle(db, { stage: 'review' });
  const byHand = random.chance(0.5) ? await desk.open(admin, userIdOf('quantri'), id) : null;
  const shown = await contentOf(editor, id);
  const word = marker('chen', random.below(1_000));
  const edit = async () => (byHand ? typeIn(byHand, word) : replaceContent(admin, id, shown, word));
  const publish = () => move(editor, id, 'publish', { contentHash: shown.contentHash });
  const [edited, published] = await atOnce(random, edit, publish);

  const readers = await publishedOf(db, id);
  ledger.check(
    readers.length === (published.status === 200 ? 1 : 0),
    () => `${id}: published ${readers.length} times`,
  );
  for (const revision of readers) {
    const isShown = (await hashContent(revision.content)) === shown.contentHash;
    ledger.check(isShown, () => `${id}: what is published is not what was shown`);
  }
  byHand?.stop();
  const text = await storedText(db, id);
  if (edited)
    ledger.check(text.includes(word), () => `${id}: the edit was acknowledged as saved, and is lost`);
  // Either the edit is not in the publication, or the publication was refused because of it.
  if (published.status === 200)
    ledger.check(!text.includes(word), () => `${id}: changed after it was published`);
  else
    ledger.check(published.body.code === 'content-changed' && edited, () => `${id}: ${published.body.code}`);
}

/** The author recalls the article while an editor corrects it. */
async function editAgainstRecall(desk: Desk) {
  const { db, ledger, random, journalist, editor } = desk;
  const id = await anArticle(db, { stage: 'review' });
  const byHand = random.chance(0.5) ? await desk.open(editor, userIdOf('bientap'), id) : null;
  const shown = await contentOf(editor, id);
  const word = marker('sửa', random.below(1_000));
  const edit = async () => (byHand ? typeIn(byHand, word) : replaceContent(editor, id, shown, word));
  const [edited, recalled] = await atOnce(random, edit, () => move(journalist, id, 'recall'));
  byHand?.stop();
  ledger.check(recalled.status === 200, () => `${id}: recall answered ${recalled.status}`);
  const [row] = await db.select({ stage: articles.stage }).from(articles).where(eq(articles.id, id));
  ledger.check(row?.stage === 'draft', () => `${id}: stage ${row?.stage}`);
  const times = (await storedText(db, id)).split(word).length - 1;
  ledger.check(
    times === (edited ? 1 : 0),
    () => `${id}: saved ${edited}, and the marker occurs ${times} times`,
  );
}

/** Two editors publish concurrently, or one of them twice. */
async function publishTwice({ db, ledger, random, editor, admin }: Desk) {
  const id = await anArticle(db, { stage: 'review' });
  const { contentHash } = await contentOf(editor, id);
  const isSamePerson = random.chance(0.5);
  const requestId = isSamePerson ? crypto.randomUUID() : undefined;
  const publish = (by: Caller) => () =>
    move(by, id, 'publish', { contentHash, ...(requestId && { requestId }) });
  const answers = await atOnce(random, publish(editor), publish(isSamePerson ? editor : admin));
  const statuses = answers.map(({ status }) => status).sort();
  const expected = isSamePerson ? [200, 200] : [200, 409];
  ledger.check(statuses.join() === expected.join(), () => `${id}: answered ${statuses}`);
  ledger.check((await publishedOf(db, id)).length === 1, () => `${id}: not published once`);
  const steps = await db.select().from(transitions).where(eq(transitions.articleId, id));
  ledger.check(steps.length === 1, () => `${id}: ${steps.length} steps in its history`);
  const kept = await db.select().from(revisions).where(eq(revisions.articleId, id));
  ledger.check(
    kept.length === 1 && kept[0]?.contentHash === contentHash,
    () => `${id}: ${kept.length} revisions`,
  );
}

/** Starts both concurrently, in either order, one of them up to 20 ms later. */
async function atOnce<One, Other>(
  random: Random,
  one: () => Promise<One>,
  other: () => Promise<Other>,
): Promise<[One, Other]> {
  const [first, second] = [random.below(20), random.below(20)];
  return Promise.all([after(first, one), after(second, other)]);
}

const after = <Result>(milliseconds: number, act: () => Promise<Result>) =>
  new Promise<Result>((resolve, reject) => setTimeout(() => act().then(resolve, reject), milliseconds));

/** Whether the edit was acknowledged as saved. */
function typeIn(page: Page, word: string): Promise<boolean> {
  type(page, word);
  return page.whenSaved().then(
    () => true,
    () => false,
  );
}

/** Whether the content was accepted. */
async function replaceContent(
  caller: Caller,
  id: string,
  shown: HashedContent,
  word: string,
): Promise<boolean> {
  const { title, lead, body }: ContentJson = shown;
  const added = { type: 'paragraph', content: [{ type: 'text', text: word }] };
  const content = { title, lead, body: { ...body, content: [...(body.content ?? []), added] } };
  const { status } = await call(caller, 'PUT', `/api/articles/${id}/content`, content);
  if (status !== 200 && status !== 409) throw new Error(`${id}: the request was answered by ${status}`);
  return status === 200;
}

const publishedOf = (db: Database, id: string) =>
  db
    .select({ content: revisions.content })
    .from(publications)
    .innerJoin(revisions, eq(revisions.id, publications.revisionId))
    .where(eq(publications.articleId, id));
