import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../hosts/server-process.ts';
import { createNetwork, installBrowser, openPage, untilPage, untilReady } from './browser.ts';
import { anArticle, newsroomDatabase, type Person, startDesk, storedText, userIdOf } from './desk.ts';
import { startDurablePostgres } from './durable-postgres.ts';
import { countMarkers, marker, type } from './markers.ts';
import { openLedger, runOf } from './rounds.ts';

const people: Person[] = ['phongvien', 'phongvien2', 'bientap', 'quantri'];
const editors = 10;
const keyEveryMs = 100;
/** The promise is five seconds; a machine that is busy with other tests gets more. */
const savingAgainAtMostMs = 45_000;

installBrowser();

test('SIGKILL of PostgreSQL while ten people type: no acknowledged edit is lost, and the desk recovers by itself', async () => {
  const run = runOf({ full: 50, short: 2 });
  const ledger = openLedger('killed-postgres', run);
  const postgres = await startDurablePostgres();
  onTestFinished(postgres.stop);
  const { url, db, close } = await newsroomDatabase(postgres.url);
  onTestFinished(close);
  const articleIds = [await anArticle(db), await anArticle(db)];
  const server = await startDesk({ DATABASE_URL: url, DATA_DIR: await temporaryFolder() });
  const sessions = await Promise.all(people.map((person) => server.signIn(person)));
  const pages = Array.from({ length: editors }, (_, index) => {
    // The other journalist is not an author.
    const who = index % 2 === 0 ? 0 : 2 + (index % 4 === 1 ? 0 : 1);
    const articleId = articleIds[Math.floor(index / 2) % 2] ?? '';
    const network = createNetwork(server.port, sessions[who] ?? {});
    return { index, articleId, page: openPage(network, articleId, userIdOf(people[who] ?? 'quantri')) };
  });
  const typed = new Set<string>();
  const acknowledged = new Set<string>();
  try {
    await Promise.all(pages.map(({ page }) => untilReady(page)));
    for (let round = 0; round < run.rounds; round += 1) {
      const saved = acknowledged.size + 10 + run.random.below(30);
      const typing = pages.map(({ index, page }) =>
        setInterval(() => {
          const word = marker(index, typed.size);
          typed.add(word);
          type(page, `${word} `);
          void page.whenSaved().then(() => acknowledged.add(word));
        }, keyEveryMs),
      );
      await expect
        .poll(() => acknowledged.size, { timeout: 60_000, interval: 5 })
        .toBeGreaterThanOrEqual(saved);
      // Also a single backend process: breaks connections that are in use.
      const isWhole = round % 3 === 0;
      if (isWhole) {
        await postgres.kill();
        // They keep typing; unsaved edits are shown as unsaved.
        await Promise.all(
          pages.map(({ page }) =>
            untilPage(page, 'it showed the failure', ({ saveState }) => saveState.kind === 'failed'),
          ),
        );
      } else await postgres.killOneBackend(new URL(url).pathname.slice(1));
      for (const timer of typing) clearInterval(timer);
      const promised = [...acknowledged];
      if (isWhole) await postgres.start();
      const start = performance.now();
      await Promise.all(pages.map(({ page }) => page.whenSaved()));
      ledger.recordDuration('saving again', performance.now() - start);

      const times = countMarkers((await Promise.all(articleIds.map((id) => storedText(db, id)))).join(' '));
      for (const word of promised)
        ledger.check(times(word) === 1, () => `${word} was acknowledged as saved, round ${round}`);
      for (const word of typed)
        ledger.check(times(word) === 1, () => `${word} occurs ${times(word)} times, round ${round}`);
    }
  } catch (error) {
    throw new Error(`The server's output:\n${server.output().slice(-3_000)}`, { cause: error });
  } finally {
    for (const { page } of pages) page.stop();
    ledger.print();
  }
  expect(ledger.lost()).toEqual([]);
  expect(ledger.worstOf('saving again')).toBeLessThan(savingAgainAtMostMs);
});
