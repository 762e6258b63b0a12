import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { collabPath } from '../../domain/contract/collaboration.ts';
import { anArticle, newsroomDatabase, startDesk, userIdOf } from '../faults/desk.ts';
import { type Caller, call } from '../faults/requests.ts';
import { temporaryFolder } from '../hosts/server-process.ts';

/*
 * Refused requests leave a line in the log, with code and address and without secrets.
 */

type Line = { event?: string; code?: string; account?: string; address?: string; path?: string };

test('refusals are logged as security events, with code and address, without a secret', async () => {
  const database = await newsroomDatabase();
  const desk = await startDesk({ DATABASE_URL: database.url, DATA_DIR: await temporaryFolder() });
  const journalist: Caller = { url: desk.url, headers: await desk.signIn('phongvien') };
  const stranger: Caller = { url: desk.url, headers: {} };
  const articleId = await anArticle(database.db, { authors: ['phongvien2'] });
  const secret = 'mật khẩu đoán mò';

  const guess = { email: 'quantri@demo.test', password: secret };
  for (let count = 0; count < 12; count += 1) await call(stranger, 'POST', '/api/auth/sign-in/email', guess);
  const answers = [
    await call(journalist, 'POST', `/api/accounts/${userIdOf('bientap')}/suspend`),
    await call(journalist, 'GET', `/api/articles/${articleId}`),
    await call(
      { ...journalist, headers: { ...journalist.headers, origin: 'https://evil.invalid' } },
      'POST',
      '/api/articles',
      {},
    ),
    await call(journalist, 'GET', '/api/audit.csv'),
    // No refusals: nothing is there, and nobody is signed in.
    await call(journalist, 'GET', `/api/articles/${crypto.randomUUID()}`),
    await call(stranger, 'GET', '/api/me'),
  ];
  expect(answers.map(({ status }) => status)).toEqual([403, 404, 403, 403, 404, 401]);
  await refusedSocket(desk.url);
  await expect.poll(desk.output, { timeout: 10_000 }).toContain('foreign-origin');

  const lines = desk
    .output()
    .split('\n')
    .filter((line) => line.includes('"event":"security"'))
    .map((line) => JSON.parse(line) as Line);
  const byCode = Object.groupBy(lines, ({ code }) => code ?? '');
  expect(Object.keys(byCode).sort()).toEqual([
    'foreign-origin',
    'not-permitted',
    'throttled',
    'wrong-credentials',
  ]);
  expect(byCode['wrong-credentials']).toHaveLength(10);
  expect(lines.every(({ address }) => /127\.0\.0\.1|::1/.test(address ?? ''))).toBe(true);
  const own = byCode['not-permitted']?.filter(({ account }) => account === userIdOf('phongvien'));
  expect(own?.map(({ path }) => path)).toEqual([
    `/api/accounts/${userIdOf('bientap')}/suspend`,
    `/api/articles/${articleId}`,
    '/api/audit.csv',
  ]);
  const token = journalist.headers.cookie?.split('=')[1] ?? '';
  expect(token.length).toBeGreaterThan(20);
  for (const hidden of [secret, token, guess.email]) expect(desk.output()).not.toContain(hidden);
  await database.close();
});

function refusedSocket(url: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}${collabPath}`, {
      origin: 'https://evil.invalid',
    });
    socket.on('error', () => resolve());
    socket.on('open', () => resolve());
  });
}
