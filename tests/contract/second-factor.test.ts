import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Newsroom } from '../../domain/contract/newsroom.ts';
import type { SecondFactor } from '../../domain/contract/second-factor.ts';
import type { Viewer } from '../../domain/contract/session.ts';
import type { Role } from '../../domain/roles.ts';
import { auditLog, sessions, twoFactors } from '../../server/db/schema.ts';
import {
  type ApiClient,
  type ApiResponse,
  advanceClock,
  anonymous,
  apiClientOf,
  emailOf,
  host,
  minute,
  type Person,
  resetBeforeEach,
  signedIn,
} from './desk.ts';
import { codeOf, firstStep, nextStep, type Step, secondStep, signInByPassword, withTotp } from './factors.ts';

resetBeforeEach();

const sessionOf = ({ headers }: ApiResponse<unknown>): ApiClient => apiClientOf(host.clientOf(headers));

const state = async (desk: ApiClient) => (await desk.get<SecondFactor>('/api/account/second-factor')).body;

async function auditDetails(action: string): Promise<unknown[]> {
  const rows = await host.db.select().from(auditLog).where(eq(auditLog.action, action));
  return rows.map(({ detail }) => detail);
}

describe('an authenticator app', () => {
  test('is on once a code of it was entered, and recovery codes are shown once', async () => {
    const desk = await signedIn('phongvien');
    const { body } = await desk.post<{ secret: string; uri: string }>(
      '/api/account/second-factor/totp/start',
    );
    expect(body.uri).toMatch(/^otpauth:\/\/totp\/.*secret=/);
    const confirm = (code: string) => desk.post('/api/account/second-factor/totp', { code });
    expect((await confirm('000000')).body.code).toBe('wrong-credentials');
    expect((await state(desk)).hasTotp).toBe(false);
    expect((await signInByPassword('phongvien')).body.user).toBeDefined();

    const { body: confirmed } = await desk.post<{ recoveryCodes: string[] }>(
      '/api/account/second-factor/totp',
      { code: codeOf(body.secret) },
    );
    expect(confirmed.recoveryCodes).toHaveLength(10);
    expect(await state(desk)).toMatchObject({ hasTotp: true, recoveryCodesLeft: 10, isRequired: false });
    expect((await desk.post('/api/account/second-factor/totp/start')).body.code).toBe('in-use');
    expect(await auditDetails('account.second-factor')).toEqual([{ change: 'totp-on' }]);
  });

  test('is stored encrypted, and its recovery codes as hashes', async () => {
    const { secret, recoveryCodes } = await withTotp('phongvien');
    const stored = JSON.stringify(await host.db.select().from(twoFactors));
    expect(stored).not.toContain(secret);
    for (const code of recoveryCodes) expect(stored).not.toContain(code.replaceAll('-', ''));
  });

  test('ends the sessions that began without it, but not the one that set it up', async () => {
    const other = await signedIn('phongvien');
    const another = await signedIn('phongvien');
    const { desk } = await withTotp('phongvien');
    const statuses = [other, another, desk].map(async (client) => (await client.get('/api/me')).status);
    expect((await Promise.all(statuses)).filter((status) => status === 200)).toHaveLength(1);
    expect((await desk.get('/api/me')).status).toBe(200);
  });

  test('needs a recent proof of identity to be set up or removed', async () => {
    const { desk } = await withTotp('phongvien');
    advanceClock(11 * minute);
    for (const path of ['totp/start', 'totp', 'recovery-codes']) {
      const { body } = await desk.post(`/api/account/second-factor/${path}`, { code: '000000' });
      expect(body.code, path).toBe('reauthentication-required');
    }
    expect((await desk.delete('/api/account/second-factor/totp')).body.code).toBe(
      'reauthentication-required',
    );
    await desk.post('/api/auth/reauthenticate', { password: 'toasoan-demo' });
    expect((await desk.delete('/api/account/second-factor/totp')).status).toBe(200);
    expect(await state(desk)).toMatchObject({ hasTotp: false, recoveryCodesLeft: 0 });
    expect((await signInByPassword('phongvien')).body.user).toBeDefined();
  });
});

describe('signing in with a second factor', () => {
  test('gives no session for the password alone', async () => {
    const { desk } = await withTotp('phongvien');
    const before = await host.db.select().from(sessions);
    const { status, body, headers } = await signInByPassword('phongvien');
    expect(status).toBe(200);
    expect(body).toEqual({
      secondFactor: { token: expect.any(String), hasTotp: true, hasPasskey: false, hasRecoveryCodes: true },
    });
    expect(headers.getSetCookie()).toEqual([]);
    expect(headers.get('set-auth-token')).toBeNull();
    expect(await host.db.select().from(sessions)).toHaveLength(before.length);
    expect((await desk.get('/api/me')).status).toBe(200);
  });

  test('takes the code of the app', async () => {
    const { secret } = await withTotp('phongvien');
    const answer = await secondStep(await firstStep('phongvien'), codeOf(secret));
    expect(answer.status).toBe(200);
    const { body } = await sessionOf(answer).get<Viewer>('/api/me');
    expect(body.email).toBe(emailOf('phongvien'));
  });

  test('accepts each code once, also at the same time', async () => {
    const { secret } = await withTotp('phongvien');
    const code = codeOf(secret);
    const tokens = [await firstStep('phongvien'), await firstStep('phongvien'), await firstStep('phongvien')];
    const answers = await Promise.all(tokens.map((token) => secondStep(token, code)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    expect((await secondStep(await firstStep('phongvien'), code)).body.code).toBe('wrong-credentials');
    nextStep();
    expect((await secondStep(await firstStep('phongvien'), codeOf(secret))).status).toBe(200);
  });

  test('accepts a recovery code once, and counts those that are left', async () => {
    const { recoveryCodes } = await withTotp('phongvien');
    const [first = '', second = ''] = recoveryCodes;
    const use = async (code: string) =>
      secondStep(await firstStep('phongvien'), code, { kind: 'recovery-code' });
    const answers = await Promise.all([use(first), use(first)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    const answer = await use(` ${second.toUpperCase().replaceAll('-', ' ')} `);
    expect(answer.status).toBe(200);
    expect((await state(sessionOf(answer))).recoveryCodesLeft).toBe(8);
  });

  test('refuses old recovery codes once there are new ones', async () => {
    const { desk, recoveryCodes } = await withTotp('phongvien');
    const { body } = await desk.post<{ recoveryCodes: string[] }>(
      '/api/account/second-factor/recovery-codes',
    );
    const use = async (code = '') =>
      (await secondStep(await firstStep('phongvien'), code, { kind: 'recovery-code' })).status;
    expect(await use(recoveryCodes[0])).toBe(401);
    expect(await use(body.recoveryCodes[0])).toBe(200);
  });

  test('is over after ten minutes, and with a token that is not ours', async () => {
    const { secret } = await withTotp('phongvien');
    const token = await firstStep('phongvien');
    advanceClock(10 * minute);
    expect((await secondStep(token, codeOf(secret))).body.code).toBe('gone');
    expect((await secondStep(`${token}x`, codeOf(secret))).body.code).toBe('gone');
  });

  test('is throttled after ten wrong codes, even with the right one, and each is a security event', async () => {
    const { secret } = await withTotp('phongvien');
    const token = await firstStep('phongvien');
    const wrong = await Promise.all(Array.from({ length: 12 }, () => secondStep(token, '000000')));
    expect(wrong.map(({ status }) => status).filter((status) => status === 401)).toHaveLength(10);
    const right = await secondStep(await firstStep('phongvien'), codeOf(secret));
    expect(right.body.code).toBe('throttled');
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await auditDetails('security.refused')).toHaveLength(10);
    advanceClock(16 * minute);
    expect((await secondStep(await firstStep('phongvien'), codeOf(secret))).status).toBe(200);
  });

  test('refuses the code of a secret that the server cannot read any more, but no recovery code', async () => {
    const { secret, recoveryCodes } = await withTotp('phongvien');
    await host.db.update(twoFactors).set({ secret: 'encrypted with another secret' });
    expect((await secondStep(await firstStep('phongvien'), codeOf(secret))).status).toBe(401);
    const [code = ''] = recoveryCodes;
    expect((await secondStep(await firstStep('phongvien'), code, { kind: 'recovery-code' })).status).toBe(
      200,
    );
  });

  test('is refused when the credentials have changed since the first step', async () => {
    const { secret, desk } = await withTotp('phongvien');
    const token = await firstStep('phongvien');
    await desk.delete('/api/account/second-factor/totp');
    const again = await withTotp('phongvien');
    expect((await secondStep(token, codeOf(secret))).status).toBe(401);
    expect((await secondStep(token, codeOf(again.secret))).status).toBe(401);
  });
});

describe('a device that remembers the second factor', () => {
  test('is not asked again for thirty days', async () => {
    const { secret, desk } = await withTotp('phongvien');
    const answer = await secondStep(await firstStep('phongvien'), codeOf(secret), { rememberDevice: true });
    const { body: health } = await anonymous.get<{ offers: { rememberedDevices: boolean } }>('/api/health');
    expect(health.offers.rememberedDevices).toBe(host.kind !== 'msw');
    const [cookie] = answer.headers.getSetCookie().filter((one) => one.includes('-device='));
    // The mock has no cookies.
    if (host.kind === 'msw') return expect(cookie).toBeUndefined();
    // Elsewhere `__Host-` and `Secure`: see server/node/loopback-cookies.ts.
    expect(cookie).toMatch(
      /^loopback-toa-soan-device=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const here = async (person: Person = 'phongvien') => {
      const response = await host.fetch('/api/auth/sign-in/email', {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: cookie?.split(';')[0] ?? '' },
        body: JSON.stringify({ email: emailOf(person), password: 'toasoan-demo' }),
      });
      return ((await response.json()) as Step).secondFactor === undefined;
    };
    expect(await here()).toBe(true);
    expect((await signInByPassword('phongvien')).body.secondFactor).toBeDefined();
    await withTotp('bientap');
    expect(await here('bientap')).toBe(false);

    expect((await state(desk)).rememberedDevices).toBe(1);
    expect((await desk.delete('/api/account/second-factor/devices')).body).toMatchObject({
      rememberedDevices: 0,
    });
    expect(await here()).toBe(false);
    advanceClock(31 * 24 * 60 * minute);
    expect(await here()).toBe(false);
  });
});

describe('a second factor that the newsroom requires', () => {
  const require = async (roles: Role[]) => {
    const admin = await signedIn('quantri');
    const { etag } = (await admin.get<Newsroom>('/api/newsroom')).body;
    return admin.patch('/api/newsroom', { secondFactorRoles: roles }, etag);
  };

  test('stops sessions of these roles until it is set up', async () => {
    const journalist = await signedIn('phongvien');
    const editor = await signedIn('bientap');
    expect((await require(['editor'])).status).toBe(200);
    expect((await journalist.get('/api/articles')).status).toBe(200);
    expect((await editor.get('/api/articles')).body.code).toBe('second-factor-required');
    expect((await editor.get<Viewer>('/api/me')).body.isSecondFactorMissing).toBe(true);
    expect((await state(editor)).isRequired).toBe(true);
    // The body, which is over the limit, is not read.
    expect((await editor.post('/api/articles', { title: 'x'.repeat(4_000_000) })).body.code).toBe(
      'second-factor-required',
    );

    const { desk } = await withTotp('bientap');
    expect((await desk.get<Viewer>('/api/me')).body.isSecondFactorMissing).toBe(false);
    expect((await desk.get('/api/articles')).status).toBe(200);
    expect((await desk.delete('/api/account/second-factor/totp')).body.code).toBe('second-factor-required');
    expect((await desk.get('/api/articles')).status).toBe(200);
  });

  test('is set by a recent proof of identity only', async () => {
    const admin = await signedIn('quantri');
    const { etag } = (await admin.get<Newsroom>('/api/newsroom')).body;
    advanceClock(11 * minute);
    const set = (body: object) => admin.patch('/api/newsroom', body, etag);
    expect((await set({ secondFactorRoles: ['admin'] })).body.code).toBe('reauthentication-required');
    expect((await set({ fourEyes: false })).body.code).toBe('reauthentication-required');
    expect((await set({ hours: '8:00 – 17:00' })).status).toBe(200);
  });
});

describe('a reset by an admin', () => {
  const reset = async (desk: ApiClient, person: Person) => {
    const { body } = await (await signedIn('quantri')).get<{ items: { id: string; email: string }[] }>(
      '/api/accounts',
    );
    const id = body.items.find(({ email }) => email === emailOf(person))?.id;
    return desk.post<{ code?: string; hasSecondFactor?: boolean }>(`/api/accounts/${id}/reset-second-factor`);
  };

  test('removes the second factors, ends the sessions, and is in the audit log', async () => {
    const { desk } = await withTotp('phongvien');
    const { status, body } = await reset(await signedIn('quantri'), 'phongvien');
    expect(status).toBe(200);
    expect(body.hasSecondFactor).toBe(false);
    expect((await desk.get('/api/me')).status).toBe(401);
    expect((await signInByPassword('phongvien')).body.user).toBeDefined();
    expect(await auditDetails('account.second-factor')).toEqual([
      { change: 'totp-on' },
      { change: 'reset-by-admin', endedSessions: expect.any(Number) },
    ]);
  });

  test('leaves no session of a second step at the same time', async () => {
    const { recoveryCodes } = await withTotp('phongvien');
    const token = await firstStep('phongvien');
    const admin = await signedIn('quantri');
    const steps = recoveryCodes.map((code) => secondStep(token, code, { kind: 'recovery-code' }));
    const [answers] = await Promise.all([Promise.all(steps), reset(admin, 'phongvien')]);
    const begun = answers.filter(({ status }) => status === 200);
    const seen = await Promise.all(
      begun.map(async (answer) => (await sessionOf(answer).get('/api/me')).status),
    );
    expect(seen.filter((status) => status !== 401)).toEqual([]);
    expect((await secondStep(token, recoveryCodes[0] ?? '', { kind: 'recovery-code' })).status).toBe(401);
  });

  test('is for admins, for somebody else, after a recent proof of identity', async () => {
    await withTotp('phongvien');
    const admin = await signedIn('quantri');
    expect((await reset(await signedIn('bientap'), 'phongvien')).body.code).toBe('not-permitted');
    expect((await reset(admin, 'quantri')).body.code).toBe('own-account');
    advanceClock(11 * minute);
    expect((await reset(admin, 'phongvien')).body.code).toBe('reauthentication-required');
  });
});
