import { expect, onTestFinished, test } from 'vitest';
import type { Doc } from 'yjs';
import { fragmentNames } from '../../domain/document/content.ts';
import type { Database } from '../../server/db/database.ts';
import { loadDocument, readContent } from '../../server/documents/store.ts';
import { temporaryFolder } from '../hosts/server-process.ts';
import { createNetwork, installBrowser, openPage, untilReady } from './browser.ts';
import { anArticle, newsroomDatabase, type Person, startDesk, userIdOf } from './desk.ts';
import {
  type ActName,
  blockRecreations,
  createRandomEditor,
  edits,
  markers,
  type RandomEditor,
} from './random-editor.ts';
import { type Ledger, openLedger, type Random, runOf } from './rounds.ts';

const people: Person[] = ['phongvien', 'phongvien2', 'bientap', 'quantri'];
/** One article, from its first edit to the final comparison. */
const stepsEach = 25;

installBrowser();

test('three to five people edit and disconnect at random: all converge, and no text is lost', async () => {
  const run = runOf({ full: 2_000, short: 50 });
  const ledger = openLedger('random-edits', run);
  const { random } = run;
  const { url, db, close } = await newsroomDatabase();
  onTestFinished(close);
  const server = await startDesk({ DATABASE_URL: url, DATA_DIR: await temporaryFolder() });
  const sessions = await Promise.all(people.map((person) => server.signIn(person)));
  try {
    for (let done = 0; done < run.rounds; done += stepsEach) {
      const articleId = await anArticle(db, { authors: ['phongvien', 'phongvien2'] });
      const acts = random.chance(0.5) ? edits : [...edits, ...blockRecreations];
      const numbers = { next: 0 };
      const desks = Array.from({ length: 3 + random.below(3) }, (_, index) => {
        const person = index % people.length;
        const network = createNetwork(server.port, sessions[person] ?? {});
        const page = openPage(network, articleId, userIdOf(people[person] ?? 'quantri'));
        return { page, network, isUp: true, editor: createRandomEditor(page.ydoc, numbers, random) };
      });
      try {
        await Promise.all(desks.map(({ page }) => untilReady(page)));
        const edited = await editTogether(desks, acts, random);
        const isOnce = acts === edits;
        await compare(desks, edited, { db, articleId, ledger, isOnce });
      } finally {
        for (const { page, editor } of desks) {
          editor.destroy();
          page.stop();
        }
      }
    }
  } finally {
    ledger.print();
  }
  expect(ledger.lost()).toEqual([]);
});

type DeskAtWork = {
  page: ReturnType<typeof openPage>;
  network: ReturnType<typeof createNetwork>;
  isUp: boolean;
  editor: RandomEditor;
};
type EditedMarkers = { wrote: Set<string>; removed: Set<string> };

async function editTogether(
  desks: DeskAtWork[],
  acts: readonly ActName[],
  random: Random,
): Promise<EditedMarkers> {
  const edited: EditedMarkers = { wrote: new Set(), removed: new Set() };
  const act = ({ editor }: DeskAtWork, name: ActName) => {
    const { wrote, removed } = editor.act(name);
    for (const word of wrote) edited.wrote.add(word);
    for (const word of removed) edited.removed.add(word);
  };
  for (let step = 0; step < stepsEach; step += 1) {
    const desk = random.pick(desks);
    if (random.chance(0.2)) {
      desk.isUp = !desk.isUp;
      if (desk.isUp) desk.network.restore();
      else desk.network.cut();
    }
    for (let left = 1 + random.below(4); left > 0; left -= 1) act(desk, random.pick(acts));
    // Sometimes those who are online receive all updates.
    if (random.chance(0.1)) {
      await Promise.all(desks.filter(({ isUp }) => isUp).map(({ page }) => page.whenSaved()));
    }
  }
  await converge(desks);
  return edited;
}

/** Brings everybody online and waits until all have the same content. */
async function converge(desks: DeskAtWork[]): Promise<void> {
  for (const desk of desks) {
    if (!desk.isUp) desk.network.restore();
    desk.isUp = true;
  }
  await Promise.all(desks.map(({ page }) => page.whenSaved()));
  const states = () => new Set(desks.map(({ page }) => xmlOf(page.ydoc)));
  await expect.poll(() => states().size, { timeout: 30_000, interval: 5 }).toBe(1);
}

/** `isOnce`: no block was recreated, so no marker may occur twice. */
type Place = { db: Database; articleId: string; ledger: Ledger; isOnce: boolean };

async function compare(
  desks: DeskAtWork[],
  edited: EditedMarkers,
  { db, articleId, ledger, isOnce }: Place,
): Promise<void> {
  const stored = xmlOf((await loadDocument(db, articleId)).doc);
  const content = await readContent(db, articleId);
  for (const { page, editor } of desks) {
    ledger.check(xmlOf(page.ydoc) === stored, () => `${articleId}: a page holds what the database does not`);
    expect(editor.shown(), 'the editors show the content in the database').toEqual({
      title: content.title,
      lead: content.lead,
      body: content.body,
    });
  }
  const found = JSON.stringify(content).match(markers) ?? [];
  for (const word of edited.wrote) {
    const times = found.filter((one) => one === word).length;
    const isKept = times === 1 || (times > 1 && !isOnce) || (times === 0 && edited.removed.has(word));
    ledger.check(isKept, () => `${articleId}: ${word} occurs ${times} times`);
  }
}

const xmlOf = (doc: Doc): string =>
  Object.values(fragmentNames)
    .map((name) => doc.getXmlFragment(name).toString())
    .join('\n');
