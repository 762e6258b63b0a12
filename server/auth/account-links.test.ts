import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccountLink } from '../../domain/contract/accounts.ts';
import { type Backend, createBackend } from '../backend.ts';
import type { OpenDatabase } from '../db/database.ts';
import { memoryFiles } from '../files/memory-files.ts';
import { noLinkCheck } from '../link-check.ts';
import type { Mail } from '../mail/mailer.ts';
import { openPglite } from '../node/db/pglite.ts';
import { sharpImages } from '../node/images/sharp-images.ts';
import { readPortalFiles } from '../node/portal-files.ts';
import { createAccount } from './auth.ts';

let database: OpenDatabase;
let backend: Backend;
let authorization: string;
let isMailDown = false;
const sent: Mail[] = [];
const logged: unknown[] = [];

beforeAll(async () => {
  database = await openPglite('snapshot');
  const admin = { email: 'ha@example.vn', name: 'Phạm Thanh Hà', role: 'admin', id: 'ha' } as const;
  await createAccount(database.db, { ...admin, password: 'một mật khẩu dài' });
  const log = (...args: unknown[]) => void logged.push(args);
  backend = createBackend({
    db: database.db,
    files: memoryFiles(),
    images: sharpImages(),
    links: noLinkCheck,
    portalFiles: await readPortalFiles(),
    clock: () => new Date('2026-03-11T07:06:00.000Z'),
    logger: { info: log, warn: log, error: log },
    demo: null,
    sessionTransport: 'bearer',
    secret: 'a secret of no importance, because nothing outlives the test',
    allowedOrigins: [],
    mailer: {
      deskUrl: 'https://desk.example.vn',
      async send(mail) {
        if (isMailDown) throw Object.assign(new Error(`refused: ${mail.text}`), { code: 'EENVELOPE' });
        sent.push(mail);
      },
    },
  });
  const signedIn = await backend.api.request('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: admin.email, password: 'một mật khẩu dài' }),
  });
  authorization = `Bearer ${signedIn.headers.get('set-auth-token')}`;
});
afterAll(async () => {
  await backend.collab.close();
  await database.close();
});

async function invite(email: string): Promise<AccountLink> {
  const response = await backend.api.request('https://attacker.example/api/invitations', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization, host: 'attacker.example' },
    body: JSON.stringify({ name: 'Đỗ Ngọc Lan', email, role: 'journalist' }),
  });
  expect(response.status).toBe(201);
  const { link } = (await response.json()) as { link: AccountLink };
  return link;
}

test('a mailed link has the configured origin, regardless of the Host header', async () => {
  const link = await invite('lan@example.vn');
  expect(link.mail).toBe('sent');
  expect(sent.at(-1)).toMatchObject({ to: 'lan@example.vn', subject: 'Lời mời vào Tòa Soạn' });
  expect(sent.at(-1)?.text).toContain(`\nhttps://desk.example.vn${link.path}\n`);
  expect(sent.at(-1)?.text).not.toContain('attacker');
});

test('a mail that cannot be sent is reported; the link is returned and not logged', async () => {
  isMailDown = true;
  const link = await invite('mai@example.vn');
  expect(link.mail).toBe('failed');
  expect(link.path).toMatch(/^\/invite#token=[\w-]{43}$/);
  expect(logged.at(-1)).toEqual([
    { event: 'mail-failed', kind: 'invitation', code: 'EENVELOPE' },
    expect.any(String),
  ]);
  expect(JSON.stringify(logged)).not.toContain('token=');
});
