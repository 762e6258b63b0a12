import { Redis } from 'ioredis';
import { z } from 'zod';
import { type Channel, type ChannelSubscriber, clusterMessageSchema } from '../documents/cluster.ts';
import type { Logger } from '../logger.ts';
import { ConfigError } from './config.ts';

export type RedisChannel = Channel & { close(): Promise<void> };

/** A half-open connection is detected within the sum of these. */
const pingIntervalMs = 5_000;
const commandTimeoutMs = 3_000;
const retryMaxMs = 2_000;

/**
 * Opens the channel between the processes of a newsroom. Redis only makes them faster, so an outage stops nothing, not
 * even a start: it is logged once, the connection is retried forever, and subscribers get `onReconnect`.
 *
 * @param name the Redis channel: the same for all processes of one newsroom, unique on this Redis.
 * @throws ConfigError when Redis rejects the credentials, because a retry would not help.
 */
export async function openRedis(
  url: string,
  { name, logger }: { name: string; logger: Logger },
): Promise<RedisChannel> {
  const ownId = crypto.randomUUID();
  const subscribers: ChannelSubscriber[] = [];
  const publisher = connectionTo(url);
  // A subscribed connection accepts no other commands.
  const subscriber = connectionTo(url);
  const connections = [publisher, subscriber];
  let isDisconnected = false;
  let isClosing = false;
  const rejections: Error[] = [];
  let subscribing: Promise<void> | undefined;

  for (const redis of connections) {
    redis.on('error', (error: Error) => {
      if (error.name === 'ReplyError') rejections.push(error);
      if (isDisconnected || isClosing) return;
      isDisconnected = true;
      logger.warn(
        { event: 'redis-away', error: error.message },
        'Redis is away. Processes read the changes of the others from the database within 30 s',
      );
    });
    redis.on('ready', () => {
      // A failure means that the connection was lost again; the next one retries.
      subscribing = resubscribe().catch(() => undefined);
    });
  }

  /** Called when both connections are ready, at the start or again. Messages may have been lost before. */
  async function resubscribe(): Promise<void> {
    if (connections.some(({ status }) => status !== 'ready')) return;
    await subscriber.subscribe(name);
    if (isDisconnected) logger.info({ event: 'redis-back' }, 'Redis is back');
    isDisconnected = false;
    for (const { onReconnect } of subscribers) onReconnect();
    await publisher.publish(name, JSON.stringify({ from: ownId, type: 'returned' }));
  }

  subscriber.on('message', (_channel: string, text: string) => {
    const message = parseMessage(text, ownId);
    if (message === null) return;
    for (const { onMessage, onReconnect } of subscribers) {
      if (message.type === 'returned') onReconnect();
      else onMessage(message);
    }
  });

  const pinging = setInterval(() => {
    for (const redis of connections) {
      if (redis.status !== 'ready') continue;
      redis.ping().catch(() => redis.status === 'ready' && redis.disconnect(true));
    }
  }, pingIntervalMs);

  async function close(): Promise<void> {
    isClosing = true;
    clearInterval(pinging);
    subscriber.disconnect();
    // `quit` flushes the last messages.
    await publisher.quit().catch(() => publisher.disconnect());
  }

  // ioredis retries from here on; the reason of a failure arrived as an `error` event.
  await Promise.all(connections.map((redis) => redis.connect().catch(() => undefined)));
  const [rejection] = rejections;
  if (rejection) {
    await close();
    throw new ConfigError(`The Redis of REDIS_URL does not let us in: ${rejection.message}`);
  }
  await subscribing;
  return {
    publish(message) {
      // Rejected while Redis is unavailable: `Channel` allows the loss.
      publisher.publish(name, JSON.stringify({ from: ownId, ...message })).catch(() => undefined);
    },
    subscribe: (added) => void subscribers.push(added),
    close,
  };
}

function connectionTo(url: string): Redis {
  return new Redis(url, {
    lazyConnect: true,
    connectionName: 'toa-soan',
    connectTimeout: commandTimeoutMs,
    commandTimeout: commandTimeoutMs,
    retryStrategy: (times) => Math.min(times * 100, retryMaxMs),
    // Messages are not queued: peers read the changes from the database.
    enableOfflineQueue: false,
    autoResubscribe: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
  });
}

const redisMessageSchema = z.discriminatedUnion('type', [
  ...clusterMessageSchema.options,
  /** The sender has reconnected; its messages may have been lost until now. */
  z.object({ type: z.literal('returned') }),
]);

/** Null for our own messages, and for unknown ones of a newer version. */
function parseMessage(text: string, ownId: string): z.infer<typeof redisMessageSchema> | null {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json !== 'object' || json === null || !('from' in json) || json.from === ownId) return null;
    return redisMessageSchema.safeParse(json).data ?? null;
  } catch {
    return null;
  }
}
