import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { limits } from '../../../domain/limits.ts';
import { fail } from '../../http/problem.ts';
import { readUpTo } from '../../http/request-body.ts';
import type { RemotePictures } from '../../images/remote-pictures.ts';
import {
  ForbiddenAddress,
  type PublicRules,
  publicRules,
  redirectOf,
  redirectsMax,
  requestPublic,
} from '../public-request.ts';
import { fairQueue } from './fair-queue.ts';

type ReadLimits = { timeoutMs: number; maxBytes: number };

const megabyte = 1024 * 1024;

/** Each holds a file in memory. */
const slots = 4;

const requestHeaders = { accept: 'image/*', 'accept-encoding': 'identity' };

/** The type that a site declares for a picture; `octet-stream` is that of many file stores. */
const pictureType = /^(image\/(?!svg)|(application|binary)\/octet-stream)/i;

/** The pictures of other sites, by the rules of public-request.ts. `rules` is for tests, which have no public server. */
export function createRemotePictures(rules: Partial<PublicRules & ReadLimits> = {}): RemotePictures {
  const { timeoutMs = 30_000, maxBytes = limits.imageMaxBytes, ...given } = rules;
  const queue = fairQueue({ slots, maxWaiting: 40, maxOwnerBytes: megabyte, maxBytes: 16 * megabyte });
  return {
    fetch: (url, owner) =>
      queue.run(owner, url.href.length, async () => {
        const signal = AbortSignal.timeout(timeoutMs);
        const { response, from } = await open(url, { ...publicRules, ...given }, signal);
        try {
          return { bytes: await readPicture(response, { timeoutMs, maxBytes }), fileName: fileNameOf(from) };
        } finally {
          response.destroy();
        }
      }),
  };
}

/** The response behind all redirects, each of which is checked. */
async function open(
  start: URL,
  rules: PublicRules,
  signal: AbortSignal,
): Promise<{ response: IncomingMessage; from: URL }> {
  let from = start;
  for (let redirects = 0; redirects <= redirectsMax; redirects += 1) {
    const response = await requestPublic('GET', from, requestHeaders, rules, signal).catch((error) => {
      throw fail(error instanceof ForbiddenAddress ? 'remote-forbidden' : 'remote-unreachable', {}, error);
    });
    const target = redirectOf(response, from);
    if (!target) return { response, from };
    response.destroy();
    from = target;
  }
  throw fail('remote-unreachable', { detail: 'too many redirects' });
}

/** Judges what is declared before anything is read, and reads no more than the limit. */
async function readPicture(
  response: IncomingMessage,
  { timeoutMs, maxBytes }: ReadLimits,
): Promise<Uint8Array<ArrayBuffer>> {
  const { statusCode, headers } = response;
  if (statusCode !== 200) throw fail('remote-unreachable', { detail: `status ${statusCode}` });
  const type = headers['content-type'] ?? '';
  if (!pictureType.test(type)) throw fail('unsupported-image', { detail: 'not declared as a picture' });
  // Unpacking would be one more way to a body of any size.
  if (/\S/.test((headers['content-encoding'] ?? '').replace(/^identity$/i, ''))) {
    throw fail('remote-unreachable', { detail: 'a compressed response' });
  }
  if (Number(headers['content-length']) > maxBytes) throw fail('too-large');
  const stream = Readable.toWeb(response) as ReadableStream<Uint8Array<ArrayBuffer>>;
  const body = await readUpTo(stream, maxBytes, { idleMs: timeoutMs, totalMs: timeoutMs });
  if (body === 'too-large') throw fail('too-large');
  if (typeof body === 'string') throw fail('remote-unreachable', { detail: body });
  return body;
}

/** The last part of the path, for display and search. */
function fileNameOf({ pathname, hostname }: URL): string {
  const name = pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(name) || hostname;
  } catch {
    return name;
  }
}
