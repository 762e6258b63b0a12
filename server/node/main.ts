import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import type { SeedDeps } from '../../mocks/seed.ts';
import { sealEmptyLog } from '../audit/audit-log.ts';
import { ensureSetupToken } from '../auth/setup-token.ts';
import { createProvider } from '../auth/single-sign-on/provider.ts';
import { createBackend } from '../backend.ts';
import type { Database, OpenDatabase } from '../db/database.ts';
import { databaseTime, instant } from '../db/database-time.ts';
import { getOrCreateSecret } from '../db/queries/settings.ts';
import { readDemo } from '../demo.ts';
import { fillSearchTexts } from '../documents/fill-search-texts.ts';
import { trashBlankArticlesHourly } from '../documents/trash-blank-articles.ts';
import { s3Files } from '../files/s3-files.ts';
import type { RemotePictures } from '../images/remote-pictures.ts';
import { errorText, loggableError } from '../loggable-error.ts';
import type { Logger } from '../logger.ts';
import { clientAddress } from './client-address.ts';
import { watchClock } from './clock-watch.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { DirectoryInUse } from './db/directory-lock.ts';
import { openPglite } from './db/pglite.ts';
import { openPostgres } from './db/postgres.ts';
import { diskFiles } from './disk-files.ts';
import { createHttpServer, listen } from './http-server.ts';
import { createRemotePictures } from './images/remote-pictures.ts';
import { sharpImages } from './images/sharp-images.ts';
import { createLinkChecker } from './link-check.ts';
import { createLogger, redirectConsole } from './log.ts';
import { acceptsHost } from './own-host.ts';
import { readPortalFiles } from './portal-files.ts';
import { closeContents, closeFolder, setPrivateUmask } from './private-folder.ts';
import { openRedis } from './redis-channel.ts';
import { smtpMailer } from './smtp-mailer.ts';
import { acceptSockets } from './websockets.ts';

/** How long `stop` waits for pending requests before it closes their connections. */
const drainMs = 4_000;

export type RunningServer = {
  /** The local address, such as `http://localhost:3210`. */
  url: string;
  db: Database;
  /** The secret link for creating the first admin. Null when there is an admin. */
  setupUrl: string | null;
  /** Shuts down gracefully: stores open documents, closes the database, releases the lock. Takes 10 s at most. */
  stop: () => Promise<void>;
};

type HostOptions = {
  /** For tests; replaces the database's clock too. Default: the clocks of the process and of the database. */
  clock?: () => Date;
  logger?: Logger;
  /** Fills an empty database in demo mode. Default: the demo newsroom. */
  fillDemo?: (deps: SeedDeps) => Promise<unknown>;
  /** Default: those of the public internet. */
  remotePictures?: RemotePictures;
  /** The output of `npm run build`. Default: `dist`. */
  deskFolder?: string;
};

/**
 * Starts the Node host: database, migrations, demo newsroom if configured, HTTP and WebSocket.
 *
 * @throws ConfigError, DirectoryInUse, or the database's error, after closing everything.
 */
export async function startServer(config: Config, options: HostOptions = {}): Promise<RunningServer> {
  const { clock = () => new Date(), logger = createLogger(config.logLevel) } = options;
  const { clock: stopped } = options;
  const now = stopped ? () => instant(stopped()) : () => databaseTime;
  // Check before filling the database.
  assertPublicUrl(config);
  if (config.demo) assertLoopbackHost(config);
  const stopClosing = await closeDataFolder(config, logger);
  const database = await openDatabase(config, logger);
  const cleanups: (() => Promise<unknown>)[] = [() => database.close(), stopClosing];
  const stop = runOnce(async () => {
    for (const cleanup of cleanups.reverse()) await cleanup();
  });
  try {
    const { db } = database;
    const files = config.s3 ? s3Files(config.s3) : diskFiles(join(config.dataDir, 'files'));
    const images = sharpImages();
    const auditSecret = config.auditSecret ?? (await getOrCreateSecret(db, 'auditSecret'));
    await sealEmptyLog(db, auditSecret);
    if (config.demo) {
      // Loaded in demo mode only.
      const fillDemo = options.fillDemo ?? (await import('../../mocks/seed.ts')).seedNewsroom;
      await fillDemo({ db, files, images, clock, logger, auditSecret, toJpeg });
    }
    const demo = await readDemo(db);
    if (demo) assertLoopbackHost(config);
    const redis =
      config.redisUrl === null
        ? undefined
        : await openRedis(config.redisUrl, { name: await getOrCreateSecret(db, 'channelName'), logger });
    if (redis) cleanups.push(redis.close);
    const backend = createBackend({
      db,
      channel: redis,
      files,
      images,
      links: createLinkChecker(),
      remotePictures: options.remotePictures ?? createRemotePictures(),
      portalFiles: await readPortalFiles(),
      clock,
      now,
      logger,
      demo,
      sessionTransport: 'cookie',
      secret: config.sessionSecret ?? (await getOrCreateSecret(db, 'sessionSecret')),
      auditSecret,
      mailer: config.mail && smtpMailer(config.mail),
      singleSignOn: config.singleSignOn && createProvider(config.singleSignOn),
      allowedOrigins: config.publicUrl ? [config.publicUrl] : [],
    });
    cleanups.push(await watchClock({ db, clock, now, logger }));
    const { documents } = backend.collab;
    cleanups.push(trashBlankArticlesHourly({ db, clock, now, auditSecret, documents, logger }));
    const server = await createHttpServer(config, backend, options.deskFolder ?? resolve('dist'));
    const closeSockets = acceptSockets(server, {
      collab: backend.collab,
      addressOf: (incoming) => clientAddress(incoming, config.proxies),
      acceptsHost: (url) => acceptsHost(config, url),
      allowedOrigins: config.publicUrl ? [config.publicUrl] : [],
      logger,
    });
    cleanups.push(async () => {
      const drained = new Promise((done) => server.close(done));
      server.closeIdleConnections();
      const cutOff = setTimeout(() => server.closeAllConnections(), drainMs);
      // Store documents while sockets are open, so that clients receive the acknowledgements.
      await backend.collab.close();
      closeSockets();
      await drained;
      clearTimeout(cutOff);
      await Promise.race([backend.background.settled(), sleep(drainMs, undefined, { ref: false })]);
    });
    const stopFilling = new AbortController();
    backend.background.run('fill-search-texts', () => fillSearchTexts(db, stopFilling.signal));
    cleanups.push(async () => stopFilling.abort());
    const url = await listen(server, config.port, config.host ?? (demo ? '127.0.0.1' : undefined));
    const token = demo ? null : await ensureSetupToken(db);
    logger.info(
      { event: 'started', url, database: database.kind, demo: demo !== null },
      `Listening at ${url}`,
    );
    return {
      url,
      db,
      setupUrl: token && `${config.publicUrl ?? url}/setup?token=${token}`,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function toJpeg(svg: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await sharp(Buffer.from(svg)).jpeg({ quality: 88 }).toBuffer());
}

function openDatabase(config: Config, logger: Logger): Promise<OpenDatabase> {
  if (!config.databaseUrl) return openPglite({ directory: join(config.dataDir, 'database') });
  return openPostgres(config.databaseUrl, {
    migrationUrl: config.migrationDatabaseUrl,
    onConnectionLost: (error) =>
      logger.warn({ event: 'connection-lost', error: error.message }, 'An idle database connection was lost'),
  });
}

/** Closes the folder to other accounts before anything is opened, and its contents in the background. */
async function closeDataFolder({ dataDir, databaseUrl, s3 }: Config, logger: Logger) {
  if (databaseUrl && s3) return async () => undefined;
  const aborting = new AbortController();
  const warn = (error: unknown) =>
    logger.warn(
      { event: 'data-folder-open', ...loggableError(error) },
      'Other accounts of this machine may read files of DATA_DIR',
    );
  await closeFolder(dataDir).catch(warn);
  const closing = closeContents(dataDir, aborting.signal).catch(warn);
  return () => {
    aborting.abort();
    return closing;
  };
}

/** The demo newsroom has public passwords, so it must not be reachable from other machines. */
function assertLoopbackHost({ host }: Config): void {
  if (host === null || host === '::1' || host.startsWith('127.')) return;
  throw new ConfigError(
    `HOST is ${host}, but this is the demo newsroom, whose passwords are public: it listens on this machine alone. ` +
      'Start with DEMO=no and an empty DATA_DIR for a newsroom of your own.',
  );
}

/** Without it, links in pages, feeds and link cards would name whatever host a request claims. */
function assertPublicUrl({ production, publicUrl }: Config): void {
  if (!production || publicUrl !== null) return;
  throw new ConfigError(
    'PUBLIC_URL is missing. In production it must be the address that people open, like https://desk.example.vn: ' +
      'it is the origin of all links in pages, feeds and mails.',
  );
}

function runOnce(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}

/** A message for errors that the operator can fix; any other with its stack. */
function startupErrorMessage(error: unknown, config: Config | null): string {
  if (error instanceof ConfigError || error instanceof DirectoryInUse) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return `Port ${config?.port} is in use. Stop what uses it or set PORT.`;
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND') {
    return `The database of DATABASE_URL does not answer (${code}). Nothing was changed.`;
  }
  return errorText(error);
}

async function main(): Promise<void> {
  setPrivateUmask();
  let config: Config | null = null;
  try {
    config = readConfig(process.env);
    const logger = createLogger(config.logLevel);
    redirectConsole(logger);
    const starting = startServer(config, { logger });
    // Register before the start completes: a process stopped while starting must release the lock.
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.once(signal, () => stop(starting, logger, signal, 0));
    // An error that nothing handled leaves the process in an unknown state: store documents and exit for a restart.
    for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
      // Not `once`: a second error must not end the process while it stores.
      process.on(event, (error) => {
        logger.fatal({ event: 'unhandled-error', ...loggableError(error) }, 'An error was not handled');
        void stop(starting, logger, event, 1);
      });
    }
    const { url, setupUrl } = await starting;
    if (process.stdout.isTTY) process.stdout.write(`\n  Tòa Soạn  ${url}\n\n`);
    if (setupUrl) process.stdout.write(`\nMake the first admin, once, at ${setupUrl}\n\n`);
  } catch (error) {
    process.stderr.write(`${startupErrorMessage(error, config)}\n`);
    process.exit(1);
  }
}

async function stop(
  starting: Promise<RunningServer>,
  logger: Logger,
  cause: string,
  exitCode: 0 | 1,
): Promise<void> {
  logger.info({ event: 'stopping', cause }, 'Storing open documents');
  // Force the exit when something hangs: the database is consistent, and clients still have their updates.
  setTimeout(() => process.exit(1), 9_500).unref();
  try {
    await (await starting).stop();
    process.exit(exitCode);
  } catch (error) {
    logger.error({ event: 'stop-failed', ...loggableError(error) }, 'Could not store all documents');
    process.exit(1);
  }
}

if (import.meta.main) await main();
