import type { Server } from 'node:http';
import { join, resolve } from 'node:path';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { pino } from 'pino';
import sharp from 'sharp';
import type { SeedDeps } from '../../mocks/seed.ts';
import { ensureSetupToken } from '../auth/setup-token.ts';
import { type Backend, createBackend } from '../backend.ts';
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

/** How long a stop waits for requests under way before it cuts them off. With all else a stop takes less than 10 s. */
const drainMs = 4_000;

export type RunningServer = {
  /** Where it listens, as `http://localhost:3210`. */
  url: string;
  db: Database;
  /** The address at which the first admin is made. Null when there is one. Shown once and to nobody else. */
  setupUrl: string | null;
  /** Stops accepting, stores every open document, closes the database, frees the folder. At most 10 s. */
  stop: () => Promise<void>;
};

type HostOptions = {
  clock?: () => Date;
  logger?: Logger;
  /** Fills an empty database in demo mode. Default: the demo newsroom. */
  fillDemo?: (deps: SeedDeps) => Promise<unknown>;
  /** Where the built desk lies. */
  deskFolder?: string;
};

/**
 * Starts the Node host: database, migrations, demo newsroom where asked for, HTTP and WebSocket.
 *
 * @throws ConfigError, DirectoryInUse, or whatever kept the database from opening. Nothing stays open then.
 */
export async function startServer(config: Config, options: HostOptions = {}): Promise<RunningServer> {
  const { clock = () => new Date(), logger = pino({ level: config.logLevel }) } = options;
  // Asked first, so that a start that must fail does not fill a database before.
  if (config.demo) assertLoopbackHost(config);
  const database = await openDatabase(config, logger);
  const cleanUps: (() => Promise<unknown>)[] = [() => database.close()];
  const stop = runOnce(async () => {
    for (const cleanUp of cleanUps.reverse()) await cleanUp();
  });
  try {
    const { db } = database;
    const files = config.s3 ? s3Files(config.s3) : diskFiles(join(config.dataDir, 'files'));
    const images = sharpImages();
    const auditSecret = config.auditSecret ?? (await getOrCreateSecret(db, 'auditSecret'));
    if (config.demo) {
      // Reached in demo mode alone: a newsroom of one's own never loads it.
      const fillDemo = options.fillDemo ?? (await import('../../mocks/seed.ts')).seedNewsroom;
      await fillDemo({ db, files, images, clock, logger, auditSecret, toJpeg });
    }
    const demo = await readDemo(db);
    if (demo) assertLoopbackHost(config);
    const redis =
      config.redisUrl === null
        ? undefined
        : await openRedis(config.redisUrl, { name: await getOrCreateSecret(db, 'channelName'), logger });
    if (redis) cleanUps.push(redis.close);
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
    cleanUps.push(async () => {
      const drained = new Promise((done) => server.close(done));
      server.closeIdleConnections();
      const cutOff = setTimeout(() => server.closeAllConnections(), drainMs);
      // While sockets are still open, so that browsers hear that their last words are stored.
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

/** Everybody knows the passwords of the demo newsroom, so it is for this machine alone. */
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
      const answer = await api.fetch(request, env);
      const body = prebuiltBodyOf(answer);
      if (body === undefined) return gzipResponse(request, answer);
      outgoing.writeHead(answer.status, {
        ...Object.fromEntries(answer.headers),
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
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen({ port, host }, listening);
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

/** The words for what can go wrong at a start and is not our fault; the rest keeps its stack. */
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
    // From the beginning: who is stopped while it fills its database must not leave the folder locked.
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.once(signal, () => stop(starting, logger, signal));
    const { url, setupUrl } = await starting;
    if (process.stdout.isTTY) process.stdout.write(`\n  Tòa Soạn  ${url}\n\n`);
    if (setupUrl) process.stdout.write(`\nMake the first admin, once, at ${setupUrl}\n\n`);
  } catch (error) {
    process.stderr.write(`${startupErrorMessage(error, config)}\n`);
    process.exit(1);
  }
}

async function stop(starting: Promise<RunningServer>, logger: Logger, signal: string): Promise<void> {
  logger.info({ event: 'stopping', signal }, 'Storing what is open');
  // Past this something hangs; what the database has is whole, and browsers still hold their words.
  setTimeout(() => process.exit(1), 9_500).unref();
  try {
    await (await starting).stop();
    process.exit(0);
  } catch (error) {
    logger.error({ event: 'stop-failed', err: error }, 'Could not store everything');
    process.exit(1);
  }
}

if (import.meta.main) await main();
