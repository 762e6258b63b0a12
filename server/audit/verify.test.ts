import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { createTestDatabase, createTestRole } from '../../tests/hosts/test-database.ts';
import { createAccount } from '../auth/auth.ts';
import { sqlStateOf } from '../classify-error.ts';
import type { Database, OpenDatabase, Transaction } from '../db/database.ts';
import { auditHead, auditLog, users } from '../db/schema.ts';
import { openPglite } from '../node/db/pglite.ts';
import { openPostgres } from '../node/db/postgres.ts';
import { type AuditOrigin, hashAuditRow, hmacOfHead, recordAudit, sealEmptyLog } from './audit-log.ts';
import { type AuditCheckpoint, verifyAudit } from './verify.ts';

const secret = 'the secret of the newsroom, thirty-two characters long';
const origin = {
  clock: () => new Date('2026-03-11T07:06:00.000Z'),
  auditSecret: secret,
  clientAddress: '203.0.113.7',
  user: { id: 'quantri', name: 'Phạm Thanh Hà' },
};

const write = (db: Database, count: number, over: Partial<AuditOrigin> = {}) =>
  db.transaction(async (tx) => {
    for (let index = 0; index < count; index += 1) {
      await recordAudit(
        tx,
        { ...origin, ...over },
        {
          action: 'article.update',
          subject: { type: 'article', id: `${index}`, name: `Bài số ${index}` },
          detail: { fields: ['tags', 'slug'], note: 'Sửa' },
        },
      );
    }
  });

describe.each(['PGlite', 'PostgreSQL'])('the log on %s', (kind) => {
  let database: OpenDatabase;
  let db: Database;

  beforeAll(async () => {
    database =
      kind === 'PGlite'
        ? await openPglite('snapshot')
        : await openPostgres(await createTestDatabase(inject('postgresUrl')));
    db = database.db;
  });
  afterAll(() => database.close());

  /** Changes rows as an owner of the database could: with the triggers disabled. */
  const tamper = (change: (tx: Transaction) => Promise<unknown>) =>
    db.transaction(async (tx) => {
      await tx.execute(sql`alter table audit_log disable trigger user`);
      await change(tx);
      await tx.execute(sql`alter table audit_log enable trigger user`);
    });
  const row = async (number: number) => {
    const [found] = await db.select().from(auditLog).where(eq(auditLog.number, number));
    if (!found) throw new Error(`No row ${number}`);
    return found;
  };
  // Smaller batches than rows, so that problems occur on both sides of a batch boundary.
  const verify = (expected?: AuditCheckpoint) => verifyAudit(db, { secret, expected, batchSize: 4 });

  beforeEach(async () => {
    await tamper((tx) => tx.execute(sql`truncate audit_log, audit_head`));
    await db.delete(users);
    await sealEmptyLog(db, secret);
    await write(db, 10);
  });

  test('is valid as written, and reports its head', async () => {
    const { hash } = await row(10);
    expect(await verify()).toEqual({ ok: true, number: 10, hash });
    expect(await verify({ number: 10, hash })).toMatchObject({ ok: true });
    await write(db, 3);
    expect(await verify({ number: 10, hash })).toMatchObject({ ok: true, number: 13 });
  });

  test('is valid when it is empty and nobody has an account, also after another start with another secret', async () => {
    await tamper((tx) => tx.execute(sql`truncate audit_log, audit_head`));
    expect(await verify()).toMatchObject({ ok: true, number: 0 });
    await sealEmptyLog(db, 'another secret, just as long as ours');
    expect(await verify()).toEqual({ ok: false, number: 0, problem: 'invalid-hmac' });
    await sealEmptyLog(db, secret);
    expect(await verify()).toMatchObject({ ok: true, number: 0 });
    await write(db, 1);
    expect(await verify()).toMatchObject({ ok: true, number: 1 });
  });

  test.each(['truncate audit_log', 'truncate audit_log, audit_head'])(
    'detects that it was emptied by `%s`, also after a start and further writes',
    async (statement) => {
      await createAccount(db, { email: 'a@b.vn', name: 'A', role: 'admin', passwordHash: '-' });
      await tamper((tx) => tx.execute(sql.raw(statement)));
      expect(await verify()).toEqual({ ok: false, number: 1, problem: 'truncated' });
      await sealEmptyLog(db, secret);
      expect(await verify()).toEqual({ ok: false, number: 1, problem: 'truncated' });
      await write(db, 2);
      expect(await verify()).toMatchObject({ ok: false, number: 1 });
    },
  );

  test('detects an empty log with a forged head', async () => {
    await createAccount(db, { email: 'a@b.vn', name: 'A', role: 'admin', passwordHash: '-' });
    await tamper(async (tx) => {
      await tx.execute(sql`truncate audit_log`);
      await tx.update(auditHead).set({ number: 0, hash: '0'.repeat(64), seal: '' });
    });
    expect(await verify()).toEqual({ ok: false, number: 1, problem: 'truncated' });
    await write(db, 2);
    expect(await verify()).toEqual({ ok: false, number: 1, problem: 'after-invalid-hmac' });
  });

  test('is valid after concurrent writes', async () => {
    await Promise.all(Array.from({ length: 12 }, () => write(db, 2)));
    expect(await verify()).toMatchObject({ ok: true, number: 34 });
  });

  test('rejects update, delete and truncate', async () => {
    for (const statement of [
      sql`update audit_log set actor_name = 'Ai đó' where number = 5`,
      sql`delete from audit_log where number = 5`,
      sql`truncate audit_log`,
    ]) {
      const refusal = await db.execute(statement).catch((error: unknown) => error);
      expect(sqlStateOf(refusal)).toBe('42501');
    }
    expect(await verify()).toMatchObject({ ok: true });
  });

  test.each([
    ['an actor', { actorName: 'Ai đó' }],
    ['a time', { at: new Date('2026-03-11T07:06:00.001Z') }],
    ['a detail', { detail: { fields: ['tags'] } }],
    ['an address', { address: null }],
    ['a hash', { hash: '1'.repeat(64) }],
  ])('detects a row where %s was changed', async (_what, change) => {
    await tamper((tx) => tx.update(auditLog).set(change).where(eq(auditLog.number, 6)));
    expect(await verify()).toEqual({ ok: false, number: 6, problem: 'changed' });
  });

  test('detects a row that was changed together with its own hash', async () => {
    const forged = { ...(await row(6)), actorName: 'Ai đó' };
    const hash = await hashAuditRow(forged);
    await tamper((tx) => tx.update(auditLog).set({ actorName: 'Ai đó', hash }).where(eq(auditLog.number, 6)));
    expect(await verify()).toEqual({ ok: false, number: 7, problem: 'unlinked' });
  });

  test('detects that all rows from one on were rewritten, by the HMAC', async () => {
    let previousHash = (await row(5)).hash;
    for (let number = 6; number <= 10; number += 1) {
      const forged = { ...(await row(number)), actorName: 'Ai đó', previousHash };
      const hash = await hashAuditRow(forged);
      await tamper((tx) =>
        tx
          .update(auditLog)
          .set({ ...forged, hash })
          .where(eq(auditLog.number, number)),
      );
      previousHash = hash;
    }
    expect(await verify()).toEqual({ ok: false, number: 10, problem: 'changed' });
    await db.update(auditHead).set({ hash: previousHash });
    expect(await verify()).toEqual({ ok: false, number: 10, problem: 'invalid-hmac' });
    await db
      .update(auditHead)
      .set({ seal: await hmacOfHead(10, previousHash, 'another secret, just as long as ours') });
    expect(await verify()).toEqual({ ok: false, number: 10, problem: 'invalid-hmac' });
  });

  test('detects a deleted row, also the first one', async () => {
    await tamper((tx) => tx.delete(auditLog).where(eq(auditLog.number, 5)));
    expect(await verify()).toEqual({ ok: false, number: 5, problem: 'missing' });
    await tamper((tx) => tx.delete(auditLog).where(eq(auditLog.number, 1)));
    expect(await verify()).toEqual({ ok: false, number: 1, problem: 'missing' });
  });

  test('detects a gap that was closed by renumbering the rows after it', async () => {
    await tamper(async (tx) => {
      await tx.delete(auditLog).where(eq(auditLog.number, 5));
      for (let number = 6; number <= 10; number += 1) {
        await tx
          .update(auditLog)
          .set({ number: number - 1 })
          .where(eq(auditLog.number, number));
      }
    });
    expect(await verify()).toEqual({ ok: false, number: 5, problem: 'changed' });
  });

  test('detects two rows that were swapped', async () => {
    await tamper(async (tx) => {
      for (const [from, to] of [
        [3, 99],
        [4, 3],
        [99, 4],
      ] as const) {
        await tx.update(auditLog).set({ number: to }).where(eq(auditLog.number, from));
      }
    });
    expect(await verify()).toEqual({ ok: false, number: 3, problem: 'changed' });
  });

  test('detects a truncated log, also when the head is set back, and after further writes', async () => {
    const before = { number: 10, hash: (await row(10)).hash };
    await tamper((tx) => tx.execute(sql`delete from audit_log where number > 7`));
    expect(await verify()).toEqual({ ok: false, number: 8, problem: 'truncated' });
    await db.update(auditHead).set({ number: 7, hash: (await row(7)).hash });
    expect(await verify()).toEqual({ ok: false, number: 7, problem: 'invalid-hmac' });
    await write(db, 5);
    expect(await verify()).toEqual({ ok: false, number: 8, problem: 'after-invalid-hmac' });
    expect(await verify(before)).toMatchObject({ ok: false });
  });

  test('detects rows that were appended after the head', async () => {
    const last = await row(10);
    const forged = { ...last, number: 11, previousHash: last.hash };
    await db.insert(auditLog).values({ ...forged, hash: await hashAuditRow(forged) });
    expect(await verify()).toEqual({ ok: false, number: 11, problem: 'invalid-hmac' });
  });

  test('that was rolled back to an old head with its HMAC is detected by a checkpoint', async () => {
    const [old] = await db.select().from(auditHead);
    await write(db, 3);
    const checkpoint = { number: 13, hash: (await row(13)).hash };
    await tamper((tx) => tx.execute(sql`delete from audit_log where number > 10`));
    await db.update(auditHead).set({ seal: old?.seal ?? '', number: 10, hash: old?.hash ?? '' });
    expect(await verify()).toMatchObject({ ok: true, number: 10 });
    expect(await verify(checkpoint)).toEqual({ ok: false, number: 11, problem: 'checkpoint-mismatch' });
    await write(db, 5, { clientAddress: '198.51.100.9' });
    expect(await verify(checkpoint)).toEqual({ ok: false, number: 13, problem: 'checkpoint-mismatch' });
  });

  test('written with another secret is invalid', async () => {
    expect(await verifyAudit(db, { secret: 'another secret, just as long as ours' })).toMatchObject({
      problem: 'invalid-hmac',
    });
  });
});

describe('with a working role of its own, on PostgreSQL', () => {
  let role: string;
  let url: string;
  let ownerUrl: string;
  let working: OpenDatabase;

  beforeAll(async () => {
    ownerUrl = await createTestDatabase(inject('postgresUrl'), 'template0');
    ({ role, url } = await createTestRole(ownerUrl));
    working = await openPostgres(url, { migrationUrl: ownerUrl });
    await sealEmptyLog(working.db, secret);
    await write(working.db, 3);
  });
  afterAll(() => working.close());

  const refusalOf = async (statement: string) =>
    sqlStateOf(await working.db.execute(sql.raw(statement)).catch((error: unknown) => error));

  test('that role is no superuser, and writes to the log', async () => {
    const { rows } = await working.db.execute<{ name: string; isSuperuser: boolean }>(
      sql`select rolname as name, rolsuper as "isSuperuser" from pg_roles where rolname = current_user`,
    );
    expect(rows).toEqual([{ name: role, isSuperuser: false }]);
    expect(await verifyAudit(working.db, { secret })).toMatchObject({ ok: true, number: 3 });
  });

  test.each([
    `update audit_log set actor_name = 'Ai đó'`,
    'delete from audit_log',
    'truncate audit_log',
    'alter table audit_log disable trigger user',
    'drop trigger audit_log_is_append_only on audit_log',
    'drop table audit_log',
    'delete from audit_head',
    'grant update on audit_log to current_user',
    `set session_replication_role = 'replica'`,
    `update transitions set note = 'x'`,
    `update revisions set title = 'x'`,
    'create or replace function refuse_change() returns trigger language plpgsql as $$ begin return null; end $$',
  ])('it may not: %s', async (statement) => {
    // PostgreSQL answers a grant without the right to it with a warning, not with an error.
    expect(await refusalOf(statement)).toBe(statement.startsWith('grant') ? null : '42501');
    const { rows } = await working.db.execute<{ may: boolean }>(
      sql`select has_table_privilege('audit_log', 'update, delete, truncate') as may`,
    );
    expect(rows).toEqual([{ may: false }]);
  });

  test('a second start grants nothing further, and the desk works with it', async () => {
    const again = await openPostgres(url, { migrationUrl: ownerUrl });
    await write(again.db, 1);
    expect(await verifyAudit(again.db, { secret })).toMatchObject({ ok: true, number: 4 });
    await again.close();
    expect(await refusalOf('delete from audit_log')).toBe('42501');
  });

  test('once the owner has migrated, the desk opens without the owner’s password', async () => {
    const alone = await openPostgres(url);
    expect(await verifyAudit(alone.db, { secret })).toMatchObject({ ok: true });
    await alone.close();
  });
});

describe('npm run audit:verify', () => {
  const run = (environment: Record<string, string>, ...args: string[]) =>
    new Promise<{ code: number; output: string }>((resolve) => {
      const { PATH, NODE_COMPILE_CACHE } = process.env;
      const env = { PATH, NODE_COMPILE_CACHE, ...environment };
      execFile(process.execPath, ['scripts/audit-verify.ts', ...args], { env }, (error, out, err) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: out + err }),
      );
    });

  test('prints the number of rows and a checkpoint, and detects manipulation', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'toa-soan-audit-'));
    try {
      const environment = { DATA_DIR: folder, AUDIT_SECRET: secret };
      expect(await run(environment)).toMatchObject({
        code: 2,
        output: expect.stringContaining('no database'),
      });
      const directory = join(folder, 'database');
      const first = await openPglite({ directory });
      await sealEmptyLog(first.db, secret);
      await write(first.db, 3);
      expect(await run(environment)).toMatchObject({ code: 2, output: expect.stringContaining('in use') });
      await first.close();

      const whole = await run(environment);
      expect(whole.code).toBe(0);
      expect(whole.output).toMatch(/3 rows[\s\S]*\n3:[0-9a-f]{64}\n$/);
      expect(await run(environment, `--expect=3:${'0'.repeat(64)}`)).toMatchObject({
        code: 1,
        output: expect.stringContaining('Row 3 is not the one that was noted down'),
      });

      const second = await openPglite({ directory });
      await second.db.execute(sql`alter table audit_log disable trigger user`);
      await second.db.execute(sql`update audit_log set address = null where number = 2`);
      await second.close();
      expect(await run(environment)).toMatchObject({
        code: 1,
        output: expect.stringContaining('Row 2 is not what it was'),
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
