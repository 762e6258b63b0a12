import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ClusterMessage } from '../../server/documents/cluster.ts';
import { ConfigError } from '../../server/node/config.ts';
import { openRedis, type RedisChannel } from '../../server/node/redis-channel.ts';
import { freePort } from '../hosts/free-port.ts';
import { type RedisServer, startRedis } from '../hosts/redis-server.ts';

let redis: RedisServer;
const open: RedisChannel[] = [];

beforeAll(async () => {
  redis = await startRedis({ password: 'secret-of-the-test' });
});
afterAll(() => redis.stop());
afterEach(async () => {
  for (const channel of open.splice(0)) await channel.close();
});

const patience = { timeout: 10_000 };

async function join(name: string, url = redis.url) {
  const log: string[] = [];
  const received: ClusterMessage[] = [];
  let reconnects = 0;
  const note = (facts: object, message: string) => void log.push(`${message} ${JSON.stringify(facts)}`);
  const channel = await openRedis(url, { name, logger: { info: note, warn: note, error: note } });
  open.push(channel);
  channel.subscribe({
    onMessage: (message) => void received.push(message),
    onReconnect: () => {
      reconnects += 1;
    },
  });
  return { channel, received, log, reconnects: () => reconnects };
}

const stored = (articleId: string): ClusterMessage => ({ type: 'stored', articleId });

describe('the Redis channel', () => {
  it('delivers to the peers of the newsroom, neither to the sender nor to another newsroom', async () => {
    const [one, two, stranger] = [await join('a'), await join('a'), await join('b')];
    one.channel.publish(stored('1'));
    two.channel.publish(stored('2'));
    stranger.channel.publish(stored('3'));
    await expect.poll(() => [one.received, two.received], patience).toEqual([[stored('2')], [stored('1')]]);
    expect(stranger.received).toEqual([]);
  });

  it('survives an outage, logs it once, and calls onReconnect afterwards', async () => {
    const [one, two] = [await join('a'), await join('a')];
    await redis.kill();
    await expect.poll(() => [one.log.length, two.log.length], patience).toEqual([1, 1]);
    one.channel.publish(stored('lost'));
    const before = two.reconnects();
    await redis.restart();
    await expect.poll(() => [one.log.length, two.log.length], patience).toEqual([2, 2]);
    expect(two.reconnects()).toBeGreaterThan(before);
    one.channel.publish(stored('received'));
    await expect.poll(() => two.received, patience).toEqual([stored('received')]);
    expect(two.log[0]).toMatch(/^Redis is away/);
    expect(two.log[1]).toMatch(/^Redis is back/);
  });

  it('calls onReconnect when its own connection is back', async () => {
    const alone = await join('a');
    const before = alone.reconnects();
    await redis.restart();
    await expect.poll(alone.reconnects, patience).toBe(before + 1);
  });

  it('calls onReconnect when a peer has reconnected', async () => {
    const one = await join('a');
    const before = one.reconnects();
    await join('a');
    await expect.poll(one.reconnects, patience).toBe(before + 1);
  });

  it('starts where no Redis answers, and logs it', async () => {
    const { channel, log } = await join('a', `redis://127.0.0.1:${await freePort()}`);
    channel.publish(stored('1'));
    expect(log).toEqual([expect.stringMatching(/^Redis is away.*ECONNREFUSED/)]);
  });

  it('does not start with a wrong password, which is not logged', async () => {
    const refused = join('a', redis.url.replace('secret-of-the-test', 'hunter2'));
    await expect(refused).rejects.toThrow(ConfigError);
    await expect(refused).rejects.toThrow(/^The Redis of REDIS_URL does not let us in: (?!.*hunter2)/);
  });
});
