import type { MiddlewareHandler } from 'hono';
import { tusVersion } from '../../domain/contract/uploads.ts';
import { limits } from '../../domain/limits.ts';
import { problemResponse } from './problem.ts';

/**
 * The parts of tus 1.0.0 that apply to every response below `/api/uploads`: `Tus-Resumable`, the capabilities for
 * OPTIONS, and 412 for another protocol version.
 */
export function tusProtocol(): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method === 'OPTIONS') return new Response(null, { status: 204, headers: capabilities });
    const version = c.req.header('tus-resumable');
    if (version !== undefined && version !== tusVersion) {
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

/** The file name in `Upload-Metadata`; empty when it is missing or malformed. */
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
