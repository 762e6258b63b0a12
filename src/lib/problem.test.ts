import { expect, test } from 'vitest';
import { ApiProblem, readProblem, toProblem } from './problem.ts';

const answer = (status: number, body: unknown, headers = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  });

test('problem details keep their code and fields', async () => {
  const error = await readProblem(
    answer(422, {
      type: 'x',
      title: 'x',
      status: 422,
      code: 'invalid',
      fields: { slug: 'taken' },
    }),
  );
  expect(error.problem).toEqual({ code: 'invalid', status: 422, fields: { slug: 'taken' } });
  expect(error).toMatchObject({ code: 'invalid', defined: true, data: { fields: { slug: 'taken' } } });
});

test('the data of a code is the data of the error', async () => {
  const data = { current: { etag: '2' }, fields: ['slug'] };
  const error = await readProblem(answer(412, { type: 'x', title: 'x', status: 412, code: 'stale', data }));
  expect(error).toMatchObject({ code: 'stale', status: 412, defined: true, data });
});

test('a response without problem details is classified by its status', async () => {
  expect((await readProblem(new Response('<html>Bad gateway', { status: 502 }))).problem).toEqual({
    code: 'unavailable',
    status: 502,
  });
  expect((await readProblem(answer(418, { code: 'teapot' }))).code).toBe('unexpected');
});

test('Retry-After is parsed', async () => {
  const { problem } = await readProblem(answer(429, { code: 'throttled' }, { 'retry-after': '90' }));
  expect(problem).toEqual({ code: 'throttled', status: 429, retryAfterSeconds: 90 });
});

test('a request without a response is offline, a TypeError of our own is not', async () => {
  const refused: unknown = await fetch('http://127.0.0.1:1/').catch((error: unknown) => error);
  expect(toProblem(refused).code).toBe('offline');
  expect(toProblem(new TypeError("Cannot read properties of undefined (reading 'x')")).code).toBe(
    'unexpected',
  );
  expect(toProblem(new ApiProblem({ code: 'gone', status: 410 }))).toEqual({ code: 'gone', status: 410 });
});
