import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { worker } from '@electric-sql/pglite/worker';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from '../server/db/migrate.ts';
import * as schema from '../server/db/schema.ts';
import { indexedDbFiles } from '../server/files/indexed-db-files.ts';
import { canvasImages } from '../server/images/canvas-images.ts';
import { pageLogger } from './page-logger.ts';
import { pageMigrations } from './page-migrations.ts';
import { seedNewsroom } from './seed.ts';

/** What the page gives along: the files' store, and the drawings as JPEG, which a worker cannot make of SVG itself. */
export type WorkerMeta = { filesName: string; jpegs: Map<string, Uint8Array<ArrayBuffer>> };

/*
 * The database of the tab that has it open. It is migrated and filled right here, without a detour through the page:
 * some hundred statements, each of which would cross two threads.
 */
worker({
  async init({ dataDir, meta }) {
    const { filesName, jpegs }: WorkerMeta = meta;
    // Written to IndexedDB after the answer, not before: a demo may lose the last moment of a crash.
    const client = await PGlite.create({ dataDir, extensions: { pg_trgm }, relaxedDurability: true });
    const db = drizzle(client, { schema });
    await migrate(db, pageMigrations());
    await seedNewsroom({
      db,
      files: indexedDbFiles(filesName),
      images: canvasImages(),
      clock: () => new Date(),
      logger: pageLogger,
      async toJpeg(svg) {
        const jpeg = jpegs.get(svg);
        if (!jpeg) throw new Error('The page did not draw this picture');
        return jpeg;
      },
    });
    return client;
  },
});
