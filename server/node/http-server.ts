import type { Server } from 'node:http';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Backend } from '../backend.ts';
import { baselineHeaders, strictTransportSecurity } from '../http/baseline-headers.ts';
import { readPageData } from '../http/page-data.ts';
import { prebuiltBodyOf } from '../http/prebuilt-body.ts';
import { clientAddress } from './client-address.ts';
import { gzipResponse } from './compression.ts';
import type { Config } from './config.ts';
import { renameLoopbackCookies, renameSetCookies, usesLoopbackCookies } from './loopback-cookies.ts';
import { acceptsHost, misdirected } from './own-host.ts';
import { serveDesk } from './static-files.ts';

/**
 * The HTTP server of the desk: the API, the portal, and the files of the desk's page.
 *
 * @param deskFolder the output of `npm run build`.
 */
export async function createHttpServer(
  config: Config,
  { api }: Pick<Backend, 'api'>,
  deskFolder: string,
): Promise<Server> {
  const desk = await serveDesk(deskFolder);
  const hasLoopbackCookies = usesLoopbackCookies(config);
  const server = createAdaptorServer({
    fetch: async (request, bindings) => {
      const url = new URL(request.url);
      if (!acceptsHost(config, url)) return misdirected();
      const { incoming, outgoing } = bindings as HttpBindings;
      const address = clientAddress(incoming, config.proxies);
      if (!/^\/((api|media|portal|q)(\/|$)|robots\.txt$)/.test(url.pathname)) {
        const page = await desk(request, (screen) => readPageData(url, pathReader(api, screen, address)));
        if (hasLoopbackCookies) renameSetCookies(incoming.headers.host, page.headers);
        return page;
      }
      const response = await api.fetch(request, { clientAddress: address, acceptsPrebuiltBody: true });
      if (hasLoopbackCookies) renameSetCookies(incoming.headers.host, response.headers);
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
  if (hasLoopbackCookies) renameLoopbackCookies(server);
  // Before anything else, so that no answer is without them, such as the one to a malformed address.
  server.prependListener('request', (_incoming, outgoing) => {
    for (const [name, value] of Object.entries(baselineHeaders)) outgoing.setHeader(name, value);
    if (config.publicUrl?.startsWith('https:')) {
      outgoing.setHeader('strict-transport-security', strictTransportSecurity);
    }
  });
  return server;
}

/** Fetches paths of the API for the person who requests a page. */
function pathReader(api: Backend['api'], page: Request, address: string | undefined) {
  const headers = new Headers();
  for (const name of ['cookie', 'user-agent']) headers.set(name, page.headers.get(name) ?? '');
  return async (path: string) =>
    api.fetch(new Request(new URL(path, page.url), { headers }), {
      clientAddress: address,
      acceptsPrebuiltBody: false,
    });
}

/** @returns the local address, such as `http://localhost:3210`. */
export async function listen(server: Server, port: number, host: string | undefined): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error(`No port in ${address}`);
  return `http://localhost:${address.port}`;
}
