import { traverseContractProcedures } from '@orpc/server';
import { count, desc, eq, gt, max } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { type AuditAction, auditActions, auditGroups } from '../../domain/audit.ts';
import type { AccountLink } from '../../domain/contract/accounts.ts';
import type { AuditEntry } from '../../domain/contract/audit.ts';
import { contract } from '../../domain/contract/contract.ts';
import type { SecondFactor } from '../../domain/contract/second-factor.ts';
import { demoPassword } from '../../mocks/newsroom/newsroom.ts';
import { appendAuditRecords, recordAudit } from '../../server/audit/audit-log.ts';
import { ensureSetupToken } from '../../server/auth/setup-token.ts';
import { auditHead, auditLog, users } from '../../server/db/schema.ts';
import { aPicture } from '../builders/pictures.ts';
import {
  type ApiClient,
  aDraft,
  advanceClock,
  anonymous,
  anUploadedPicture,
  aPublishedArticle,
  articleContent,
  contentOf,
  emailOf,
  figure,
  host,
  minute,
  performTransition,
  readResponse,
  requestTransition,
  resetBeforeEach,
  signedIn,
  startTime,
} from './desk.ts';
import {
  codeOf,
  firstStep,
  onThisHost,
  registerPasskey,
  secondStep,
  signInByPasskey,
  signInChallenge,
  startTotp,
  withPasskey,
  withTotp,
} from './factors.ts';
import { aCompleteUpload } from './tus.ts';

resetBeforeEach();

type Page = { items: AuditEntry[]; nextCursor: string | null };

const list = async (desk: ApiClient, query = ''): Promise<Page> => {
  const { status, body } = await desk.get<Page>(`/api/audit?limit=100&${query}`);
  expect(status, query).toBe(200);
  return body;
};
const actions = async (desk: ApiClient, query = '') =>
  (await list(desk, query)).items.map(({ action }) => action);

const lastNumber = async () =>
  (await host.db.select({ last: max(auditLog.number) }).from(auditLog))[0]?.last ?? 0;
const since = (number: number) =>
  host.db.select().from(auditLog).where(gt(auditLog.number, number)).orderBy(auditLog.number);

/** Sends a request with `If-Match: *`. @throws unless it succeeds. */
async function send(desk: ApiClient, method: string, path: string, body?: unknown): Promise<{ id: string }> {
  const response = await desk.fetch(path, {
    method,
    headers: { 'if-match': '*', ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer = await readResponse<{ id: string }>(response);
  if (answer.status >= 300)
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

const tokenOf = ({ path }: AccountLink) => path.split('#token=')[1] ?? '';
const newcomer = { name: 'Đỗ Ngọc Lan', email: 'lan@example.vn', role: 'journalist' };
const invite = async (admin: ApiClient) =>
  (await admin.post<{ invitation: { id: string }; link: AccountLink }>('/api/invitations', newcomer)).body;
const userIdOf = async (email: string) =>
  (await host.db.select({ id: users.id }).from(users).where(eq(users.email, email)))[0]?.id ?? '';
const aFanpage = (admin: ApiClient, name = 'fanpage') =>
  send(admin, 'POST', '/api/fanpages', { name, url: `https://www.facebook.com/${name}.haiphong` });
const aCategory = (admin: ApiClient, name: string) => send(admin, 'POST', '/api/categories', { name });

async function onlyPasskey(desk: ApiClient): Promise<string> {
  const { body } = await desk.get<SecondFactor>('/api/account/second-factor');
  const [passkey] = body.passkeys;
  if (!passkey) throw new Error('No passkey');
  return passkey.id;
}

type Cast = { journalist: ApiClient; editor: ApiClient; admin: ApiClient };

/** For each writing procedure: prepares its data and returns the call. A missing procedure fails the test by name. */
const calls: Record<string, (cast: Cast) => Promise<() => Promise<unknown>>> = {
  'session.setup': async () => {
    await host.db.update(users).set({ role: 'editor' });
    const token = await ensureSetupToken(host.db);
    const admin = { token, name: 'Quản trị', email: 'dau@example.vn', password: 'một mật khẩu dài' };
    return () => send(anonymous, 'POST', '/api/setup', admin);
  },
  'session.signIn': async () => () =>
    send(anonymous, 'POST', '/api/auth/sign-in/email', {
      email: emailOf('phongvien'),
      password: demoPassword,
    }),
  'session.signOut':
    async ({ journalist }) =>
    () =>
      send(journalist, 'POST', '/api/auth/sign-out'),
  'session.signOutEverywhere':
    async ({ journalist }) =>
    () =>
      send(journalist, 'POST', '/api/auth/revoke-sessions'),
  'session.signInSecondFactor': async () => {
    const { secret } = await withTotp('phongvien');
    const token = await firstStep('phongvien');
    return () => secondStep(token, codeOf(secret));
  },
  'session.signInPasskey': async () => {
    const { authenticator } = await withPasskey('phongvien');
    const challenge = await signInChallenge();
    return () => signInByPasskey(authenticator.get({ ...onThisHost, challenge }));
  },
  'secondFactor.confirmTotp': async ({ journalist }) => {
    const { secret } = await startTotp(journalist);
    return () => send(journalist, 'POST', '/api/account/second-factor/totp', { code: codeOf(secret) });
  },
  'secondFactor.removeTotp': async () => {
    const { desk } = await withTotp('phongvien');
    return () => send(desk, 'DELETE', '/api/account/second-factor/totp');
  },
  'secondFactor.renewRecoveryCodes': async () => {
    const { desk } = await withTotp('phongvien');
    return () => send(desk, 'POST', '/api/account/second-factor/recovery-codes');
  },
  'secondFactor.forgetDevices':
    async ({ journalist }) =>
    () =>
      send(journalist, 'DELETE', '/api/account/second-factor/devices'),
  'secondFactor.addPasskey':
    async ({ journalist }) =>
    () =>
      registerPasskey(journalist),
  'secondFactor.renamePasskey': async () => {
    const { desk } = await withPasskey('phongvien');
    const id = await onlyPasskey(desk);
    return () => send(desk, 'PATCH', `/api/account/passkeys/${id}`, { name: 'Máy cũ' });
  },
  'secondFactor.removePasskey': async () => {
    const { desk } = await withPasskey('phongvien');
    const id = await onlyPasskey(desk);
    return () => send(desk, 'DELETE', `/api/account/passkeys/${id}`);
  },
  'accounts.resetSecondFactor': async ({ admin }) => {
    await withTotp('phongvien');
    const id = await userIdOf(emailOf('phongvien'));
    return () => send(admin, 'POST', `/api/accounts/${id}/reset-second-factor`);
  },
  'articles.create':
    async ({ journalist }) =>
    () =>
      send(journalist, 'POST', '/api/articles', {}),
  'articles.update': async ({ journalist }) => {
    const { id } = await aDraft(journalist);
    return () => send(journalist, 'PATCH', `/api/articles/${id}`, { tags: ['cảng'] });
  },
  'articles.trash': async ({ journalist }) => {
    const { id } = await aDraft(journalist);
    return () => send(journalist, 'DELETE', `/api/articles/${id}`);
  },
  'articles.transition': async ({ journalist }) => {
    const { id } = await aDraft(journalist);
    return () => performTransition(journalist, id, 'submit');
  },
  'articles.putContent': async ({ journalist }) => {
    const { id } = await aDraft(journalist);
    return () =>
      send(journalist, 'PUT', `/api/articles/${id}/content`, articleContent({ title: 'Tên khác' }));
  },
  'media.create':
    async ({ journalist }) =>
    () =>
      anUploadedPicture(journalist),
  'media.fetch':
    async ({ journalist }) =>
    () =>
      send(journalist, 'POST', '/api/media/fetch', { url: 'https://bao.example/anh/cang.jpg' }),
  'uploads.finish': async ({ journalist }) => {
    const id = await aCompleteUpload(journalist, await aPicture());
    return () => send(journalist, 'POST', `/api/uploads/${id}/media`);
  },
  'articles.saveRevision': async ({ journalist }) => {
    const { id } = await aDraft(journalist);
    return () => send(journalist, 'POST', `/api/articles/${id}/revisions`, { name: 'Bản đầu' });
  },
  'articles.restoreRevision': async ({ journalist }) => {
    const { id } = await aDraft(journalist);
    const revision = await send(journalist, 'POST', `/api/articles/${id}/revisions`, { name: 'Bản đầu' });
    await send(journalist, 'PUT', `/api/articles/${id}/content`, articleContent({ title: 'Tên khác' }));
    return () => send(journalist, 'POST', `/api/articles/${id}/revisions/${revision.id}/restore`, {});
  },
  'media.update': async ({ journalist }) => {
    const { id } = await anUploadedPicture(journalist);
    return () => send(journalist, 'PATCH', `/api/media/${id}`, { credit: 'Nguyễn Hồng Phong' });
  },
  'categories.create':
    async ({ admin }) =>
    () =>
      aCategory(admin, 'Khoa học'),
  'categories.update': async ({ admin }) => {
    const { id } = await aCategory(admin, 'Khoa học');
    return () => send(admin, 'PATCH', `/api/categories/${id}`, { description: 'Về khoa học' });
  },
  'categories.move': async ({ admin }) => {
    const [first, second] = [await aCategory(admin, 'Khoa học'), await aCategory(admin, 'Vũ trụ')];
    const to = { parentId: first.id, beforeId: null };
    return () => send(admin, 'POST', `/api/categories/${second.id}/move`, to);
  },
  'categories.merge': async ({ admin }) => {
    const [first, second] = [await aCategory(admin, 'Khoa học'), await aCategory(admin, 'Vũ trụ')];
    return () => send(admin, 'POST', `/api/categories/${second.id}/merge`, { intoId: first.id });
  },
  'categories.remove': async ({ admin }) => {
    const { id } = await aCategory(admin, 'Khoa học');
    return () => send(admin, 'DELETE', `/api/categories/${id}`);
  },
  'fanpages.create':
    async ({ admin }) =>
    () =>
      aFanpage(admin),
  'fanpages.update': async ({ admin }) => {
    const { id } = await aFanpage(admin);
    return () => send(admin, 'PATCH', `/api/fanpages/${id}`, { name: 'Tên khác' });
  },
  'fanpages.move': async ({ admin }) => {
    const [first, second] = [await aFanpage(admin, 'mot'), await aFanpage(admin, 'hai')];
    return () => send(admin, 'POST', `/api/fanpages/${second.id}/move`, { before: first.id });
  },
  'fanpages.remove': async ({ admin }) => {
    const { id } = await aFanpage(admin);
    return () => send(admin, 'DELETE', `/api/fanpages/${id}`);
  },
  'previews.createLink': async ({ journalist }) => {
    const { id } = await aDraft(journalist);
    return () =>
      send(journalist, 'POST', `/api/articles/${id}/preview-links`, { label: 'Nguồn tin', days: 1 });
  },
  'previews.revokeLink': async ({ journalist }) => {
    const { id } = await aDraft(journalist);
    const link = await send(journalist, 'POST', `/api/articles/${id}/preview-links`, { days: 1 });
    return () => send(journalist, 'DELETE', `/api/articles/${id}/preview-links/${link.id}`);
  },
  'newsroom.update':
    async ({ admin }) =>
    () =>
      send(admin, 'PATCH', '/api/newsroom', { name: 'Báo Cảng' }),
  'account.update':
    async ({ journalist }) =>
    () =>
      send(journalist, 'PATCH', '/api/account', { name: 'Tên khác' }),
  'account.changePassword':
    async ({ journalist }) =>
    () =>
      send(journalist, 'POST', '/api/account/password', {
        currentPassword: demoPassword,
        newPassword: 'một mật khẩu dài',
      }),
  'account.endSession': async ({ journalist }) => {
    await signedIn('phongvien');
    const { body } = await journalist.get<{ items: { id: string; isCurrent: boolean }[] }>(
      '/api/account/sessions',
    );
    const other = body.items.find(({ isCurrent }) => !isCurrent);
    return () => send(journalist, 'DELETE', `/api/account/sessions/${other?.id}`);
  },
  'account.endOtherSessions':
    async ({ journalist }) =>
    () =>
      send(journalist, 'POST', '/api/account/sessions/end-others'),
  'accounts.update': async ({ admin }) => {
    const id = await userIdOf(emailOf('phongvien'));
    return () => send(admin, 'PATCH', `/api/accounts/${id}`, { name: 'Tên khác' });
  },
  'accounts.suspend': async ({ admin }) => {
    const id = await userIdOf(emailOf('phongvien'));
    return () => send(admin, 'POST', `/api/accounts/${id}/suspend`);
  },
  'accounts.resume': async ({ admin }) => {
    const id = await userIdOf(emailOf('phongvien'));
    await send(admin, 'POST', `/api/accounts/${id}/suspend`);
    return () => send(admin, 'POST', `/api/accounts/${id}/resume`);
  },
  'accounts.resetLink': async ({ admin }) => {
    const id = await userIdOf(emailOf('phongvien'));
    return () => send(admin, 'POST', `/api/accounts/${id}/reset-link`);
  },
  'accounts.invite':
    async ({ admin }) =>
    () =>
      send(admin, 'POST', '/api/invitations', newcomer),
  'accounts.renewInvitation': async ({ admin }) => {
    const { invitation } = await invite(admin);
    return () => send(admin, 'POST', `/api/invitations/${invitation.id}/renew`);
  },
  'accounts.revokeInvitation': async ({ admin }) => {
    const { invitation } = await invite(admin);
    return () => send(admin, 'DELETE', `/api/invitations/${invitation.id}`);
  },
  'accountLinks.use': async ({ admin }) => {
    const { link } = await invite(admin);
    const body = { token: tokenOf(link), password: 'một mật khẩu dài' };
    return () => send(anonymous, 'POST', '/api/account-links/use', body);
  },
};

/** Procedures that these hosts cannot take so far, and the test that reads their entry. */
const recordedElsewhere: Record<string, string> = {
  // Without a mail server it does nothing.
  'accountLinks.forgotten': 'server/procedures/forgotten-password.test.ts',
  // Without a provider it is not found.
  'singleSignOn.unlink': 'server/procedures/single-sign-on.test.ts',
};

type Declared = { name: string; audit: AuditAction[] | string };
const writingProcedures: Declared[] = [];
traverseContractProcedures({ router: contract, path: [] }, ({ contract: procedure, path }) => {
  const { route, meta } = procedure['~orpc'];
  if (route.method === 'GET') return;
  const { audit = '' } = meta as { audit?: string | AuditAction[] };
  const isAction = (auditActions as readonly string[]).includes(String(audit));
  writingProcedures.push({ name: path.join('.'), audit: isAction ? [audit as AuditAction] : audit });
});

describe('every procedure other than GET', () => {
  test('declares in its contract which audit entry it writes, or why none', () => {
    const silent = writingProcedures.filter(
      ({ audit }) => !Array.isArray(audit) && !/^none: .{10,}/.test(audit),
    );
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  test.each(
    writingProcedures.filter(({ name, audit }) => Array.isArray(audit) && !(name in recordedElsewhere)),
  )('writes exactly one declared entry: $name', async ({ name, audit }) => {
    const call = calls[name];
    if (!call) throw new Error(`Add ${name} to the table of calls`);
    const cast = {
      journalist: await signedIn('phongvien'),
      editor: await signedIn('bientap'),
      admin: await signedIn('quantri'),
    };
    const run = await call(cast);
    const before = await lastNumber();
    await run();
    const rows = await since(before);
    expect(rows).toHaveLength(1);
    expect(audit).toContain(rows[0]?.action);
    expect(rows[0]?.actorName).not.toBeNull();
    expect(rows[0]?.at).toEqual(host.clock.now());
  });
});

test('every transition of an article is recorded with its note, its revision and both states', async () => {
  const [journalist, editor, admin] = [
    await signedIn('phongvien'),
    await signedIn('bientap'),
    await signedIn('quantri'),
  ];
  const { id } = await aDraft(journalist);
  await performTransition(journalist, id, 'submit');
  await performTransition(editor, id, 'return', { note: 'Thêm nguồn' });
  await performTransition(journalist, id, 'submit');
  const { contentHash } = await contentOf(editor, id);
  const publishAt = new Date(startTime.getTime() + 60 * minute).toISOString();
  await performTransition(editor, id, 'schedule', { contentHash, publishAt });
  await performTransition(editor, id, 'unschedule');
  await performTransition(editor, id, 'publish', { contentHash });
  await performTransition(editor, id, 'withdraw', { note: 'Sai tên' });
  const { items } = await list(admin, `subjectType=article&subjectId=${id}`);
  const entries = items.reverse();
  expect(entries.map(({ action }) => action)).toEqual([
    'article.create',
    'article.submit',
    'article.return',
    'article.submit',
    'article.schedule',
    'article.unschedule',
    'article.publish',
    'article.withdraw',
  ]);
  expect(entries[2]).toMatchObject({
    actor: { name: 'Lê Minh Châu' },
    subject: { type: 'article', id, name: 'Cảng Nam Hải Đình Vũ đón tàu lớn' },
    detail: { from: 'review', to: 'returned', note: 'Thêm nguồn', revisionId: expect.any(String) },
  });
  expect(entries[4]?.detail).toMatchObject({ publishAt });
});

test('refused, repeated and ineffective requests are not recorded', async () => {
  const [journalist, editor] = [await signedIn('phongvien'), await signedIn('bientap')];
  const { id } = await aDraft(journalist);
  const requestId = crypto.randomUUID();
  await requestTransition(journalist, id, 'submit', { requestId });
  const before = await lastNumber();
  expect((await requestTransition(journalist, id, 'submit', { requestId })).status).toBe(200);
  expect((await requestTransition(journalist, id, 'publish', { contentHash: '0'.repeat(64) })).status).toBe(
    403,
  );
  expect((await requestTransition(editor, id, 'return')).status).toBe(422);
  expect((await journalist.patch(`/api/articles/${id}`, { tags: ['a'] }, '*')).status).toBe(409);
  expect((await editor.patch(`/api/articles/${id}`, { tags: [] }, '*')).status).toBe(200);
  expect((await editor.put(`/api/articles/${id}/content`, articleContent())).status).toBe(200);
  expect(await since(before)).toEqual([]);
});

test('the audit log never contains article content, figure captions or passwords', async () => {
  const journalist = await signedIn('phongvien');
  const { id: mediaId } = await anUploadedPicture(journalist);
  const body = { type: 'doc', content: [figure(mediaId, { caption: 'Lời chú riêng' })] };
  await aDraft(journalist, { content: articleContent({ body }) });
  const text = JSON.stringify(await host.db.select().from(auditLog));
  for (const secret of ['Lời chú riêng', 'con tàu đầu tiên', 'toasoan-demo'])
    expect(text).not.toContain(secret);
});

test('sign-ins and sign-outs are recorded, and refused sign-ins with the attempted e-mail', async () => {
  const admin = await signedIn('quantri');
  const before = await lastNumber();
  const signIn = (email: string, password: string) =>
    anonymous.fetch('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
  await signIn('nobody@example.vn', 'hunter2');
  await signIn(emailOf('phongvien'), 'hunter2');
  const first = await signedIn('phongvien');
  const second = await signedIn('phongvien');
  await first.post('/api/auth/sign-out');
  await second.post('/api/auth/revoke-sessions');
  const rows = await since(before);
  expect(JSON.stringify(rows)).not.toContain('hunter2');
  const started = rows.filter(({ action }) => action === 'session.start');
  expect(started.every(({ actorName }) => actorName === 'Nguyễn Hải Miên')).toBe(true);
  expect(
    rows
      .filter(({ action }) => action !== 'session.start')
      .map((row) => [row.action, row.actorName, row.subjectName]),
  ).toEqual([
    ['session.refused', null, 'nobody@example.vn'],
    ['session.refused', null, emailOf('phongvien')],
    ['session.end', 'Nguyễn Hải Miên', 'Nguyễn Hải Miên'],
    ['session.end-all', 'Nguyễn Hải Miên', 'Nguyễn Hải Miên'],
  ]);
  const refused = await list(admin, 'group=session&q=nobody');
  expect(refused.items).toMatchObject([{ actor: null, subject: { type: 'account', id: null } }]);
});

test('repeated password attempts do not flood the audit log', async () => {
  const before = await lastNumber();
  const body = { email: emailOf('phongvien'), password: 'wrong' };
  await Promise.all(Array.from({ length: 14 }, () => anonymous.post('/api/auth/sign-in/email', body)));
  expect(await since(before)).toHaveLength(10);
});

test('concurrent writers leave no gap in the numbers of the audit log', async () => {
  const journalist = await signedIn('phongvien');
  const before = await lastNumber();
  await Promise.all(Array.from({ length: 12 }, () => journalist.post('/api/articles', {})));
  const rows = await since(before);
  expect(rows.map(({ number }) => number)).toEqual(
    Array.from({ length: 12 }, (_, index) => before + index + 1),
  );
  const [head] = await host.db.select().from(auditHead);
  expect(head?.hash).toBe(rows.at(-1)?.hash);
});

describe('reading the audit log', () => {
  test('is allowed only to admins, as a list and as a file', async () => {
    for (const path of ['/api/audit', '/api/audit.csv']) {
      expect((await anonymous.get(path)).status).toBe(401);
      for (const who of ['phongvien', 'bientap'] as const) {
        expect((await (await signedIn(who)).get(path)).body.code).toBe('not-permitted');
      }
    }
  });

  test('returns pages, newest first, while entries are being added', async () => {
    const [admin, journalist] = [await signedIn('quantri'), await signedIn('phongvien')];
    for (let count = 0; count < 7; count += 1) await aDraft(journalist);
    const seen: number[] = [];
    let cursor = '';
    do {
      const query = `group=article&limit=3${cursor && `&cursor=${cursor}`}`;
      const { body } = await admin.get<Page>(`/api/audit?${query}`);
      seen.push(...body.items.map(({ number }) => number));
      cursor = body.nextCursor ?? '';
      await aDraft(journalist);
    } while (cursor);
    expect(seen).toHaveLength(7);
    expect(seen).toEqual([...seen].sort((a, b) => b - a));
    expect((await admin.get('/api/audit?cursor=x')).body.fields).toEqual({ cursor: 'invalid' });
  });

  test('can be filtered by person, action, subject, time and text without accents', async () => {
    const [admin, journalist] = [await signedIn('quantri'), await signedIn('phongvien')];
    const first = await aDraft(journalist, { content: articleContent({ title: 'Cầu Rào' }) });
    advanceClock(60 * minute);
    const second = await aDraft(await signedIn('bientap'), {
      content: articleContent({ title: 'Phà Rừng' }),
    });
    await aFanpage(admin);
    const names = async (query: string) =>
      (await list(admin, `group=article&${query}`)).items.map(({ subject }) => subject.name);
    expect(await names('')).toEqual(['Phà Rừng', 'Cầu Rào']);
    expect(await names(`actorId=${await userIdOf(emailOf('phongvien'))}`)).toEqual(['Cầu Rào']);
    expect(await names(`subjectType=article&subjectId=${second.id}`)).toEqual(['Phà Rừng']);
    expect(await names('q=cau%20RAO%20mien')).toEqual(['Cầu Rào']);
    expect(await names('q=%25')).toHaveLength(2);
    const noon = new Date(startTime.getTime() + 30 * minute).toISOString();
    expect(await names(`to=${encodeURIComponent(noon)}`)).toEqual(['Cầu Rào']);
    expect(await names(`from=${encodeURIComponent(noon)}`)).toEqual(['Phà Rừng']);
    expect(await actions(admin, 'group=fanpage')).toEqual(['fanpage.create']);
    expect((await admin.get('/api/audit?group=nonsense&from=soon')).body.fields).toEqual({
      group: 'invalid',
      from: 'bad-date',
    });
    expect(first.id).not.toBe(second.id);
  });

  test('finds every action in the group of its name', () => {
    for (const action of auditActions) expect(auditGroups).toContain(action.split('.')[0]);
  });
});

describe('the exported file', () => {
  const file = async (desk: ApiClient, query = '') => {
    const response = await desk.fetch(`/api/audit.csv?${query}`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { response, bytes, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) };
  };

  test('opens in a spreadsheet with intact Vietnamese, and has the date in its name', async () => {
    const admin = await signedIn('quantri');
    await aPublishedArticle({ content: articleContent({ title: 'Ông nói: "Được, được"' }) });
    const { response, bytes, text } = await file(admin, 'group=article');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="nhat-ky-2026-03-11.csv"');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = text.slice(1).split('\r\n');
    expect(lines[0]).toBe(
      'Số,Thời điểm,Người thực hiện,Mã người thực hiện,Thao tác,Loại đối tượng,Đối tượng,Mã đối tượng,Chi tiết,Địa chỉ IP,SHA-256',
    );
    expect(lines[1]).toMatch(
      /^\d+,2026-03-11 14:06:00,Lê Minh Châu,demo-bientap,article\.publish,article,"Ông nói: ""Được, được""",/,
    );
    expect(lines.slice(1, -1).map((line) => line.split(',')[4])).toEqual([
      'article.publish',
      'article.submit',
      'article.create',
    ]);
    expect(lines.at(-1)).toBe('');
  });

  test.each(['=HYPERLINK("http://x")', '+84 225', '-1+1', '@SUM(A1)', '\t=1', '＝1'])(
    'never contains %j as a formula',
    async (title) => {
      const admin = await signedIn('quantri');
      await host.db.transaction((tx) =>
        recordAudit(
          tx,
          { clock: host.clock.now, auditSecret: 'any', clientAddress: null, user: null },
          { action: 'article.create', subject: { type: 'article', id: null, name: title } },
        ),
      );
      const { text } = await file(admin, 'group=article');
      const cell = `'${title}`;
      expect(text).toContain(`,${/["\r\n,]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell},`);
    },
  );

  test('contains all entries, however many, and its export is recorded', async () => {
    const admin = await signedIn('quantri');
    // Enough entries for three batches.
    const [{ rows } = { rows: 0 }] = await host.db.select({ rows: count() }).from(auditLog);
    const event = { action: 'media.create', subject: { type: 'media', id: null, name: 'b.jpg' } } as const;
    await host.db.transaction((tx) =>
      appendAuditRecords(
        tx,
        'any',
        Array.from({ length: 1_200 - rows }, () => ({ ...event, at: startTime, actor: null, address: null })),
      ),
    );
    const { text } = await file(admin);
    const numbers = text
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => Number(line.split(',')[0]));
    expect(numbers).toEqual(Array.from({ length: 1_201 }, (_, index) => 1_201 - index));
    const [last] = await host.db.select().from(auditLog).orderBy(desc(auditLog.number)).limit(1);
    expect(last).toMatchObject({
      action: 'audit.export',
      actorName: 'Phạm Thanh Hà',
      detail: { filter: {} },
    });
  });

  test('is refused with an unknown filter', async () => {
    const admin = await signedIn('quantri');
    const answer = await admin.get('/api/audit.csv?group=nonsense');
    expect([answer.status, answer.body.fields]).toEqual([422, { group: 'invalid' }]);
  });
});
