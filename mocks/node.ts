import { setupServer } from 'msw/node';
import sharp from 'sharp';
import { sealEmptyLog } from '../server/audit/audit-log.ts';
import type { Provider } from '../server/auth/single-sign-on/provider.ts';
import { createBackend } from '../server/backend.ts';
import type { Database } from '../server/db/database.ts';
import { instant } from '../server/db/database-time.ts';
import { readDemo } from '../server/demo.ts';
import { memoryFiles } from '../server/files/memory-files.ts';
import type { RemotePictures } from '../server/images/remote-pictures.ts';
import { noLinkCheck } from '../server/link-check.ts';
import type { Logger } from '../server/logger.ts';
import { openPglite } from '../server/node/db/pglite.ts';
import { sharpImages } from '../server/node/images/sharp-images.ts';
import { readPortalFiles } from '../server/node/portal-files.ts';
import { emptyDatabase } from './empty-database.ts';
import { createFaults, type Faults } from './faults.ts';
import { createHandlers } from './handlers.ts';
import { demoPassword } from './newsroom/newsroom.ts';
import { seedNewsroom, seedPeople } from './seed.ts';

export type MockApi = {
  origin: string;
  db: Database;
  faults: Faults;
  /** Sets the backend's clock to a fixed time; null resumes it. */
  setClock(at: Date | null): void;
  /** Signs the page in with this account. Null: signs it out. */
  signIn(email: string | null): Promise<void>;
  /** Resets everything to people and categories, nobody signed in, and the real clock. */
  reset(): Promise<void>;
  /** Fills the newsroom with all demo articles and pictures. Takes some seconds. */
  fillNewsroom(): Promise<void>;
  close(): Promise<void>;
};

type Options = {
  /** The origin of the page. Default: that of the test's document. */
  origin?: string;
  logger?: Logger;
  /** Whether requests send the session of the last sign-in, like those of a page. Default: yes. */
  isPage?: boolean;
  /** Default: none. */
  singleSignOn?: Provider;
  /** Default: that of a page, which cannot fetch any. */
  remotePictures?: RemotePictures;
};

/**
 * Starts the backend behind MSW in Node, for component tests and for contract tests without a network. The database holds
 * the demo newsroom's people and categories. Unhandled requests are errors.
 */
export async function startMockApi(options: Options = {}): Promise<MockApi> {
  const { origin = location.origin, logger = silent, isPage = true, singleSignOn, remotePictures } = options;
  const { db, close } = await openPglite('snapshot');
  const files = memoryFiles();
  const images = sharpImages();
  const faults = createFaults();
  let token: string | null = null;
  let fixedTime: Date | null = null;
  const clock = () => fixedTime ?? new Date();
  await sealEmptyLog(db, secret);
  await db.transaction(seedPeople);
  const backend = createBackend({
    db,
    files,
    images,
    links: noLinkCheck,
    portalFiles: await readPortalFiles(),
    clock,
    now: () => instant(clock()),
    logger,
    demo: await readDemo(db),
    sessionTransport: 'bearer',
    secret,
    allowedOrigins: [],
    singleSignOn,
    remotePictures,
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
      fixedTime = at;
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
      await backend.background.settled();
      token = null;
      fixedTime = null;
      faults.clear();
      await emptyDatabase(db);
      await sealEmptyLog(db, secret);
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
      await backend.background.settled();
      await close();
    },
  };
}

const secret = 'a secret of no importance, because nothing outlives the test';

const silent: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
