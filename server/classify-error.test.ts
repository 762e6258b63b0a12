import { DrizzleQueryError } from 'drizzle-orm/errors';
import { describe, expect, test } from 'vitest';
import { createBackend } from './backend.ts';
import { classifyError, sqlStateOf } from './classify-error.ts';
import { memoryFiles } from './files/memory-files.ts';
import { fail } from './http/problem.ts';
import { noLinkCheck } from './link-check.ts';
import { openPglite } from './node/db/pglite.ts';
import { sharpImages } from './node/images/sharp-images.ts';
import { readPortalFiles } from './node/portal-files.ts';

const driverError = (code: string, message = 'driver') => Object.assign(new Error(message), { code });
const wrapped = (cause: Error) => new Error('outer', { cause: new DrizzleQueryError('select 1', [], cause) });

describe('classifyError', () => {
  test.each([
    [driverError('ECONNREFUSED'), 'unavailable'],
    [driverError('57P01', 'terminating connection due to administrator command'), 'unavailable'],
    [driverError('08006'), 'unavailable'],
    [new Error('Connection terminated unexpectedly'), 'unavailable'],
    [new Error('Client has encountered a connection error and is not queryable'), 'unavailable'],
    [new Error('Client was closed and is not queryable'), 'unavailable'],
    [new Error('timeout expired'), 'unavailable'],
    [driverError('EHOSTUNREACH'), 'unavailable'],
    [new Error('PGlite is closed'), 'unavailable'],
    [driverError('53100', 'could not extend file'), 'storage-full'],
    [driverError('ENOSPC'), 'storage-full'],
    [driverError('22021', 'invalid byte sequence'), 'invalid'],
    [driverError('42703', 'column "x" does not exist'), 'internal'],
    [new TypeError('x is not a function'), 'internal'],
  ])('%s is %s, also as a nested cause', (error, code) => {
    expect(classifyError(error).code).toBe(code);
    expect(classifyError(wrapped(error)).code).toBe(code);
  });

  test('a problem error keeps its code and data', () => {
    const refusal = fail('invalid', { fields: { slug: 'taken' } });
    expect(classifyError(new Error('outer', { cause: refusal }))).toEqual({
      code: 'invalid',
      parts: { fields: { slug: 'taken' } },
    });
  });

  test('a thrown value that is no Error, and a cycle of causes, are internal', () => {
    expect(classifyError('oops').code).toBe('internal');
    const ring = new Error('a');
    ring.cause = ring;
    expect(classifyError(ring).code).toBe('internal');
  });

  test('SQLSTATE is found in the causes', () => {
    expect(sqlStateOf(wrapped(driverError('23505')))).toBe('23505');
    expect(sqlStateOf(driverError('ENOENT'))).toBeNull();
  });
});

describe('with a database that is down', () => {
  test('every request answers 503 without details, and is logged', async () => {
    const database = await openPglite('snapshot');
    const logged: string[] = [];
    const log = (_facts: object, message: string) => logged.push(message);
    const { api, collab } = createBackend({
      db: database.db,
      files: memoryFiles(),
      images: sharpImages(),
      links: noLinkCheck,
      portalFiles: await readPortalFiles(),
      clock: () => new Date(),
      demo: null,
      sessionTransport: 'cookie',
      secret: 'only for this test, and nothing outlives it',
      logger: { info: log, warn: log, error: log },
      allowedOrigins: [],
    });
    await collab.close();
    await database.close();

    const json = { 'content-type': 'application/json' };
    const signIn = { method: 'POST', headers: json, body: '{"email":"a@b.vn","password":"secret"}' };
    const token = 'A'.repeat(32);
    const signature = await sign(token, 'only for this test, and nothing outlives it');
    const cookie = `__Host-toa-soan=${token}.${encodeURIComponent(signature)}`;
    for (const request of [
      new Request('http://localhost/api/health'),
      new Request('http://localhost/api/auth/sign-in/email', signIn),
      new Request('http://localhost/api/articles', { headers: { cookie } }),
      new Request('http://localhost/api/auth/sign-out', { method: 'POST', headers: { cookie } }),
    ]) {
      const response = await api.fetch(request);
      const body = await response.text();
      expect([request.url, response.status, JSON.parse(body).code]).toEqual([
        request.url,
        503,
        'unavailable',
      ]);
      expect(body).not.toMatch(/PGlite|select|secret/i);
    }
    expect(logged).toHaveLength(4);
  });
});

/** Signs a session token as the cookie carries it: HMAC-SHA-256, base64. */
async function sign(token: string, secret: string): Promise<string> {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const key = await crypto.subtle.importKey('raw', bytes(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  const signature = new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes(token)));
  return btoa(String.fromCharCode(...signature));
}
