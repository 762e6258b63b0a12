import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { NeighbourMessage } from '../../server/documents/cluster.ts';
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
  const heard: NeighbourMessage[] = [];
  let missed = 0;
  const note = (facts: object, message: string) => void log.push(`${message} ${JSON.stringify(facts)}`);
  const channel = await openRedis(url, { name, logger: { info: note, warn: note, error: note } });
  open.push(channel);
  channel.listen({
    heard: (message) => void heard.push(message),
    missed: () => {
      missed += 1;
    },
  });
  return { channel, heard, log, missed: () => missed };
}

const stored = (articleId: string): NeighbourMessage => ({ type: 'stored', articleId });

describe('processes that meet over Redis', () => {
  it('hear each other, and neither themselves nor another newsroom', async () => {
    const [one, two, stranger] = [await join('a'), await join('a'), await join('b')];
    one.channel.post(stored('1'));
    two.channel.post(stored('2'));
    stranger.channel.post(stored('3'));
    await expect.poll(() => [one.heard, two.heard], patience).toEqual([[stored('2')], [stored('1')]]);
    expect(stranger.heard).toEqual([]);
  });

  it('go on without it, say so once, and are told when something may have been missed', async () => {
    const [one, two] = [await join('a'), await join('a')];
    await redis.kill();
    await expect.poll(() => [one.log.length, two.log.length], patience).toEqual([1, 1]);
    one.channel.post(stored('lost'));
    const before = two.missed();
    await redis.restart();
    await expect.poll(() => [one.log.length, two.log.length], patience).toEqual([2, 2]);
    expect(two.missed()).toBeGreaterThan(before);
    one.channel.post(stored('heard'));
    await expect.poll(() => two.heard, patience).toEqual([stored('heard')]);
    expect(two.log[0]).toMatch(/^Redis is away/);
    expect(two.log[1]).toMatch(/^Redis is back/);
  });

  it('look again when they can hear the others again', async () => {
    const alone = await join('a');
    const before = alone.missed();
    await redis.restart();
    await expect.poll(alone.missed, patience).toBe(before + 1);
  });

  it('look again when one comes back who could not be heard', async () => {
    const one = await join('a');
    const before = one.missed();
    await join('a');
    await expect.poll(one.missed, patience).toBe(before + 1);
  });

  it('start also where nobody answers, and say so', async () => {
    const { channel, log } = await join('a', `redis://127.0.0.1:${await freePort()}`);
    channel.post(stored('1'));
    expect(log).toEqual([expect.stringMatching(/^Redis is away.*ECONNREFUSED/)]);
  });

  it('do not start with a wrong password, which is not shown', async () => {
    const refused = join('a', redis.url.replace('secret-of-the-test', 'hunter2'));
    await expect(refused).rejects.toThrow(ConfigError);
    await expect(refused).rejects.toThrow(/^The Redis of REDIS_URL does not let us in: (?!.*hunter2)/);
  });
});
