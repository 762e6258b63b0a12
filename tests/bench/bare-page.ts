import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

/*
 * A Hono application that serves one page from memory, as an upper bound for the portal. Forked by portal.ts with the
 * page's file in BENCH_PAGE.
 */
const { BENCH_PAGE } = process.env;
if (!BENCH_PAGE || !process.send) throw new Error('Forked by portal.ts with BENCH_PAGE');

const page = readFileSync(BENCH_PAGE, 'utf8');
const app = new Hono();
app.get('/', (c) => c.html(page));
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }: AddressInfo) => {
  process.send?.(`http://localhost:${port}`);
});
process.once('SIGTERM', () => server.close(() => process.exit(0)));
