import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { startMailServer, type TestMailServer } from '../../tests/hosts/smtp-server.ts';
import { createTestDatabase } from '../../tests/hosts/test-database.ts';
import { createAccount } from '../auth/auth.ts';
import { type Backend, createBackend } from '../backend.ts';
import type { OpenDatabase } from '../db/database.ts';
import { accountLinks, auditLog, users } from '../db/schema.ts';
import { memoryFiles } from '../files/memory-files.ts';
import { noLinkCheck } from '../link-check.ts';
import { openPostgres } from '../node/db/postgres.ts';
import { sharpImages } from '../node/images/sharp-images.ts';
import { readPortalFiles } from '../node/portal-files.ts';
import { smtpMailer } from '../node/smtp-mailer.ts';

/* A real mail server, and PostgreSQL, whose locks show what a request reads. */

let database: OpenDatabase;
let backend: Backend;
let mailServer: TestMailServer;
let now = new Date('2026-03-11T07:06:00.000Z');
const logged: unknown[] = [];

const lan = { id: 'lan', email: 'lan@example.vn', name: 'Đỗ Ngọc Lan', role: 'journalist' } as const;
const ha = { id: 'ha', email: 'ha@example.vn', name: 'Phạm Thanh Hà', role: 'admin' } as const;
const password = 'con mèo nằm trên mái ngói';

beforeAll(async () => {
  database = await openPostgres(await createTestDatabase(inject('postgresUrl')));
  mailServer = await startMailServer();
  for (const account of [lan, ha]) await createAccount(database.db, { ...account, password });
  const log = (...args: unknown[]) => void logged.push(args);
  backend = createBackend({
    db: database.db,
    files: memoryFiles(),
    images: sharpImages(),
    links: noLinkCheck,
    portalFiles: await readPortalFiles(),
    clock: () => now,
    logger: { info: log, warn: log, error: log },
    demo: null,
    sessionTransport: 'bearer',
    secret: 'a secret of no importance, because nothing outlives the test',
    allowedOrigins: [],
    mailer: smtpMailer({
      smtpUrl: mailServer.url,
      from: 'toasoan@example.vn',
      deskUrl: 'https://desk.example.vn',
    }),
  });
});
afterAll(async () => {
  await backend.collab.close();
  await backend.background.settled();
  await database.close();
  await mailServer.close();
});

function post(path: string, body: object, authorization = ''): Promise<Response> {
  return Promise.resolve(
    backend.api.request(`/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
      body: JSON.stringify(body),
    }),
  );
}

const ask = (email: string) => post('/account-links/forgotten', { email });
const tokenIn = (text: string) => /#token=([\w-]{43})/.exec(text)?.[1];

async function signIn(email: string, typed = password): Promise<Response> {
  return post('/auth/sign-in/email', { email, password: typed });
}

test('a link is mailed, works once within the hour, and its use is mailed', async () => {
  const session = `Bearer ${(await signIn(lan.email)).headers.get('set-auth-token')}`;
  expect((await ask(' LAN@example.vn')).status).toBe(202);
  const mail = await mailServer.next(lan.email);
  expect(mail.subject).toBe('Đặt lại mật khẩu ở Tòa Soạn');
  expect(mail.text).toContain('đến hết Thứ Tư, 11/03/2026 15:06');
  const token = tokenIn(mail.text);
  expect(mail.text).toContain(`\nhttps://desk.example.vn/reset#token=${token}\n`);

  const used = await post('/account-links/use', { token, password: 'trời hôm nay đẹp quá' });
  expect(used.status).toBe(200);
  const after = await mailServer.next(lan.email);
  expect(after.subject).toBe('Mật khẩu đã đổi ở Tòa Soạn');
  expect(after.text).toContain('Mật khẩu của bạn vừa được đổi.');
  expect((await post('/account-links/use', { token, password })).status).toBe(410);
  expect((await signIn(lan.email)).status).toBe(401);
  expect((await signIn(lan.email, 'trời hôm nay đẹp quá')).status).toBe(200);
  const me = await backend.api.request('/api/me', { headers: { authorization: session } });
  expect(me.status).toBe(401);

  await ask(lan.email);
  const late = tokenIn((await mailServer.next(lan.email)).text);
  now = new Date(now.getTime() + 61 * 60_000);
  expect((await post('/account-links/look', { token: late })).status).toBe(410);
  expect(JSON.stringify(logged)).not.toContain('token=');
  const events = await database.db.select().from(auditLog).where(eq(auditLog.action, 'account.forgotten'));
  expect(events.map(({ subjectId }) => subjectId)).toEqual(['lan', 'lan']);
});

test('an unknown or suspended account gets no mail, no link and no entry in the log', async () => {
  now = new Date(now.getTime() + 61 * 60_000);
  await database.db.update(users).set({ suspendedAt: now }).where(eq(users.id, 'lan'));
  const links = await database.db.$count(accountLinks);
  const entries = await database.db.$count(auditLog);
  const mails = mailServer.received.length;
  for (const email of [lan.email, 'khong-co-ai@example.vn']) expect((await ask(email)).status).toBe(202);
  await backend.background.settled();
  await database.db.update(users).set({ suspendedAt: null }).where(eq(users.id, 'lan'));
  expect(await database.db.$count(accountLinks)).toBe(links);
  expect(await database.db.$count(auditLog)).toBe(entries);
  expect(mailServer.received).toHaveLength(mails);
});

test('the answer comes before anything is read that tells whether the account exists', async () => {
  now = new Date(now.getTime() + 61 * 60_000);
  // While these tables are locked, a request that read one of them would wait.
  await database.db.transaction(async (tx) => {
    await tx.execute(
      sql`lock table users, accounts, account_links, sessions, audit_log in access exclusive mode`,
    );
    for (const email of [lan.email, 'khong-co-ai@example.vn']) expect((await ask(email)).status).toBe(202);
  });
  await backend.background.settled();
  await mailServer.next(lan.email);
});

test('at most three mails an hour go to one account, with the same answer', async () => {
  now = new Date(now.getTime() + 61 * 60_000);
  const before = mailServer.received.length;
  for (let index = 0; index < 5; index += 1) expect((await ask(lan.email)).status).toBe(202);
  await backend.background.settled();
  expect(mailServer.received).toHaveLength(before + 3);
  // The expired links of the tests above are deleted.
  expect(await database.db.$count(accountLinks)).toBe(3);
  for (let index = 0; index < 3; index += 1) await mailServer.next(lan.email);
});

test('the owner is told of a link that an admin makes, and of its use by whomever', async () => {
  const session = `Bearer ${(await signIn(ha.email)).headers.get('set-auth-token')}`;
  const made = await post('/accounts/lan/reset-link', {}, session);
  const { path } = (await made.json()) as { path: string };
  const mail = await mailServer.next(lan.email);
  expect(mail.text).toContain('Phạm Thanh Hà tạo cho bạn liên kết');
  expect(mail.text).toContain('Phạm Thanh Hà cũng thấy liên kết này.');
  await post('/account-links/use', { token: tokenIn(path), password });
  const after = await mailServer.next(lan.email);
  expect(after.text).toContain('đặt lại bằng liên kết do Phạm Thanh Hà tạo');
  const [entry] = await database.db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.action, 'account.password'), eq(auditLog.subjectId, 'lan')))
    .orderBy(sql`${auditLog.number} desc`);
  expect(entry?.detail).toMatchObject({ linkBy: 'ha' });
});

test('the owner is told of another role', async () => {
  const session = `Bearer ${(await signIn(ha.email)).headers.get('set-auth-token')}`;
  const response = await backend.api.request('/api/accounts/lan', {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', authorization: session },
    body: JSON.stringify({ role: 'editor' }),
  });
  expect(response.status).toBe(200);
  const mail = await mailServer.next(lan.email);
  expect(mail.text).toContain('Phạm Thanh Hà vừa đổi vai trò của bạn thành biên tập viên.');
});
