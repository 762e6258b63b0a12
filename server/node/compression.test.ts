import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { stateType } from '../../domain/contract/article-state.ts';
import { gzipResponse } from './compression.ts';

const page = '<p>Tòa Soạn</p>'.repeat(100);
const requestFor = (path: string, encoding = 'gzip, br') =>
  new Request(`http://desk.test${path}`, { headers: { 'accept-encoding': encoding } });
const html = (headers: Record<string, string> = {}) =>
  new Response(page, { headers: { 'content-type': 'text/html; charset=UTF-8', ...headers } });

test('a page of the portal is compressed and has a weak ETag', async () => {
  const response = gzipResponse(requestFor('/portal/a-1'), html({ etag: '"abc"', vary: 'Cookie' }));
  expect(response.headers.get('content-encoding')).toBe('gzip');
  expect(response.headers.get('etag')).toBe('W/"abc"');
  expect(response.headers.get('vary')).toBe('Cookie, accept-encoding');
  expect(gunzipSync(await response.arrayBuffer()).toString()).toBe(page);
});

test('without gzip in Accept-Encoding the response is plain and has Vary', async () => {
  const response = gzipResponse(requestFor('/portal/a-1', 'identity'), html());
  expect(response.headers.get('content-encoding')).toBeNull();
  expect(response.headers.get('vary')).toBe('accept-encoding');
  expect(await response.text()).toBe(page);
});

test('an article’s document is compressed: its ETag is weak', () => {
  const answer = new Response(page, { headers: { 'content-type': stateType, etag: 'W/"3"' } });
  const response = gzipResponse(requestFor('/api/articles/1/state'), answer);
  expect(response.headers.get('etag')).toBe('W/"3"');
  expect(response.headers.get('content-encoding')).toBe('gzip');
});

test('an API response with an ETag is not compressed', () => {
  const answer = new Response('{}', { headers: { 'content-type': 'application/json', etag: '"3"' } });
  const response = gzipResponse(requestFor('/api/articles/1'), answer);
  expect(response.headers.get('etag')).toBe('"3"');
  expect(response.headers.get('content-encoding')).toBeNull();
});

test('pictures, responses without a body and responses to HEAD are not compressed', () => {
  const picture = new Response('RIFF', { headers: { 'content-type': 'image/webp' } });
  expect(gzipResponse(requestFor('/media/1/320.webp'), picture)).toBe(picture);
  const unchanged = new Response(null, { status: 304, headers: { 'content-type': 'text/html' } });
  expect(gzipResponse(requestFor('/portal/a-1'), unchanged)).toBe(unchanged);
  const head = html();
  expect(gzipResponse(new Request('http://desk.test/portal/a-1', { method: 'HEAD' }), head)).toBe(head);
});
