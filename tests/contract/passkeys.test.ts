import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { SecondFactor } from '../../domain/contract/second-factor.ts';
import type { SecondFactorStep, Viewer } from '../../domain/contract/session.ts';
import { passkeys, sessions, users } from '../../server/db/schema.ts';
import { anAuthenticator } from '../builders/authenticator.ts';
import {
  type ApiClient,
  advanceClock,
  anonymous,
  apiClientOf,
  emailOf,
  host,
  minute,
  resetBeforeEach,
  signedIn,
} from './desk.ts';
import {
  onThisHost,
  passkeyOptions,
  registerPasskey,
  signInByPasskey,
  signInChallenge,
  withPasskey,
} from './factors.ts';

resetBeforeEach();

const state = async (desk: ApiClient) => (await desk.get<SecondFactor>('/api/account/second-factor')).body;

describe('a passkey', () => {
  test('signs in alone, as both factors', async () => {
    const { authenticator } = await withPasskey('phongvien');
    const answer = await signInByPasskey(
      authenticator.get({ ...onThisHost, challenge: await signInChallenge() }),
    );
    expect(answer.status).toBe(200);
    const desk = apiClientOf(host.clientOf(answer.headers));
    expect((await desk.get<Viewer>('/api/me')).body.email).toBe(emailOf('phongvien'));
    const rows = await host.db.select().from(sessions).where(eq(sessions.method, 'passkey'));
    expect(rows).toMatchObject([{ hasSecondFactor: true }]);
    expect((await state(desk)).passkeys).toMatchObject([
      { name: 'Điện thoại', lastUsedAt: host.clock.now().toISOString() },
    ]);
  });

  test('makes the password need a second step, and comes with recovery codes', async () => {
    const { recoveryCodes } = await withPasskey('phongvien');
    expect(recoveryCodes).toHaveLength(10);
    const { body } = await anonymous.post<{ secondFactor: SecondFactorStep }>('/api/auth/sign-in/email', {
      email: emailOf('phongvien'),
      password: 'toasoan-demo',
    });
    expect(body.secondFactor).toMatchObject({ hasTotp: false, hasPasskey: true, hasRecoveryCodes: true });
    const { status } = await anonymous.post('/api/auth/sign-in/second-factor', {
      ...{ token: body.secondFactor.token, kind: 'recovery-code', code: recoveryCodes[0] },
    });
    expect(status).toBe(200);
  });

  test('of a second device brings no new recovery codes and ends no session', async () => {
    const { desk } = await withPasskey('phongvien');
    const { body } = await registerPasskey(desk);
    expect(body.recoveryCodes).toBeNull();
    expect((await state(desk)).passkeys).toHaveLength(2);
  });

  test('is bound to the desk’s address: that of the page counts, never a Host header', async () => {
    const desk = await signedIn('phongvien');
    const evil = { origin: 'https://evil.example' };
    expect((await registerPasskey(desk, anAuthenticator(), evil)).body.code).toBe('wrong-credentials');
    expect((await registerPasskey(desk, anAuthenticator(), { rpId: 'evil.example' })).body.code).toBe(
      'wrong-credentials',
    );
    const { authenticator } = await withPasskey('bientap');
    const challenge = await signInChallenge();
    expect((await signInByPasskey(authenticator.get({ ...evil, challenge }))).body.code).toBe(
      'wrong-credentials',
    );
    expect(
      (await signInByPasskey(authenticator.get({ ...onThisHost, rpId: 'evil.example', challenge }))).status,
    ).toBe(401);
    expect((await passkeyOptions(desk, '/api/account/passkeys/options')).rp?.id).toBe('localhost');
  });

  test('needs the person to be verified by the device', async () => {
    const desk = await signedIn('phongvien');
    expect((await registerPasskey(desk, anAuthenticator(), { isVerified: false })).status).toBe(401);
    const { authenticator } = await withPasskey('phongvien');
    const challenge = await signInChallenge();
    expect(
      (await signInByPasskey(authenticator.get({ ...onThisHost, challenge, isVerified: false }))).status,
    ).toBe(401);
  });

  test('answers each challenge once, also at the same time', async () => {
    const { authenticator } = await withPasskey('phongvien');
    const credential = authenticator.get({ ...onThisHost, challenge: await signInChallenge() });
    const answers = await Promise.all([
      signInByPasskey(credential),
      signInByPasskey(credential),
      signInByPasskey(credential),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    expect((await signInByPasskey(credential)).status).toBe(401);
  });

  test('is refused with a challenge that is older than five minutes, invented, or for something else', async () => {
    const { authenticator, desk } = await withPasskey('phongvien');
    const old = await signInChallenge();
    advanceClock(5 * minute);
    const confirmation = await passkeyOptions(desk, '/api/auth/reauthenticate/passkey-options');
    const registration = await passkeyOptions(desk, '/api/account/passkeys/options');
    for (const challenge of [old, 'aW52ZW50ZWQ', confirmation.challenge, registration.challenge]) {
      expect((await signInByPasskey(authenticator.get({ ...onThisHost, challenge }))).status).toBe(401);
    }
  });

  test('of another authenticator under the same id is refused', async () => {
    const { authenticator } = await withPasskey('phongvien');
    const challenge = await signInChallenge();
    const { id, rawId } = authenticator.get({ ...onThisHost, challenge });
    expect(
      (await signInByPasskey({ ...anAuthenticator().get({ ...onThisHost, challenge }), id, rawId })).status,
    ).toBe(401);
    expect((await signInByPasskey(anAuthenticator().get({ ...onThisHost, challenge }))).status).toBe(401);
  });

  test('belongs to one account', async () => {
    const { authenticator } = await withPasskey('phongvien');
    const { body } = await registerPasskey(await signedIn('bientap'), authenticator);
    expect(body.code).toBe('in-use');
  });

  test('of a suspended account is told so', async () => {
    const { authenticator } = await withPasskey('phongvien');
    await host.db.update(users).set({ suspendedAt: new Date() });
    const { body } = await signInByPasskey(
      authenticator.get({ ...onThisHost, challenge: await signInChallenge() }),
    );
    expect(body.code).toBe('suspended');
  });

  test('is renamed and removed by its owner only', async () => {
    const { desk, authenticator } = await withPasskey('phongvien');
    const [passkey] = (await state(desk)).passkeys;
    const path = `/api/account/passkeys/${passkey?.id}`;
    const stranger = await signedIn('bientap');
    expect((await stranger.patch(path, { name: 'Của tôi' })).status).toBe(404);
    expect((await stranger.delete(path)).status).toBe(404);
    await desk.patch(path, { name: 'Máy tính' });
    expect((await state(desk)).passkeys).toMatchObject([{ name: 'Máy tính' }]);

    const challenge = await signInChallenge();
    expect((await desk.delete(path)).body).toMatchObject({ passkeys: [], recoveryCodesLeft: 0 });
    expect((await signInByPasskey(authenticator.get({ ...onThisHost, challenge }))).status).toBe(401);
    expect(await host.db.select().from(passkeys)).toEqual([]);
  });
});

describe('proving the identity again with a passkey', () => {
  const confirm = async (desk: ApiClient, answer: (challenge: string) => object) => {
    const { challenge } = await passkeyOptions(desk, '/api/auth/reauthenticate/passkey-options');
    return desk.post('/api/auth/reauthenticate', { credential: answer(challenge) });
  };

  test('is accepted from the person’s own passkey, for this session', async () => {
    const { desk, authenticator } = await withPasskey('phongvien');
    advanceClock(11 * minute);
    expect((await desk.post('/api/account/passkeys/options')).body.code).toBe('reauthentication-required');
    const answer = await confirm(desk, (challenge) => authenticator.get({ ...onThisHost, challenge }));
    expect(answer.status).toBe(200);
    expect((await desk.post('/api/account/passkeys/options')).status).toBe(200);
  });

  test('is refused from a passkey of somebody else, and with the challenge of another session', async () => {
    const { desk } = await withPasskey('phongvien');
    const { desk: editor, authenticator } = await withPasskey('bientap');
    expect((await confirm(desk, (challenge) => authenticator.get({ ...onThisHost, challenge }))).status).toBe(
      401,
    );
    const { challenge } = await passkeyOptions(desk, '/api/auth/reauthenticate/passkey-options');
    const credential = authenticator.get({ ...onThisHost, challenge });
    expect((await editor.post('/api/auth/reauthenticate', { credential })).status).toBe(401);
  });
});
