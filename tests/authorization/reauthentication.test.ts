import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { limits } from '../../domain/limits.ts';
import { demoUserId } from '../../mocks/seed.ts';
import { sessions } from '../../server/db/schema.ts';
import { type Client, hostUnderTest, type TestHost } from '../hosts/host.ts';
import { articleProbes, plainRequest, type Route, routes } from './probes.ts';
import { anArticle } from './subjects.ts';

/*
 * Which procedures ask for the identity again: each is called by an admin whose last proof of identity is older than ten
 * minutes.
 */

/** Reviewed: procedures that always ask. */
const reviewed = [
  'account.endOtherSessions',
  'account.endSession',
  'accounts.resetLink',
  'accounts.resetSecondFactor',
  'accounts.resume',
  'accounts.suspend',
  'secondFactor.addPasskey',
  'secondFactor.confirmTotp',
  'secondFactor.removePasskey',
  'secondFactor.removeTotp',
  'secondFactor.renewRecoveryCodes',
  'secondFactor.startPasskey',
  'secondFactor.startTotp',
  'singleSignOn.unlink',
];

/** Reviewed: procedures that ask for some input, with such an input. */
const conditional: Record<string, { path: string; body: object } | undefined> = {
  'accounts.update': { path: `/api/accounts/${demoUserId('phongvien')}`, body: { role: 'editor' } },
  'accounts.invite': {
    path: '/api/invitations',
    body: { name: 'Lê Hoa', email: 'hoa@bao.test', role: 'admin' },
  },
  'accounts.renewInvitation': undefined,
  'newsroom.update': { path: '/api/newsroom', body: { fourEyes: false } },
};

let host: TestHost;
let admin: Client;

beforeAll(async () => {
  host = await hostUnderTest();
  await host.reset();
  admin = await host.as('quantri@demo.test');
  await makeProofOld();
});

/** Also in case a request before has renewed it. */
async function makeProofOld(): Promise<void> {
  const authenticatedAt = new Date(Date.now() - (limits.reauthenticationMinutes + 1) * 60_000);
  await host.db
    .update(sessions)
    .set({ authenticatedAt })
    .where(eq(sessions.userId, demoUserId('quantri')));
}

async function asksAgain(path: string, init: RequestInit): Promise<boolean> {
  const response = await admin.fetch(path, { redirect: 'manual', ...init });
  const text = await response.text();
  return response.status === 403 && text.includes('"code":"reauthentication-required"');
}

const declared = (when: Route['reauthenticate']) =>
  routes.filter(({ reauthenticate }) => reauthenticate === when).map(({ name }) => name);

/** Those that end the session of the admin. */
const isSignOut = ({ name }: Route) => name.startsWith('session.signOut');

test('the procedures that always ask again are the reviewed ones', async () => {
  const asking: string[] = [];
  for (const route of routes.filter((one) => one.grant !== 'article' && !isSignOut(one))) {
    await makeProofOld();
    const { path, init } = plainRequest(route);
    if (await asksAgain(path, init)) asking.push(route.name);
  }
  expect(asking.sort()).toEqual(reviewed);
  expect(declared('always').sort()).toEqual(reviewed);
});

test('no procedure on an article asks again', async () => {
  const { db } = host;
  for (const route of routes.filter(({ grant }) => grant === 'article')) {
    for (const probe of articleProbes(route)) {
      const article = await anArticle(db, 'the journalist’s', 'review', new Date());
      const init = {
        method: probe.method,
        ...(probe.body !== undefined && {
          body: JSON.stringify(probe.body),
          headers: { 'content-type': 'application/json' },
        }),
      };
      expect([probe.section, await asksAgain(probe.path(article), init)]).toEqual([probe.section, false]);
    }
  }
});

test('the procedures that ask again for some input are the reviewed ones', async () => {
  expect(declared('sometimes').sort()).toEqual(Object.keys(conditional).sort());
  await makeProofOld();
  for (const [name, request] of Object.entries(conditional)) {
    const method = routes.find((route) => route.name === name)?.method ?? 'POST';
    if (!request) continue;
    const headers = { 'content-type': 'application/json', 'if-match': '*' };
    const isAsking = await asksAgain(request.path, { method, headers, body: JSON.stringify(request.body) });
    expect([name, isAsking]).toEqual([name, true]);
  }
});

test('an invitation of an editor is renewed only after a recent proof', async () => {
  await host.db
    .update(sessions)
    .set({ authenticatedAt: new Date() })
    .where(eq(sessions.userId, demoUserId('quantri')));
  const invited = await admin.fetch('/api/invitations', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Lê Hoa', email: 'hoa2@bao.test', role: 'editor' }),
  });
  const { invitation } = (await invited.json()) as { invitation: { id: string } };
  await makeProofOld();
  expect(await asksAgain(`/api/invitations/${invitation.id}/renew`, { method: 'POST' })).toBe(true);
});

test('the export of the audit log asks again, the log itself does not', async () => {
  await makeProofOld();
  expect(await asksAgain('/api/audit.csv', {})).toBe(true);
  expect(await asksAgain('/api/audit', {})).toBe(false);
});
