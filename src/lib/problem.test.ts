import { expect, test } from 'vitest';
import { ApiProblem, problemOf, toProblem } from './problem.ts';

const answer = (status: number, body: unknown, headers = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  });

test('problem details keep their code, fields and data', async () => {
  const problem = await problemOf(
    answer(422, {
      type: 'x',
      title: 'x',
      status: 422,
      code: 'invalid',
      fields: { slug: 'taken' },
      data: { a: 1 },
    }),
  );
  expect(problem).toEqual({ code: 'invalid', status: 422, fields: { slug: 'taken' }, data: { a: 1 } });
});

test('an answer that is no problem details object is judged by its status', async () => {
  expect(await problemOf(new Response('<html>Bad gateway', { status: 502 }))).toEqual({
    code: 'unavailable',
    status: 502,
  });
  expect((await problemOf(answer(418, { code: 'teapot' }))).code).toBe('unexpected');
});

test('how long to wait is kept', async () => {
  const problem = await problemOf(answer(429, { code: 'throttled' }, { 'retry-after': '90' }));
  expect(problem).toEqual({ code: 'throttled', status: 429, retryAfterSeconds: 90 });
});

test('no answer at all is being offline, a mistake of ours is not', async () => {
  const refused: unknown = await fetch('http://127.0.0.1:1/').catch((error: unknown) => error);
  expect(toProblem(refused).code).toBe('offline');
  expect(toProblem(new TypeError("Cannot read properties of undefined (reading 'x')")).code).toBe(
    'unexpected',
  );
  expect(toProblem(new ApiProblem({ code: 'gone', status: 410 }))).toEqual({ code: 'gone', status: 410 });
});
