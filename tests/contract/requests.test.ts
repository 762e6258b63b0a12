import { describe, expect, test } from 'vitest';
import type { Problem } from '../../domain/contract/errors.ts';
import { limits } from '../../domain/limits.ts';
import { aDraft, anonymous, host, readResponse, resetBeforeEach, signedIn, unknownId } from './desk.ts';

resetBeforeEach();

const json = { 'content-type': 'application/json' };
const origin = new URL(host.origin);

describe('a malformed request', () => {
  test.each([
    ['broken JSON', json, '{"tags": ['],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'tags[]=a'],
    ['plain text', { 'content-type': 'text/plain' }, '{}'],
    ['parts without a boundary', { 'content-type': 'multipart/form-data' }, 'x'],
  ] as const)('is refused if its body is %s', async (_name, headers, body) => {
    const desk = await signedIn('phongvien');
    const answer = await readResponse(await desk.fetch('/api/articles', { method: 'POST', headers, body }));
    expect([answer.status, answer.body.code]).toEqual([400, 'malformed']);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  test('is refused above the size limit, with or without a Content-Length', async () => {
    const desk = await signedIn('phongvien');
    const bytes = new TextEncoder().encode(`{"tags":["${'x'.repeat(limits.requestMaxBytes)}"]}`);
    const whole = await readResponse(
      await desk.fetch('/api/articles', { method: 'POST', headers: json, body: bytes }),
    );
    expect([whole.status, whole.body.code]).toEqual([413, 'too-large']);

    const stream = new Blob([bytes]).stream();
    const init: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      headers: json,
      body: stream,
      duplex: 'half',
    };
    const streamed = await readResponse(await desk.fetch('/api/articles', init));
    expect([streamed.status, streamed.body.code]).toEqual([413, 'too-large']);
  });

  test('is refused by the sign-in too', async () => {
    const response = await host.fetch('/api/auth/sign-in/email', {
      method: 'POST',
      headers: json,
      body: '{',
    });
    expect((await readResponse(response)).body.code).toBe('malformed');
  });
});

describe('a URL', () => {
  test.each(['/api/nothing', '/api/articles/', '/api/auth/nothing', '/api/auth/get-session'])(
    '%s that does not exist is not found',
    async (path) => {
      const { status, body } = await readResponse(
        await host.fetch(path, { method: 'POST', headers: json, body: '{}' }),
      );
      // A trailing slash is ignored.
      if (path.endsWith('/')) expect(body.code).toBe('unauthenticated');
      else expect([status, body.code]).toEqual([404, 'not-found']);
    },
  );

  test.each([
    ['DELETE', '/api/articles', 'GET, POST'],
    ['POST', '/api/me', 'GET'],
    ['GET', '/api/auth/sign-in/email', 'POST'],
    ['PUT', '/api/articles/7', 'GET, PATCH, DELETE'],
  ])('that does not support %s lists the supported methods', async (method, path, allow) => {
    const { status, body, headers } = await readResponse(await host.fetch(path, { method }));
    expect([status, body.code, headers.get('allow')]).toEqual([405, 'method-not-allowed', allow]);
  });

  test('supports HEAD', async () => {
    const response = await host.fetch('/api/health', { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });
});

describe('a name that is not known', () => {
  const notAllowed = { code: 'invalid', fields: { mistyped: 'not-allowed' } };

  test.each([
    ['GET', '/api/articles?mistyped=1', undefined],
    ['GET', '/api/health?mistyped=1', undefined],
    ['GET', '/api/portal/articles?mistyped=1', undefined],
    ['GET', '/api/portal/categories?mistyped=1', undefined],
    ['GET', '/api/audit?mistyped=1', undefined],
    ['GET', '/api/audit.csv?mistyped=1', undefined],
    ['GET', `/api/categories/counts?mistyped=1`, undefined],
    ['POST', '/api/articles?mistyped=1', {}],
    ['POST', '/api/articles', { mistyped: 1 }],
    ['POST', `/api/articles/${unknownId}/transitions`, { transition: 'submit', mistyped: 1 }],
    ['PATCH', `/api/media/${unknownId}`, { alt: 'Bến', mistyped: 1 }],
    ['PATCH', `/api/categories/${unknownId}?mistyped=1`, {}],
    ['PATCH', '/api/newsroom', { mistyped: 1 }],
    ['DELETE', `/api/categories/${unknownId}?mistyped=1`, undefined],
    ['POST', '/api/invitations', { name: 'Lan', email: 'lan@demo.test', role: 'admin', mistyped: 1 }],
    ['POST', `/api/accounts/${unknownId}/suspend`, { mistyped: 1 }],
    ['POST', '/api/auth/sign-in/email', { email: 'a@demo.test', password: 'x', mistyped: 1 }],
    ['POST', '/api/account-links/look', { token: 'x'.repeat(43), mistyped: 1 }],
  ])('is refused by %s %s', async (method, path, body) => {
    const desk = await signedIn('quantri');
    const response = await desk.fetch(path, {
      method,
      ...(body && { headers: json, body: JSON.stringify(body) }),
    });
    expect((await readResponse(response)).body).toMatchObject(notAllowed);
  });

  test('is ignored in the addresses of readers, which other sites extend', async () => {
    for (const path of [
      '/portal?fbclid=1',
      '/portal/tim-kiem?q=cang&utm_source=zalo',
      '/robots.txt?fbclid=1',
    ]) {
      expect((await host.fetch(path)).status, path).toBe(200);
    }
  });
});

describe('every response', () => {
  test('has a request id that is logged too, and is not cached', async () => {
    for (const path of ['/api/health', '/api/me', '/api/nothing']) {
      const { headers } = await anonymous.get(path);
      expect(headers.get('x-request-id')).toMatch(/^[\w-]{8,}$/);
      expect(headers.get('cache-control')).toBe('no-store');
    }
    const named = await host.fetch('/api/health', { headers: { 'x-request-id': 'from-the-proxy' } });
    expect(named.headers.get('x-request-id')).toBe('from-the-proxy');
  });

  test('has the baseline of security headers, on every host', async () => {
    for (const path of [
      '/api/health',
      '/api/nothing',
      '/robots.txt',
      '/portal',
      '/portal/',
      '/media/x',
      '/q/x',
    ]) {
      const { headers } = await host.fetch(path, { redirect: 'manual' });
      expect([path, headers.get('x-content-type-options')]).toEqual([path, 'nosniff']);
      expect([path, headers.get('permissions-policy')]).toEqual([path, expect.stringContaining('camera=()')]);
    }
  });

  test('forbids scripts, framing and content sniffing', async () => {
    const { headers } = await anonymous.get('/api/health');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });
});

describe('a cross-site write', () => {
  const change = async (headers: object, method = 'POST') => {
    const desk = await signedIn('phongvien');
    const sent = new Headers({ ...(method === 'POST' && json), ...headers });
    return desk.fetch('/api/articles', { method, headers: sent, ...(method === 'POST' && { body: '{}' }) });
  };

  test.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: `http://evil.${origin.host}` },
    { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    { 'sec-fetch-site': 'same-site', origin: `https://other.${origin.hostname}` },
  ])('with %o is refused', async (headers) => {
    const { status, body } = await readResponse<Problem>(await change(headers));
    expect([status, body.code]).toEqual([403, 'not-permitted']);
  });

  test('is distinguished from same-origin requests and scripts', async () => {
    for (const headers of [
      {},
      { origin: origin.origin },
      { origin: origin.origin, 'sec-fetch-site': 'same-origin' },
    ]) {
      expect((await change(headers)).status).toBe(201);
    }
    expect((await change({ origin: 'https://evil.example' }, 'GET')).status).toBe(200);
  });

  test('can neither sign in nor sign out', async () => {
    for (const path of ['sign-in/email', 'sign-out', 'revoke-sessions']) {
      const headers = { ...json, origin: 'https://evil.example' };
      const response = await host.fetch(`/api/auth/${path}`, { method: 'POST', headers, body: '{}' });
      expect(response.status).toBe(403);
    }
  });
});

describe('the OpenAPI description', () => {
  type Operation = { responses: Record<string, { content?: object }>; security?: object[] };
  type Document = {
    openapi: string;
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: { Problem: { properties: { code: { enum: string[] } } } } };
  };

  test('has version 3.1 and describes every path, with its errors', async () => {
    const { status, body } = await anonymous.get<Document>('/api/openapi.json');
    expect(status).toBe(200);
    expect(body.openapi).toMatch(/^3\.1\./);
    const operations = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(operations).toEqual(
      expect.arrayContaining([
        'GET /health',
        'POST /auth/sign-in/email',
        'GET /me',
        'GET /articles',
        'PATCH /articles/{id}',
        'PUT /articles/{id}/content',
        'POST /articles/{id}/transitions',
        'GET /articles/{id}/revisions/{revisionId}',
        'POST /media',
        'DELETE /categories/{id}',
      ]),
    );
    for (const operation of Object.values(body.paths).flatMap((methods) => Object.values(methods))) {
      expect(operation.responses.default?.content).toHaveProperty('application/problem+json');
    }
    expect(body.components.schemas.Problem.properties.code.enum).toContain('content-changed');
    const refusals = body.paths['/articles/{id}/transitions']?.post?.responses;
    expect(JSON.stringify(refusals?.['409'])).toMatch(/"content-changed".*"shownHash"/);
    expect(JSON.stringify(refusals?.['422'])).toMatch(/"incomplete".*"checks"/);
    expect(JSON.stringify(body.paths['/categories/{id}']?.patch?.responses['412'])).toContain('"stale"');
    // `{ not: {} }` is the result for types that JSON Schema cannot express.
    expect(JSON.stringify(body)).not.toContain('"not":{}');
    expect(body.paths['/health']?.get?.security).toEqual([]);
    expect(body.paths['/me']?.get?.security).toBeUndefined();
  });

  test('describes paths that the server implements', async () => {
    const desk = await signedIn('quantri');
    const { id } = await aDraft(desk);
    const { body } = await desk.get<Document>('/api/openapi.json');
    for (const [path, methods] of Object.entries(body.paths)) {
      // `id` is the id of an article.
      const isOther = /\{/.test(path) && !/^\/articles\/\{id\}[^{]*$/.test(path);
      if (!('get' in methods) || isOther) continue;
      const { status } = await desk.fetch(`/api${path.replace('{id}', id)}`);
      // Not found as long as no provider is configured.
      expect(status, path).toBe(/oidc|single-sign-on/.test(path) ? 404 : 200);
    }
  });
});
