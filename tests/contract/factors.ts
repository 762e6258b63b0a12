import { TOTP } from 'otpauth';
import type { SecondFactorStep } from '../../domain/contract/session.ts';
import { demoPassword } from '../../mocks/newsroom/newsroom.ts';
import { anAuthenticator } from '../builders/authenticator.ts';
import { type ApiClient, advanceClock, anonymous, emailOf, host, type Person, signedIn } from './desk.ts';

/** The code of an authenticator app at the host's time, some steps of 30 s later. */
export const codeOf = (secret: string, stepsLater = 0) =>
  new TOTP({ secret }).generate({ timestamp: host.clock.now().getTime() + stepsLater * 30_000 });
export const nextStep = () => advanceClock(30_000);

export type Step = { user?: object; secondFactor?: SecondFactorStep };

export const signInByPassword = (person: Person) =>
  anonymous.post<Step>('/api/auth/sign-in/email', { email: emailOf(person), password: demoPassword });

/** The token of the second step, after the right password. */
export async function firstStep(person: Person): Promise<string> {
  const { body } = await signInByPassword(person);
  if (!body.secondFactor) throw new Error(`No second step: ${JSON.stringify(body)}`);
  return body.secondFactor.token;
}

export const secondStep = (token: string, code: string, more: object = {}) =>
  anonymous.post('/api/auth/sign-in/second-factor', { token, code, kind: 'totp', ...more });

export async function startTotp(desk: ApiClient): Promise<{ secret: string; uri: string }> {
  return (await desk.post<{ secret: string; uri: string }>('/api/account/second-factor/totp/start')).body;
}

/** Sets up the authenticator app. */
export async function withTotp(person: Person) {
  const desk = await signedIn(person);
  const { secret, uri } = await startTotp(desk);
  const confirmed = await desk.post<{ recoveryCodes: string[] }>('/api/account/second-factor/totp', {
    code: codeOf(secret),
  });
  if (confirmed.status !== 200) throw new Error(JSON.stringify(confirmed.body));
  nextStep();
  return { desk, secret, uri, recoveryCodes: confirmed.body.recoveryCodes };
}

type Options = { challenge: string; rp?: { id: string }; rpId?: string };
type Ceremony = Omit<Parameters<ReturnType<typeof anAuthenticator>['get']>[0], 'challenge'>;

/** The ceremony's values of a page of the host. */
export const onThisHost = { origin: host.origin };
export const passkeyOptions = async (desk: ApiClient, path: string) => (await desk.post<Options>(path)).body;

export async function registerPasskey(
  desk: ApiClient,
  authenticator = anAuthenticator(),
  ceremony: Partial<Ceremony> = {},
) {
  const { challenge } = await passkeyOptions(desk, '/api/account/passkeys/options');
  return desk.post<{ code?: string; recoveryCodes?: string[] | null }>('/api/account/passkeys', {
    name: 'Điện thoại',
    credential: authenticator.create({ ...onThisHost, challenge, ...ceremony }),
  });
}

export async function withPasskey(person: Person) {
  const desk = await signedIn(person);
  const authenticator = anAuthenticator();
  const { status, body } = await registerPasskey(desk, authenticator);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return { desk, authenticator, recoveryCodes: body.recoveryCodes ?? [] };
}

export const signInChallenge = async () =>
  (await passkeyOptions(anonymous, '/api/auth/passkey-options')).challenge;

export const signInByPasskey = (credential: object) =>
  anonymous.post('/api/auth/sign-in/passkey', { credential });
