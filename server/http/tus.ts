import type { MiddlewareHandler } from 'hono';
import { tusVersion } from '../../domain/contract/uploads.ts';
import { limits } from '../../domain/limits.ts';
import { problemResponse } from './problem.ts';

/**
 * What tus 1.0.0 asks of every answer below `/api/uploads`, whatever the procedure behind it says: the version, what
 * the server can do when it is asked by OPTIONS, and 412 for who speaks another version.
 */
export function tusProtocol(): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method === 'OPTIONS') return new Response(null, { status: 204, headers: capabilities });
    const asked = c.req.header('tus-resumable');
    if (asked !== undefined && asked !== tusVersion) {
      const response = problemResponse('unknown-version');
      response.headers.set('tus-version', tusVersion);
      return response;
    }
    await next();
    c.header('tus-resumable', tusVersion);
  };
}

const capabilities = {
  'tus-resumable': tusVersion,
  'tus-version': tusVersion,
  'tus-extension': 'creation,termination,expiration',
  'tus-max-size': String(limits.imageMaxBytes),
};

/** The file's name out of `Upload-Metadata`; empty where there is none that can be read. */
export function fileNameOf(metadata: string): string {
  for (const pair of metadata.split(',')) {
    const [key, value = ''] = pair.trim().split(' ');
    if (key !== 'filename') continue;
    try {
      return new TextDecoder().decode(Uint8Array.from(atob(value), (char) => char.charCodeAt(0)));
    } catch {
      return '';
    }
  }
  return '';
}
