import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { matchesIfNoneMatch } from '../http/conditional-requests.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};
const compressible = new Set(['.html', '.js', '.css', '.json', '.webmanifest', '.svg', '.txt']);

/**
 * What the desk's pages may load: their own files and nothing else, no inline script, no eval. Inline styles are
 * allowed because Mantine writes its variables into `<style>` elements and the editor its column widths into
 * attributes; style cannot run anything, and no text of users reaches it.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  // A preview stands in a frame that may fetch nothing, and so carries its typefaces with it.
  "font-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const pageHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(self), microphone=(), geolocation=(), payment=()',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
};

type Encoding = 'br' | 'gzip' | null;

/**
 * Serves the built desk. Only files that were in the folder at the start are served, each by its exact name, so
 * that no path leads elsewhere. Any other address without a file ending is a screen and gets `index.html`.
 *
 * @param folder the output of `npm run build`; need not exist (then every address answers 404 and says so).
 */
export async function serveDesk(folder: string): Promise<(request: Request) => Promise<Response>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = new Map(
    names
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [
        `/${path
          .slice(folder.length + 1)
          .split(sep)
          .join('/')}`,
        new DeskFile(path),
      ]),
  );
  const index = files.get('/index.html');

  return async (request) => {
    const { pathname } = new URL(request.url);
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'Method not allowed');
    if (!index) return plain(404, 'The desk is not built. Run: npm run build');
    const found = pathname === '/' ? index : files.get(pathname);
    // A missing picture or script must not answer with a page.
    const file = found ?? (extname(pathname) === '' ? index : undefined);
    if (!file) return plain(404, 'Not found');
    const isPage = file === index;
    return file.answer(request, {
      'x-content-type-options': 'nosniff',
      'cache-control': cacheControlOf(pathname),
      ...(isPage && pageHeaders),
      // What stands after # goes to no server anyway; of one-time links not even the path does.
      ...(isPage && /^\/(invite|reset)$/.test(pathname) && { 'referrer-policy': 'no-referrer' }),
    });
  };
}

/** The build names files in /assets/ by their content, a font changes with a release; all else is asked for again. */
function cacheControlOf(pathname: string): string {
  if (pathname.startsWith('/assets/')) return 'public, max-age=31536000, immutable';
  return pathname.endsWith('.woff2') ? 'public, max-age=604800' : 'no-cache';
}

class DeskFile {
  readonly #path: string;
  readonly #bodies = new Map<Encoding, Promise<Uint8Array<ArrayBuffer>>>();
  #hash: string | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  async answer(request: Request, headers: Record<string, string>): Promise<Response> {
    const ending = extname(this.#path);
    const encoding = compressible.has(ending) ? preferred(request.headers.get('accept-encoding')) : null;
    this.#hash ??= createHash('sha256')
      .update(await this.#body(null))
      .digest('hex')
      .slice(0, 20);
    const etag = `"${this.#hash}-${encoding ?? 'plain'}"`;
    const all = {
      ...headers,
      etag,
      'content-type': types[ending] ?? 'application/octet-stream',
      ...(compressible.has(ending) && { vary: 'accept-encoding' }),
    };
    if (matchesIfNoneMatch(request.headers.get('if-none-match'), etag))
      return new Response(null, { status: 304, headers: all });
    const body = await this.#body(encoding);
    return new Response(request.method === 'HEAD' ? null : body, {
      headers: {
        ...all,
        'content-length': String(body.length),
        ...(encoding && { 'content-encoding': encoding }),
      },
    });
  }

  /** Read and compressed when first asked for, then kept: the desk is some megabytes. */
  #body(encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
    const known = this.#bodies.get(encoding);
    if (known) return known;
    const made =
      encoding === null ? readFile(this.#path) : this.#body(null).then((bytes) => compress(bytes, encoding));
    this.#bodies.set(encoding, made);
    return made;
  }
}

async function compress(bytes: Uint8Array, encoding: 'br' | 'gzip'): Promise<Uint8Array<ArrayBuffer>> {
  if (encoding === 'gzip') return new Uint8Array(await promisify(gzip)(bytes));
  return new Uint8Array(
    await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  );
}

function preferred(acceptEncoding: string | null): Encoding {
  const accepted = (acceptEncoding ?? '').split(',').map((part) => part.trim());
  if (accepted.includes('br')) return 'br';
  return accepted.includes('gzip') ? 'gzip' : null;
}

function plain(status: number, text: string): Response {
  return new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
