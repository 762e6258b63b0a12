import { setupServer } from 'msw/node';
import sharp from 'sharp';
import { createBackend } from '../server/backend.ts';
import type { Database } from '../server/db/database.ts';
import { readDemo } from '../server/demo.ts';
import { memoryFiles } from '../server/files/memory-files.ts';
import { noLinkCheck } from '../server/link-check.ts';
import type { Logger } from '../server/logger.ts';
import { openPglite } from '../server/node/db/pglite.ts';
import { readPortalFiles } from '../server/node/portal-files.ts';
import { sharpImages } from '../server/node/sharp-images.ts';
import { emptyDatabase } from './empty-database.ts';
import { createFaults, type Faults } from './faults.ts';
import { createHandlers } from './handlers.ts';
import { demoPassword } from './newsroom/newsroom.ts';
import { seedNewsroom, seedPeople } from './seed.ts';

export type MockApi = {
  origin: string;
  db: Database;
  faults: Faults;
  /** Stops the clock of the backend at a moment; null lets it run again. */
  setClock(at: Date | null): void;
  /** Makes this account the one that the page is signed in with. Null: nobody. */
  signIn(email: string | null): Promise<void>;
  /** Empties the newsroom down to its people and categories, with nobody signed in and the clock running. */
  reset(): Promise<void>;
  /** Adds the forty articles and their pictures. Takes some seconds. */
  fillNewsroom(): Promise<void>;
  close(): Promise<void>;
};

type Options = {
  /** The address of the page. Default: that of the test's page. */
  origin?: string;
  logger?: Logger;
  /** Whether requests carry the session of the last sign-in, as those of a page do. Default: yes. */
  isPage?: boolean;
};

/**
 * Starts the backend behind MSW in Node: for tests of screens, and of the API without a network. People and
 * categories of the demo newsroom are there. A request that the backend does not serve is an error.
 */
export async function startMockApi(options: Options = {}): Promise<MockApi> {
  const { origin = location.origin, logger = silent, isPage = true } = options;
  const { db, close } = await openPglite('snapshot');
  const files = memoryFiles();
  const images = sharpImages();
  const faults = createFaults();
  let token: string | null = null;
  let stoppedAt: Date | null = null;
  const clock = () => stoppedAt ?? new Date();
  await db.transaction(seedPeople);
  const backend = createBackend({
    db,
    files,
    images,
    links: noLinkCheck,
    portalFiles: await readPortalFiles(),
    clock,
    logger,
    demo: await readDemo(db),
    session: 'bearer',
    secret,
    allowedOrigins: [],
  });
  const sessions = {
    read: () => token,
    write: (next: string | null) => {
      if (isPage) token = next;
    },
  };
  const server = setupServer(...createHandlers({ origin, backend, sessions, faults }));
  server.listen({ onUnhandledFrame: 'error' });

  return {
    origin,
    db,
    faults,
    setClock(at) {
      stoppedAt = at;
    },
    async signIn(email) {
      token = null;
      if (email === null) return;
      const response = await fetch(`${origin}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password: demoPassword }),
      });
      if (!response.ok) throw new Error(`${email} could not sign in: ${await response.text()}`);
    },
    async reset() {
      token = null;
      stoppedAt = null;
      faults.clear();
      await emptyDatabase(db);
      await db.transaction(seedPeople);
    },
    async fillNewsroom() {
      await emptyDatabase(db);
      const toJpeg = async (svg: string) => new Uint8Array(await sharp(Buffer.from(svg)).jpeg().toBuffer());
      await seedNewsroom({ db, files, images, clock, logger, auditSecret: secret, toJpeg });
    },
    async close() {
      server.close();
      await backend.collab.close();
      await close();
    },
  };
}

const secret = 'a secret of no importance, because nothing outlives the test';

const silent: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
