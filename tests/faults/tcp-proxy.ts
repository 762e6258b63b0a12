import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * Conditions of the network that the proxy simulates. A change applies to open connections too.
 */
export type NetworkConditions = {
  /** Latency of each chunk, in either direction. */
  latencyMs: number;
  /** Half-open: both ends stay connected and nothing arrives. Connections open now never recover. */
  isHalfOpen: boolean;
  /** Refuses connections. */
  isDown: boolean;
  /** Resets a connection after so many more bytes from the client. */
  resetAfterSent: number | null;
  /** Resets the connection in place of the next response: the server has handled the request. */
  dropsResponse: boolean;
};

export type TcpProxy = {
  port: number;
  conditions: NetworkConditions;
  /** Resets every open connection. */
  breakAll(): void;
  /** Number of connections that were reset. */
  broken(): number;
  close(): Promise<void>;
};

export const normalConditions: Readonly<NetworkConditions> = {
  latencyMs: 0,
  isHalfOpen: false,
  isDown: false,
  resetAfterSent: null,
  dropsResponse: false,
};

/** @param target mutable: read for each new connection. */
export async function startTcpProxy(target: { port: number; host?: string }): Promise<TcpProxy> {
  const pairs = new Set<{ client: Socket; upstream: Socket; isDead: boolean }>();
  const conditions: NetworkConditions = { ...normalConditions };
  let broken = 0;
  const server: Server = createServer({ allowHalfOpen: false }, (client) => {
    client.on('error', () => undefined);
    if (conditions.isDown) return void client.resetAndDestroy();
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
      // Timers of equal length fire in order, so chunks stay in order.
      if (conditions.latencyMs === 0) to.write(data);
      else setTimeout(() => to.writable && to.write(data), conditions.latencyMs);
    };
    const isDead = () => {
      pair.isDead ||= conditions.isHalfOpen;
      return pair.isDead;
    };
    client.on('data', (data) => {
      if (isDead()) return;
      const limit = conditions.resetAfterSent;
      sent = limit === null ? 0 : sent + data.length;
      if (limit === null || sent < limit) return carry(upstream, data);
      const rest = data.length - (sent - limit);
      if (rest > 0) upstream.write(data.subarray(0, rest), reset);
      else reset();
    });
    upstream.on('data', (data) => {
      if (isDead()) return;
      if (conditions.dropsResponse) return reset();
      carry(client, data);
    });
    // The other side of a half-open connection is not closed.
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
    conditions,
    breakAll,
    broken: () => broken,
    async close() {
      breakAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
