import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { blockText } from '../../domain/document/to-text.ts';
import { compactUpdates, lockArticle, readContent } from '../../server/documents/store.ts';
import { openPostgres } from '../../server/node/db/postgres.ts';
import { createTestDatabase } from '../hosts/test-database.ts';
import { type Newsroom, openNewsroom } from './newsroom.ts';

/** Cases that need a database with several connections. */
describe('on PostgreSQL', () => {
  let newsroom: Newsroom;

  beforeAll(async () => {
    const url = await createTestDatabase(inject('postgresUrl'));
    newsroom = await openNewsroom(() => openPostgres(url));
  });
  afterAll(() => newsroom.close());

  const storedText = async (id: string) => blockText((await newsroom.stored(id)).body);

  it('exactly the content read under the lock is published: concurrent edits wait for the lock, and are refused', async () => {
    const id = await newsroom.anArticle({ stage: 'review' });
    const bien = newsroom.connect('bien', id);
    await bien.synced();
    bien.type('Đã đọc.');
    await bien.whenStored();

    const published = await newsroom.db.transaction(async (tx) => {
      await lockArticle(tx, id);
      bien.type(' Chen ngang.');
      await bien.until('the server had it', () => !bien.provider.hasUnsyncedChanges);
      const waiting = () =>
        newsroom.db.execute<{ count: number }>(
          sql`select count(*)::int as count from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'`,
        );
      await expect.poll(async () => (await waiting()).rows[0]?.count, { timeout: 10_000 }).toBe(1);
      const content = await readContent(tx, id);
      await tx.execute(sql`update articles set stage = 'none' where id = ${id}`);
      return content;
    });

    await bien.until('the document was given up', () => bien.closed.includes('reset'));
    expect(blockText(published.body)).toBe('Đã đọc.');
    expect((await newsroom.stored(id)).contentHash).toBe(published.contentHash);
  });

  it('two concurrent compactions and a writer lose and repeat nothing', async () => {
    const id = await newsroom.anArticle();
    const lan = newsroom.connect('lan', id);
    await lan.synced();
    for (let round = 0; round < 5; round += 1) {
      lan.type(`${round} `);
      await Promise.all([compactUpdates(newsroom.db, id), compactUpdates(newsroom.db, id), lan.whenStored()]);
    }
    expect(await storedText(id)).toBe('0 1 2 3 4 ');
  });
});
