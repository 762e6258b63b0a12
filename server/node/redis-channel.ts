import { Redis } from 'ioredis';
import { z } from 'zod';
import { type Channel, neighbourMessageSchema } from '../documents/cluster.ts';
import type { Logger } from '../logger.ts';
import { ConfigError } from './config.ts';

export type RedisChannel = Channel & { close(): Promise<void> };

/** After a half-open connection was cut by nobody, it is noticed within the sum of these. */
const pingEveryMs = 5_000;
const answerWithinMs = 3_000;
const retryMaxMs = 2_000;

/**
 * A channel between the processes of a newsroom. Redis is needed for nothing but speed, so one that is away stops
 * nothing, not even a start: it is logged once, tried again for ever, and whoever listens is told when it is back.
 *
 * @param name the same for all processes of one newsroom, and for nobody else on this Redis.
 * @throws ConfigError when it answers and does not let us in: that no waiting mends.
 */
export async function openRedis(
  url: string,
  { name, logger }: { name: string; logger: Logger },
): Promise<RedisChannel> {
  const from = crypto.randomUUID();
  const listeners: Parameters<Channel['listen']>[0][] = [];
  const publisher = connectionTo(url);
  // A connection that listens can do nothing else.
  const subscriber = connectionTo(url);
  const both = [publisher, subscriber];
  let isAway = false;
  let isClosing = false;
  let refusal: Error | null = null;
  let meeting: Promise<void> | undefined;

  for (const redis of both) {
    redis.on('error', (error: Error) => {
      if (error.name === 'ReplyError') refusal = error;
      if (isAway || isClosing) return;
      isAway = true;
      logger.warn(
        { event: 'redis-away', error: error.message },
        'Redis is away. The processes find out through the database alone what the others did, within 30 s',
      );
    });
    redis.on('ready', () => {
      // Lost again at once; the next connection comes here too.
      meeting = meet().catch(() => undefined);
    });
  }

  /** Both directions work, for the first time or again. Until now nobody heard us, and we heard nobody. */
  async function meet(): Promise<void> {
    if (both.some(({ status }) => status !== 'ready')) return;
    await subscriber.subscribe(name);
    if (isAway) logger.info({ event: 'redis-back' }, 'Redis is back');
    isAway = false;
    for (const { missed } of listeners) missed();
    await publisher.publish(name, JSON.stringify({ from, type: 'returned' }));
  }

  subscriber.on('message', (_channel: string, text: string) => {
    const said = read(text, from);
    if (said === null) return;
    for (const { heard, missed } of listeners) {
      if (said.type === 'returned') missed();
      else heard(said);
    }
  });

  const pinging = setInterval(() => {
    for (const redis of both) {
      if (redis.status !== 'ready') continue;
      redis.ping().catch(() => redis.status === 'ready' && redis.disconnect(true));
    }
  }, pingEveryMs);

  async function close(): Promise<void> {
    isClosing = true;
    clearInterval(pinging);
    subscriber.disconnect();
    // What was said last goes out.
    await publisher.quit().catch(() => publisher.disconnect());
  }

  // Tries again by itself from here on; the reason came as an event.
  await Promise.all(both.map((redis) => redis.connect().catch(() => undefined)));
  if (refusal !== null) {
    await close();
    throw new ConfigError(`The Redis of REDIS_URL does not let us in: ${(refusal as Error).message}`);
  }
  await meeting;
  return {
    post(message) {
      // Lost while it is away, as the channel says.
      publisher.publish(name, JSON.stringify({ from, ...message })).catch(() => undefined);
    },
    listen: (listener) => void listeners.push(listener),
    close,
  };
}

function connectionTo(url: string): Redis {
  return new Redis(url, {
    lazyConnect: true,
    connectionName: 'toa-soan',
    connectTimeout: answerWithinMs,
    commandTimeout: answerWithinMs,
    retryStrategy: (times) => Math.min(times * 100, retryMaxMs),
    // Nothing waits for Redis: what cannot be said now is found in the database.
    enableOfflineQueue: false,
    autoResubscribe: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
  });
}

const saidSchema = z.discriminatedUnion('type', [
  ...neighbourMessageSchema.options,
  /** Of one who could not be heard for a while. */
  z.object({ type: z.literal('returned') }),
]);

/** Null for what we said ourselves, and for what a newer version says. */
function read(text: string, ownName: string): z.infer<typeof saidSchema> | null {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json !== 'object' || json === null || !('from' in json) || json.from === ownName) return null;
    return saidSchema.safeParse(json).data ?? null;
  } catch {
    return null;
  }
}
