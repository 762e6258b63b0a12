import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { count, sql } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { media } from '../../server/db/schema.ts';
import { aPicture } from '../builders/pictures.ts';
import { temporaryFolder } from '../hosts/server-process.ts';
import { createNetwork, installBrowser, openPage, type Page, untilPage, untilReady } from './browser.ts';
import { anArticle, newsroomDatabase, startDesk, storedText, userIdOf } from './desk.ts';
import { countMarkers, marker, type } from './markers.ts';
import { call } from './requests.ts';
import { openLedger, runOf } from './rounds.ts';
import { normalConditions, startTcpProxy } from './tcp-proxy.ts';

/** The promise is ten seconds; a machine that is busy with other tests gets more. */
const savingAgainAtMostMs = 60_000;

installBrowser();

const faults = {
  'the database is away': { sizes: { full: 10, short: 1 }, code: 'unavailable', status: 503 },
  'the database has no room': { sizes: { full: 10, short: 1 }, code: 'storage-full', status: 507 },
} as const;

test.for(Object.entries(faults))(
  '%s: the page shows it, keeps its content, and recovers by itself',
  async ([name, fault]) => {
    const run = runOf(fault.sizes);
    const ledger = openLedger(`database-away, ${name}`, run);
    const { url, db, close } = await newsroomDatabase();
    onTestFinished(close);
    const proxy = await startTcpProxy({ port: Number(new URL(url).port) });
    onTestFinished(proxy.close);
    const behind = new URL(url);
    behind.port = String(proxy.port);
    const dataDir = await temporaryFolder();
    const server = await startDesk({ DATABASE_URL: behind.href, DATA_DIR: dataDir });
    const headers = await server.signIn('phongvien');
    const caller = { url: server.url, headers };
    const [id, closed] = [await anArticle(db), await anArticle(db)];
    const open = () => openPage(createNetwork(server.port, headers), id, userIdOf('phongvien'));
    const page = open();
    const written: string[] = [];
    const write = () => {
      const word = marker('đĩa', written.length);
      written.push(word);
      type(page, `${word} `);
    };
    const away = {
      'the database is away': {
        begin() {
          proxy.conditions.isDown = true;
          proxy.breakAll();
        },
        end: () => Object.assign(proxy.conditions, normalConditions),
      },
      'the database has no room': { begin: () => fill(db), end: () => makeRoom(db) },
    }[name as keyof typeof faults];

    try {
      await untilReady(page);
      write();
      await page.whenSaved();
      for (let round = 0; round < run.rounds; round += 1) {
        await away.begin();
        const unsaved = written.length;
        write();
        const lies = listen(page, () => page.store.getState().saveState.kind === 'saved');
        await untilPage(
          page,
          'it showed the failure',
          ({ saveState }) => saveState.kind === 'failed' && saveState.code === fault.code,
        );
        const late = open();
        const refused = await call<{ code: string }>(caller, 'PUT', `/api/articles/${closed}/content`, {
          title: 'Đè lên',
          lead: '',
          body: { type: 'doc', content: [{ type: 'paragraph' }] },
        });
        ledger.check(
          refused.status === fault.status,
          () => `the request was answered by ${refused.status} ${refused.body.code}`,
        );
        if (name === 'the database is away') {
          const shown = await call<{ code: string }>(caller, 'GET', `/api/articles/${id}/content`);
          ledger.check(shown.status === 503, () => `reading was answered by ${shown.status}`);
          const upload = new FormData();
          upload.set('file', new File([await aPicture()], 'tau.jpg', { type: 'image/jpeg' }));
          const answer = await fetch(`${server.url}/api/media`, { method: 'POST', headers, body: upload });
          ledger.check(answer.status === 503, () => `a picture was answered by ${answer.status}`);
        }
        // The outage lasts this long while they type.
        const until = performance.now() + (run.isFull ? 30_000 : 2_000);
        while (performance.now() < until) {
          write();
          await new Promise((resolve) => setTimeout(resolve, 200));
        }
        if (name === 'the database is away') {
          ledger.check(
            late.store.getState().status === 'loading',
            () => `who comes now is shown ${JSON.stringify(late.store.getState())}`,
          );
        }
        ledger.check(lies() === 0, () => `“saved” was shown ${lies()} times while nothing was stored`);
        ledger.check(
          countMarkers(await storedText(db, id))(written[unsaved] ?? '') === 0,
          () => 'the fault was none',
        );

        await away.end();
        const start = performance.now();
        await page.whenSaved();
        ledger.recordDuration('saving again', performance.now() - start);
        await untilReady(late);
        ledger.check(
          (await storedText(db, closed)) === 'Tàu dài ba trăm mét.',
          () => 'refused content was stored',
        );
        const text = await storedText(db, id);
        const times = countMarkers(text);
        for (const word of written)
          ledger.check(times(word) === 1, () => `${word} occurs ${times(word)} times`);
        ledger.check(text.startsWith('Tàu dài ba trăm mét.'), () => `the earlier content is lost: ${text}`);
        await untilPage(
          late,
          'it had the content',
          () => late.ydoc.getXmlFragment('body').toString() === page.ydoc.getXmlFragment('body').toString(),
        );
        late.stop();
      }
      const files = join(dataDir, 'files');
      const left = existsSync(files) ? await readdir(files, { recursive: true, withFileTypes: true }) : [];
      const [rows] = await db.select({ pictures: count() }).from(media);
      ledger.check(
        left.filter((entry) => entry.isFile()).length === 0 && rows?.pictures === 0,
        () => `left behind: ${left.map(({ name: file }) => file)}`,
      );
    } finally {
      page.stop();
      ledger.print();
    }
    expect(ledger.lost()).toEqual([]);
    expect(ledger.worstOf('saving again')).toBeLessThan(savingAgainAtMostMs);
  },
);

/** Counts the snapshots that satisfy the predicate. */
function listen(page: Page, isSo: () => boolean): () => number {
  let times = 0;
  page.store.subscribe(() => {
    if (isSo()) times += 1;
  });
  // Later snapshots do not count.
  return () => times;
}

/** Makes PostgreSQL fail as with a full disk. */
async function fill(db: Database): Promise<void> {
  await db.execute(sql`
    create function no_room() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`);
  await db.execute(sql`create trigger no_room before insert on article_updates execute function no_room()`);
}

async function makeRoom(db: Database): Promise<void> {
  await db.execute(sql`drop trigger no_room on article_updates`);
  await db.execute(sql`drop function no_room`);
}
