import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * A network between two that talk TCP, which does what networks do. Every connection lives by the weather of the
 * moment; a change of weather reaches those that are open.
 */
export type Weather = {
  /** How long each piece of data is on its way, in either direction. */
  latencyMs: number;
  /** Both ends believe to be connected, and nothing arrives any more; what was open now never comes back to life. */
  isHalfOpen: boolean;
  /** Nobody gets a connection. */
  isDown: boolean;
  /** A connection breaks when the client has sent so many more bytes on it; what came before has arrived in part. */
  resetAfterSent: number | null;
  /** The connection breaks in place of the next answer: the server has done what it was asked, and nobody hears of it. */
  losesAnswer: boolean;
};

export type TcpProxy = {
  port: number;
  weather: Weather;
  /** Breaks every connection that is open. */
  breakAll(): void;
  /** Connections that were broken by the weather. */
  broken(): number;
  close(): Promise<void>;
};

export const fairWeather: Readonly<Weather> = {
  latencyMs: 0,
  isHalfOpen: false,
  isDown: false,
  resetAfterSent: null,
  losesAnswer: false,
};

/** @param target may be changed: the next connection goes where it leads then. */
export async function startTcpProxy(target: { port: number; host?: string }): Promise<TcpProxy> {
  const pairs = new Set<{ client: Socket; upstream: Socket; isDead: boolean }>();
  const weather: Weather = { ...fairWeather };
  let broken = 0;
  const server: Server = createServer({ allowHalfOpen: false }, (client) => {
    client.on('error', () => undefined);
    if (weather.isDown) return void client.resetAndDestroy();
    const upstream = connect({ port: target.port, host: target.host ?? '127.0.0.1' });
    upstream.on('error', () => undefined);
    const pair = { client, upstream, isDead: false };
    pairs.add(pair);
    let sent = 0;
    const end = () => {
      pairs.delete(pair);
      client.destroy();
      upstream.destroy();
    };
    const reset = () => {
      broken += 1;
      pairs.delete(pair);
      client.resetAndDestroy();
      upstream.destroy();
    };
    const carry = (to: Socket, data: Buffer) => {
      // Timers of the same length fire in the order in which they were set, so nothing overtakes.
      if (weather.latencyMs === 0) to.write(data);
      else setTimeout(() => to.writable && to.write(data), weather.latencyMs);
    };
    const isDead = () => {
      pair.isDead ||= weather.isHalfOpen;
      return pair.isDead;
    };
    client.on('data', (data) => {
      if (isDead()) return;
      const limit = weather.resetAfterSent;
      sent = limit === null ? 0 : sent + data.length;
      if (limit === null || sent < limit) return carry(upstream, data);
      const rest = data.length - (sent - limit);
      if (rest > 0) upstream.write(data.subarray(0, rest), reset);
      else reset();
    });
    upstream.on('data', (data) => {
      if (isDead()) return;
      if (weather.losesAnswer) return reset();
      carry(client, data);
    });
    // Of a dead connection the other side never hears.
    client.on('close', () => isDead() || end());
    upstream.on('close', () => isDead() || end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const breakAll = () => {
    for (const { client, upstream } of pairs) {
      client.resetAndDestroy();
      upstream.destroy();
    }
    pairs.clear();
  };
  return {
    port: (server.address() as AddressInfo).port,
    weather,
    breakAll,
    broken: () => broken,
    async close() {
      breakAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
