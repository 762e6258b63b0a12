import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { matchesIfNoneMatch } from '../http/conditional-requests.ts';
import type { PageData } from '../http/page-data.ts';
import { type PageParts, splitPage, streamPage } from './page-stream.ts';

/**
 * The desk loads its own files and nothing else: no inline script, no eval. Inline styles are allowed because Mantine
 * writes its variables into `<style>` elements and the editor writes column widths into attributes; neither holds text
 * from users.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  // The sandboxed preview frame may not fetch anything, so its fonts are inlined.
  "font-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** A worker has the policy of its own script. None but the service worker reaches the network, and one may compile WebAssembly. */
const workerPolicy = "default-src 'none'; script-src 'self'";
const heicWorkerPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'";
/** Fetches the desk's own files and the pages that it lets through. */
const serviceWorkerPolicy = "default-src 'none'; script-src 'self'; connect-src 'self'";
const heicWorker = /^\/assets\/heic-worker-[\w-]+\.js$/;

const pageHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(self), microphone=(), geolocation=(), payment=()',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
};

/** Reads the data that a page carries; null for one that carries none. */
type ReadPageData = (request: Request) => Promise<PageData | null>;

type ServeDesk = (request: Request, readPageData?: ReadPageData) => Response | Promise<Response>;

/**
 * Serves the built desk, compressed by `scripts/compress-build.ts`. Only files that were in the folder at the start are
 * served, each by its exact name. Any other address without a file ending is a screen and gets `index.html`.
 *
 * @param folder the output of `npm run build`; need not exist (then every address answers 404 with that hint).
 */
export async function serveDesk(folder: string): Promise<ServeDesk> {
  const files = await readFiles(folder);
  const app = new Hono<{ Bindings: { readPageData?: ReadPageData | undefined } }>();
  app.notFound((c) => c.text('Not found\n', 404));
  app.use(async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return c.text('Method not allowed\n', 405);
    return next();
  });

  if (!files.has('/index.html')) {
    app.get('*', (c) => c.text('The desk is not built. Run: npm run build\n', 404));
    return app.fetch;
  }

  const serveFile = serveStatic({ root: folder, precompressed: true });
  const serveIndex = serveStatic({ root: folder, path: 'index.html', precompressed: true });
  const page = splitPage(await readFile(join(folder, 'index.html'), 'utf8'));

  app.get('*', async (c, next) => {
    const { path } = c.req;
    const isScreen = path === '/' || path === '/index.html' || (!files.has(path) && extname(path) === '');
    const data = isScreen && c.req.method === 'GET' ? await c.env.readPageData?.(c.req.raw) : null;
    if (data) return pageWithData(page, data, c.req.header('accept-encoding'));
    const file = files.get(isScreen ? '/index.html' : path);
    const response = file && (await (isScreen ? serveIndex : serveFile)(c, async () => undefined));
    if (!response) return next();

    const { headers } = response;
    const etag = `"${file.hash}-${headers.get('content-encoding') ?? 'identity'}"`;
    headers.set('etag', etag);
    headers.set('cache-control', cacheControlOf(path));
    setFileHeaders(headers);
    // `serveStatic` adds it to compressed responses only; a cache must not serve one of those to every client.
    if (file.isCompressed) headers.set('vary', 'accept-encoding');
    if (path.endsWith('.js')) headers.set('content-security-policy', policyOf(path));
    if (isScreen) {
      setPageHeaders(headers);
      // The address of a one-time link must not reach any server as a referrer.
      if (/^\/(invite|reset)$/.test(path)) headers.set('referrer-policy', 'no-referrer');
    }
    if (!matchesIfNoneMatch(c.req.header('if-none-match'), etag)) return response;
    await response.body?.cancel();
    for (const name of ['content-length', 'content-encoding', 'content-type']) headers.delete(name);
    return new Response(null, { status: 304, headers });
  });

  return (request, readPageData) => app.fetch(withoutRange(request), { readPageData });
}

/** For one person: no cache may store it. */
function pageWithData(page: PageParts, { setCookies, responses }: PageData, acceptEncoding = ''): Response {
  const { body, encoding } = streamPage(page, responses, acceptEncoding);
  const headers = new Headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  if (encoding) headers.set('content-encoding', encoding);
  for (const cookie of setCookies) headers.append('set-cookie', cookie);
  setFileHeaders(headers);
  setPageHeaders(headers);
  return new Response(body, { headers });
}

function setFileHeaders(headers: Headers): void {
  headers.set('x-content-type-options', 'nosniff');
  headers.set('cross-origin-resource-policy', 'same-origin');
}

function setPageHeaders(headers: Headers): void {
  for (const [name, value] of Object.entries(pageHeaders)) headers.set(name, value);
}

function policyOf(script: string): string {
  if (script === '/service-worker.js') return serviceWorkerPolicy;
  return heicWorker.test(script) ? heicWorkerPolicy : workerPolicy;
}

/** Files in /assets/ are named by their content and never change; fonts change with a release at most. */
function cacheControlOf(path: string): string {
  if (path.startsWith('/assets/')) return 'public, max-age=31536000, immutable';
  return path.endsWith('.woff2') ? 'public, max-age=604800' : 'no-cache';
}

/** `serveStatic` ignores `If-Range`, so a resumed download could join the halves of two releases. */
function withoutRange(request: Request): Request {
  if (!request.headers.has('range')) return request;
  const headers = new Headers(request.headers);
  headers.delete('range');
  return new Request(request.url, { method: request.method, headers });
}

type StaticFile = { hash: string; isCompressed: boolean };

/**
 * The files by path, with a hash for their ETag. Not hashed by modification time: a reproducible build sets the same
 * one for every release.
 */
async function readFiles(folder: string): Promise<Map<string, StaticFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = new Set(
    entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)),
  );
  const plain = [...paths].filter((path) => !(/\.(br|gz)$/.test(path) && paths.has(path.slice(0, -3))));
  return new Map(
    await Promise.all(
      plain.map(async (path): Promise<[string, StaticFile]> => {
        const hash = createHash('sha256')
          .update(await readFile(path))
          .digest('hex')
          .slice(0, 20);
        const name = `/${relative(folder, path).split(sep).join('/')}`;
        return [name, { hash, isCompressed: paths.has(`${path}.br`) }];
      }),
    ),
  );
}
