import type { Server } from 'node:http';
import { join, resolve } from 'node:path';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { pino } from 'pino';
import sharp from 'sharp';
import type { SeedDeps } from '../../mocks/seed.ts';
import { ensureSetupToken } from '../auth/setup-token.ts';
import { type Backend, createBackend } from '../backend.ts';
import { loggableError } from '../classify-error.ts';
import type { Database, OpenDatabase } from '../db/database.ts';
import { getOrCreateSecret } from '../db/queries/settings.ts';
import { readDemo } from '../demo.ts';
import { s3Files } from '../files/s3-files.ts';
import { prebuiltBodyOf } from '../http/prebuilt-body.ts';
import type { Logger } from '../logger.ts';
import { clientAddress } from './client-address.ts';
import { gzipResponse } from './compression.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { DirectoryInUse } from './db/directory-lock.ts';
import { openPglite } from './db/pglite.ts';
import { openPostgres } from './db/postgres.ts';
import { diskFiles } from './disk-files.ts';
import { createLinkChecker } from './link-check.ts';
import { readPortalFiles } from './portal-files.ts';
import { openRedis } from './redis-channel.ts';
import { sharpImages } from './sharp-images.ts';
import { smtpMailer } from './smtp-mailer.ts';
import { serveDesk } from './static-files.ts';
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
  clock?: () => Date;
  logger?: Logger;
  /** Fills an empty database in demo mode. Default: the demo newsroom. */
  fillDemo?: (deps: SeedDeps) => Promise<unknown>;
  /** The output of `npm run build`. Default: `dist`. */
  deskFolder?: string;
};

/**
 * Starts the Node host: database, migrations, demo newsroom if configured, HTTP and WebSocket.
 *
 * @throws ConfigError, DirectoryInUse, or the database's error, after closing everything.
 */
export async function startServer(config: Config, options: HostOptions = {}): Promise<RunningServer> {
  const { clock = () => new Date(), logger = pino({ level: config.logLevel }) } = options;
  // Check before filling the database.
  if (config.demo) assertLoopbackHost(config);
  const database = await openDatabase(config, logger);
  const cleanups: (() => Promise<unknown>)[] = [() => database.close()];
  const stop = runOnce(async () => {
    for (const cleanup of cleanups.reverse()) await cleanup();
  });
  try {
    const { db } = database;
    const files = config.s3 ? s3Files(config.s3) : diskFiles(join(config.dataDir, 'files'));
    const images = sharpImages();
    const auditSecret = config.auditSecret ?? (await getOrCreateSecret(db, 'auditSecret'));
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
      portalFiles: await readPortalFiles(),
      clock,
      logger,
      demo,
      session: 'cookie',
      secret: config.sessionSecret ?? (await getOrCreateSecret(db, 'sessionSecret')),
      auditSecret,
      mailer: config.mail && smtpMailer(config.mail),
      allowedOrigins: config.publicUrl ? [config.publicUrl] : [],
    });
    const server = await createHttpServer(config, backend, options.deskFolder ?? resolve('dist'));
    const closeSockets = acceptSockets(server, {
      collab: backend.collab,
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
    });
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

/** The demo newsroom has public passwords, so it must not be reachable from other machines. */
function assertLoopbackHost({ host }: Config): void {
  if (host === null || host === '::1' || host.startsWith('127.')) return;
  throw new ConfigError(
    `HOST is ${host}, but this is the demo newsroom, whose passwords are public: it listens on this machine alone. ` +
      'Start with DEMO=no and an empty DATA_DIR for a newsroom of your own.',
  );
}

async function createHttpServer(config: Config, { api }: Backend, deskFolder: string): Promise<Server> {
  const desk = await serveDesk(deskFolder);
  return createAdaptorServer({
    fetch: async (request, bindings) => {
      if (!/^\/((api|media|portal|q)(\/|$)|robots\.txt$)/.test(new URL(request.url).pathname))
        return desk(request);
      const { incoming, outgoing } = bindings as HttpBindings;
      const env = { clientAddress: clientAddress(incoming, config.proxies), acceptsPrebuiltBody: true };
      const response = await api.fetch(request, env);
      const body = prebuiltBodyOf(response);
      if (body === undefined) return gzipResponse(request, response);
      outgoing.writeHead(response.status, {
        ...Object.fromEntries(response.headers),
        'content-length': body.byteLength,
      });
      outgoing.end(body);
      return RESPONSE_ALREADY_SENT;
    },
    overrideGlobalObjects: false,
    serverOptions: { requestTimeout: 120_000, headersTimeout: 20_000 },
  }) as Server;
}

async function listen(server: Server, port: number, host: string | undefined): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error(`No port in ${address}`);
  return `http://localhost:${address.port}`;
}

function runOnce(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}

/** A message for errors that the operator can fix; the stack for any other. */
function startupErrorMessage(error: unknown, config: Config | null): string {
  if (error instanceof ConfigError || error instanceof DirectoryInUse) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return `Port ${config?.port} is in use. Stop what uses it or set PORT.`;
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND') {
    return `The database of DATABASE_URL does not answer (${code}). Nothing was changed.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function main(): Promise<void> {
  let config: Config | null = null;
  try {
    config = readConfig(process.env);
    const logger = pino({ level: config.logLevel });
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
    logger.error({ event: 'stop-failed', err: error }, 'Could not store all documents');
    process.exit(1);
  }
}

if (import.meta.main) await main();
