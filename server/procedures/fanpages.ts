import { eq, max, sql } from 'drizzle-orm';
import type { Fanpage } from '../../domain/contract/fanpages.ts';
import { type FanpageAddress, readFanpageAddress } from '../../domain/fanpages.ts';
import { normalizeText } from '../../domain/vietnamese.ts';
import { recordAudit } from '../audit/audit-log.ts';
import type { RequestContext } from '../context.ts';
import type { Database, Transaction } from '../db/database.ts';
import {
  findFanpage,
  generateFanpageCode,
  listFanpages,
  reserveRetiredCode,
  scansByDay,
} from '../db/queries/fanpages.ts';
import { fanpages } from '../db/schema.ts';
import { matchesIfMatch } from '../http/conditional-requests.ts';
import { fail } from '../http/problem.ts';
import { api } from './base.ts';

export const list = api.fanpages.list.handler(({ context }) => presentList(context));

export const create = api.fanpages.create.handler(async ({ context, input }) => {
  const address = validAddress(input.url);
  const name = normalizeText(input.name);
  const { isVisible } = input;
  return context.db.transaction(async (tx) => {
    await lockList(tx);
    await assertUnique(tx, address, null);
    const [last] = await tx.select({ position: max(fanpages.position) }).from(fanpages);
    const position = (last?.position ?? -1) + 1;
    const { platform, url } = address;
    const [made] = await tx
      .insert(fanpages)
      .values({
        code: await generateFanpageCode(tx),
        platform,
        url,
        name,
        isVisible,
        position,
        createdAt: context.clock(),
      })
      .returning({ id: fanpages.id });
    if (!made) throw new Error('The insert of a fanpage returned no row');
    await recordAudit(tx, context, {
      action: 'fanpage.create',
      subject: { type: 'fanpage', id: made.id, name },
      detail: { url, isVisible },
    });
    return respondWithFanpage(context, made.id, tx);
  });
});

export const update = api.fanpages.update.handler(async ({ context, input }) => {
  const { id } = input.params;
  return context.db.transaction(async (tx) => {
    await lockList(tx);
    const current = await load(context, id, tx);
    const given = {
      ...input.body,
      ...(input.body.name !== undefined && { name: normalizeText(input.body.name) }),
    };
    const address = given.url === undefined ? null : validAddress(given.url);
    const wanted = { ...given, ...(address && { url: address.url }) };
    const changed = (['name', 'url', 'isVisible'] as const).filter(
      (field) => wanted[field] !== undefined && wanted[field] !== current[field],
    );
    assertFresh(input.headers['if-match'], current, changed);
    if (changed.length === 0) return respondWithFanpage(context, id, tx);
    if (address) await assertUnique(tx, address, id);
    const changes = Object.fromEntries(changed.map((field) => [field, wanted[field]]));
    await tx
      .update(fanpages)
      .set({
        ...changes,
        // The last check was of the old address.
        ...(address &&
          changed.includes('url') && { platform: address.platform, checkedAt: null, checkResult: null }),
        version: sql`${fanpages.version} + 1`,
      })
      .where(eq(fanpages.id, id));
    await recordAudit(tx, context, {
      action: 'fanpage.update',
      subject: { type: 'fanpage', id, name: wanted.name ?? current.name },
      detail: {
        before: Object.fromEntries(changed.map((field) => [field, current[field]])),
        after: changes,
      },
    });
    return respondWithFanpage(context, id, tx);
  });
});

export const move = api.fanpages.move.handler(async ({ context, input: { id, before } }) =>
  context.db.transaction(async (tx) => {
    await lockList(tx);
    const all = await listFanpages(tx, context.clock());
    const from = all.findIndex((fanpage) => fanpage.id === id);
    const [moved] = from < 0 ? [] : all.splice(from, 1);
    if (!moved) throw fail('not-found');
    const to = before === null ? all.length : all.findIndex((fanpage) => fanpage.id === before);
    if (to < 0) throw fail('invalid', { fields: { before: before === id ? 'not-allowed' : 'unknown' } });
    if (to === from) return presentList(context, tx);
    all.splice(to, 0, moved);
    // The order is not part of a fanpage's version: it must not conflict with an edit.
    for (const [position, fanpage] of all.entries()) {
      await tx.update(fanpages).set({ position }).where(eq(fanpages.id, fanpage.id));
    }
    await recordAudit(tx, context, {
      action: 'fanpage.move',
      subject: { type: 'fanpage', id, name: moved.name },
      detail: { from: from + 1, to: to + 1 },
    });
    return presentList(context, tx);
  }),
);

export const remove = api.fanpages.remove.handler(async ({ context, input }) => {
  const { id } = input.params;
  await context.db.transaction(async (tx) => {
    await lockList(tx);
    const current = await load(context, id, tx);
    assertFresh(input.headers['if-match'], current, []);
    await tx.delete(fanpages).where(eq(fanpages.id, id));
    await reserveRetiredCode(tx, current.code, context.clock());
    const { name, url, code } = current;
    await recordAudit(tx, context, {
      action: 'fanpage.delete',
      subject: { type: 'fanpage', id, name },
      detail: { url, code },
    });
  });
});

export const check = api.fanpages.check.handler(async ({ context, input: { id } }) => {
  const { url } = await load(context, id);
  const found = await context.links.check(url);
  if (found.finding !== 'cannot-check') {
    await context.db
      .update(fanpages)
      .set({ checkedAt: context.clock(), checkResult: JSON.stringify(found) })
      // The address may have changed during the check.
      .where(sql`${fanpages.id} = ${id} and ${fanpages.url} = ${url}`);
  }
  return { check: found, fanpage: await load(context, id) };
});

export const scans = api.fanpages.scans.handler(async ({ context, input: { id, days } }) => {
  const { code } = await load(context, id);
  return { items: await scansByDay(context.db, code, days, context.clock()), nextCursor: null };
});

export const shortAddress = api.fanpages.shortAddress.handler(({ context }) => ({
  origin: context.allowedOrigins[0] ?? null,
}));

/** Any fixed number. Serializes changes of the list: order and uniqueness concern the whole list. */
const lockKey = 7_040_131;

async function lockList(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${lockKey}::bigint)`);
}

async function load(
  context: RequestContext,
  id: string,
  db: Database | Transaction = context.db,
): Promise<Fanpage> {
  const fanpage = await findFanpage(db, id, context.clock());
  if (!fanpage) throw fail('not-found');
  return fanpage;
}

async function respondWithFanpage(context: RequestContext, id: string, tx: Transaction): Promise<Fanpage> {
  const fanpage = await load(context, id, tx);
  context.responseHeaders.set('etag', `"${fanpage.etag}"`);
  return fanpage;
}

async function presentList(context: RequestContext, db: Database | Transaction = context.db) {
  return { items: await listFanpages(db, context.clock()), nextCursor: null };
}

function assertFresh(ifMatch: string | undefined, current: Fanpage, changed: string[]): void {
  if (!matchesIfMatch(ifMatch, Number(current.etag)))
    throw fail('stale', { data: { current, fields: changed } });
}

function validAddress(url: string): FanpageAddress {
  const read = readFanpageAddress(url);
  if (read.ok) return read.address;
  throw fail('invalid', {
    fields: { url: read.problem === 'empty' ? 'required' : 'bad-url' },
    detail: read.problem,
  });
}

async function assertUnique(tx: Transaction, { key }: FanpageAddress, ownId: string | null): Promise<void> {
  const others = await tx.select({ id: fanpages.id, url: fanpages.url }).from(fanpages);
  const isTaken = others.some(({ id, url }) => {
    const other = readFanpageAddress(url);
    return id !== ownId && other.ok && other.address.key === key;
  });
  if (isTaken) throw fail('invalid', { fields: { url: 'taken' } });
}
