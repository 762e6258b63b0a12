import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Problem } from '../../domain/contract/errors.ts';
import type { Viewer } from '../../domain/contract/session.ts';
import { sessions, users } from '../../server/db/schema.ts';
import {
  aDraft,
  advanceClock,
  anonymous,
  emailOf,
  host,
  minute,
  readResponse,
  resetBeforeEach,
  signedIn,
} from './desk.ts';

resetBeforeEach();

const signIn = (email: string, password = 'toasoan-demo') =>
  anonymous.post<Problem & { user?: object }>('/api/auth/sign-in/email', { email, password });

describe('health', () => {
  test('is public, and includes the demo accounts of a demo newsroom', async () => {
    const { status, body } = await anonymous.get<{ status: string; demo: { accounts: object[] } }>(
      '/api/health',
    );
    expect(status).toBe(200);
    expect(body.status).toBe('ok');
    expect(body.demo.accounts).toContainEqual({
      id: expect.any(String),
      email: 'phongvien@demo.test',
      name: 'Nguyễn Hải Miên',
      role: 'journalist',
    });
  });
});

describe('signing in', () => {
  test('returns the account, ignoring the case of the e-mail', async () => {
    const { status, body, headers } = await signIn('PhongVien@demo.test');
    expect(status).toBe(200);
    expect(body).toEqual({
      user: { id: expect.any(String), name: 'Nguyễn Hải Miên', email: 'phongvien@demo.test' },
    });
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('sets a session cookie for this host only, secure and not readable by scripts', async () => {
    const { headers } = await signIn('phongvien@demo.test');
    // The mock has no cookies: its session is a bearer token.
    if (host.kind === 'msw') expect(headers.get('set-auth-token')).toMatch(/^\S{40,}$/);
    else {
      expect(headers.get('set-auth-token')).toBeNull();
      expect(headers.getSetCookie()).toEqual([
        // On this machine; elsewhere they are `__Host-` and `Secure`, see loopback-cookies.test.ts.
        expect.stringMatching(
          /^loopback-toa-soan-known=[^;]{40,600}; Max-Age=15552000; Path=\/; HttpOnly; SameSite=Strict$/,
        ),
        expect.stringMatching(
          /^loopback-toa-soan=[^;]{40,}; Max-Age=7776000; Path=\/; HttpOnly; SameSite=Lax$/,
        ),
      ]);
    }
  });

  test('responds the same to a wrong password and an unknown e-mail', async () => {
    const wrong = await signIn('phongvien@demo.test', 'not-the-password');
    const unknown = await signIn('nobody@demo.test');
    expect(wrong.status).toBe(401);
    expect(wrong.body.code).toBe('wrong-credentials');
    expect(unknown.body).toEqual(wrong.body);
  });

  test('is refused to suspended accounts, whose sessions end', async () => {
    const journalist = await signedIn('phongvien');
    await host.db
      .update(users)
      .set({ suspendedAt: new Date() })
      .where(eq(users.email, emailOf('phongvien')));
    expect((await signIn(emailOf('phongvien'))).body.code).toBe('suspended');
    expect((await signIn(emailOf('phongvien'), 'not-the-password')).body.code).toBe('wrong-credentials');
    expect((await journalist.get('/api/me')).body).toMatchObject({
      code: 'unauthenticated',
      data: { reason: 'suspended' },
    });
  });

  test.each([
    [{}, { email: 'required', password: 'required' }],
    [{ email: 'phongvien', password: 'x' }, { email: 'bad-email' }],
    [
      { email: ['a@b.vn'], password: {} },
      { email: 'invalid', password: 'invalid' },
    ],
  ])('with %o is refused', async (body, fields) => {
    const answer = await anonymous.post('/api/auth/sign-in/email', body);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 'invalid', fields });
  });

  test('does not include public registration', async () => {
    const answer = await anonymous.post('/api/auth/sign-up/email', {
      email: 'new@demo.test',
      password: 'a long password',
      name: 'New',
    });
    expect(answer.status).toBe(404);
  });

  test('slows strangers down after ten wrong passwords for an account, even with the right one', async () => {
    const attempts = Array.from({ length: 14 }, () => signIn('phongvien@demo.test', 'not-the-password'));
    const statuses = (await Promise.all(attempts)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(4);

    const { status, body, headers } = await signIn('phongvien@demo.test');
    expect(status).toBe(429);
    expect(body.code).toBe('throttled');
    const waitSeconds = Number(headers.get('retry-after'));
    expect(waitSeconds).toBeGreaterThan(0);
    expect(waitSeconds).toBeLessThanOrEqual(90);

    expect((await signIn('phongvien2@demo.test')).status).toBe(200);
    advanceClock(waitSeconds * 1000);
    expect((await signIn('phongvien@demo.test')).status).toBe(200);
  });

  test('is rate-limited for unknown accounts too', async () => {
    await Promise.all(Array.from({ length: 10 }, () => signIn('nobody@demo.test')));
    expect((await signIn('nobody@demo.test')).status).toBe(429);
  });

  test('with the right password resets the count of wrong ones', async () => {
    for (let round = 0; round < 2; round += 1) {
      await Promise.all(Array.from({ length: 6 }, () => signIn('phongvien@demo.test', 'not-the-password')));
      expect((await signIn('phongvien@demo.test')).status).toBe(200);
    }
  });
});

describe('a session', () => {
  test('identifies the account', async () => {
    const { body } = await (await signedIn('bientap')).get<Viewer>('/api/me');
    expect(body).toMatchObject({ email: 'bientap@demo.test', role: 'editor', penNames: ['Minh Châu'] });
  });

  test('is required for the desk', async () => {
    const { id } = await aDraft(await signedIn('phongvien'));
    for (const path of ['/api/me', '/api/people', '/api/bylines', '/api/articles', `/api/articles/${id}`]) {
      const { status, body, headers } = await anonymous.get(path);
      expect(status, path).toBe(401);
      expect(body.code).toBe('unauthenticated');
      expect(headers.get('content-type')).toBe('application/problem+json');
    }
  });

  test('with a forged token is refused', async () => {
    for (const headers of [
      new Headers({ authorization: 'Bearer made.up' }),
      new Headers({ authorization: 'None', cookie: '__Host-toa-soan=made.up' }),
    ]) {
      expect((await host.fetch('/api/me', { headers })).status).toBe(401);
    }
  });

  test('ends by signing out, without affecting the others', async () => {
    const [here, there] = [await signedIn('phongvien'), await signedIn('phongvien')];
    expect((await here.post('/api/auth/sign-out')).status).toBe(200);
    expect((await here.get('/api/me')).status).toBe(401);
    expect((await there.get('/api/me')).status).toBe(200);
  });

  test('ends with all sessions of the account on request, without affecting other accounts', async () => {
    const [here, there, other] = [
      await signedIn('phongvien'),
      await signedIn('phongvien'),
      await signedIn('phongvien2'),
    ];
    expect((await here.post('/api/auth/revoke-sessions')).status).toBe(200);
    expect((await here.get('/api/me')).status).toBe(401);
    expect((await there.get('/api/me')).status).toBe(401);
    expect((await other.get('/api/me')).status).toBe(200);
    expect((await anonymous.post('/api/auth/revoke-sessions')).body.code).toBe('unauthenticated');
  });

  test('expires when it is not used: an editor’s after twelve hours, a journalist’s after two weeks', async () => {
    const [journalist, editor] = [await signedIn('phongvien'), await signedIn('bientap')];
    for (let round = 0; round < 2; round += 1) {
      advanceClock(11 * 60 * minute);
      expect((await editor.get('/api/me')).status).toBe(200);
    }
    advanceClock(13 * 60 * minute);
    expect((await editor.get('/api/me')).body).toMatchObject({ data: { reason: 'expired' } });
    expect((await journalist.get('/api/me')).status).toBe(200);
    advanceClock(15 * 24 * 60 * minute);
    expect((await journalist.get('/api/me')).body).toMatchObject({ data: { reason: 'expired' } });
  });

  test('expires ninety days after the sign-in, however much it is used', async () => {
    const journalist = await signedIn('phongvien');
    await host.db.update(sessions).set({ expiresAt: new Date(Date.now() - minute) });
    expect((await journalist.get('/api/me')).body).toMatchObject({ data: { reason: 'expired' } });
  });

  test('that no sign-in has finished is not valid', async () => {
    const journalist = await signedIn('phongvien');
    await host.db.update(sessions).set({ credentialVersion: null });
    expect((await journalist.get('/api/me')).body).toMatchObject({ data: { reason: 'revoked' } });
  });

  test('of credentials that were replaced since is not valid', async () => {
    const journalist = await signedIn('phongvien');
    await host.db.update(users).set({ credentialVersion: 2 });
    expect((await journalist.get('/api/me')).body).toMatchObject({ data: { reason: 'revoked' } });
  });
});

describe('names for filters and bylines', () => {
  test('include people sorted by given name, without their e-mail', async () => {
    const { body } = await (await signedIn('phongvien')).get<{ items: object[] }>('/api/people');
    expect(body.items).toEqual(
      ['Lê Minh Châu', 'Trần Vũ Duyên', 'Phạm Thanh Hà', 'Nguyễn Hải Miên'].map((name) => ({
        id: expect.any(String),
        name,
      })),
    );
  });

  test('include pen-names: one’s own first, then those used by articles, each once', async () => {
    const journalist = await signedIn('phongvien');
    await aDraft(journalist, { bylines: ['Hải Miên', 'Cộng tác viên An'] });
    const { body } = await journalist.get<string[]>('/api/bylines');
    expect(body[0]).toBe('Hải Miên');
    expect(body).toContain('Cộng tác viên An');
    expect(new Set(body).size).toBe(body.length);
  });
});

test('the first admin is created once, and only with the one-time token', async () => {
  const { ensureSetupToken } = await import('../../server/auth/setup-token.ts');
  const admin = { name: 'Quản trị', email: 'Admin@example.vn', password: 'a long password' };
  const setUp = (token: string, over: object = {}) =>
    anonymous.post('/api/setup', { token, ...admin, ...over });

  expect(await ensureSetupToken(host.db)).toBeNull();
  // A stranger's password is not even judged.
  expect((await setUp('x'.repeat(48), { password: '123456789012' })).body.code).toBe('gone');

  await host.db.update(users).set({ role: 'editor' }).where(eq(users.role, 'admin'));
  const token = await ensureSetupToken(host.db);
  if (!token) throw new Error('No setup token although there is no admin');
  expect((await setUp('x'.repeat(48), { password: '123456789012' })).body.code).toBe('not-permitted');
  expect((await setUp(token, { password: 'short' })).body.fields).toEqual({ password: 'too-short' });
  expect((await setUp(token, { password: 'Quản trị 2026!' })).body.fields).toEqual({
    password: 'too-common',
  });
  expect((await setUp(token, { email: emailOf('phongvien') })).body.fields).toEqual({ email: 'taken' });

  const answers = await Promise.all([setUp(token), setUp(token, { email: 'second@example.vn' })]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 410]);
  const winner = answers.find(({ status }) => status === 200)?.body as unknown as { email: string };
  const created = await readResponse(
    await host.fetch('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: winner.email, password: admin.password }),
    }),
  );
  expect(created.status).toBe(200);
});
