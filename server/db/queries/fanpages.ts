import { and, asc, eq, gte, lte, sql } from 'drizzle-orm';
import { type Fanpage, linkCheckSchema, type ScanDay } from '../../../domain/contract/fanpages.ts';
import { newsroomWallTime } from '../../../domain/dates.ts';
import { makeFanpageCode } from '../../../domain/fanpages.ts';
import type { Database, Transaction } from '../database.ts';
import type { DatabaseTime } from '../database-time.ts';
import { articles, fanpages, qrScans } from '../schema.ts';
import { visibilityAt } from './article-state.ts';
import { readNewsroom } from './newsroom.ts';

const dayMs = 86_400_000;

/** The calendar day in the newsroom's time zone, `2020-03-11`. */
async function newsroomDay(db: Database | Transaction, at: Date): Promise<string> {
  const { timeZone } = await readNewsroom(db);
  return newsroomWallTime(at, timeZone).slice(0, 10);
}

/** The calendar day `count` days before `day`. */
function daysBefore(day: string, count: number): string {
  return new Date(Date.parse(day) - count * dayMs).toISOString().slice(0, 10);
}

/** All fanpages in order, with the scans of their QR codes. */
export async function listFanpages(db: Database | Transaction, now: Date): Promise<Fanpage[]> {
  const today = await newsroomDay(db, now);
  const since = (days: number) =>
    sql<number>`coalesce(sum(${qrScans.count}) filter (where ${qrScans.day} >= ${daysBefore(today, days - 1)}), 0)::int`;
  const rows = await db
    .select({
      fanpage: fanpages,
      last7: since(7),
      last30: since(30),
      total: sql<number>`coalesce(sum(${qrScans.count}), 0)::int`,
    })
    .from(fanpages)
    .leftJoin(qrScans, eq(qrScans.code, fanpages.code))
    .groupBy(fanpages.id)
    .orderBy(asc(fanpages.position), asc(fanpages.createdAt), asc(fanpages.id));
  return rows.map(({ fanpage, ...scans }) => present(fanpage, scans));
}

export async function findFanpage(
  db: Database | Transaction,
  id: string,
  now: Date,
): Promise<Fanpage | null> {
  return (await listFanpages(db, now)).find((fanpage) => fanpage.id === id) ?? null;
}

function present(row: typeof fanpages.$inferSelect, scans: Fanpage['scans']): Fanpage {
  const { id, code, platform, name, url, isVisible, version, checkedAt, checkResult } = row;
  const found = checkResult === null ? null : linkCheckSchema.parse(JSON.parse(checkResult));
  return {
    ...{ id, code, platform, name, url, isVisible, scans },
    check: found && checkedAt && { ...found, at: checkedAt.toISOString() },
    etag: String(version),
  };
}

/** Scans of the last `days` days, oldest first, including days without any. */
export async function scansByDay(db: Database, code: string, days: number, now: Date): Promise<ScanDay[]> {
  const today = await newsroomDay(db, now);
  const rows = await db
    .select({ day: qrScans.day, count: qrScans.count })
    .from(qrScans)
    .where(
      and(eq(qrScans.code, code), gte(qrScans.day, daysBefore(today, days - 1)), lte(qrScans.day, today)),
    );
  const counts = new Map(rows.map(({ day, count }) => [day, count]));
  return Array.from({ length: days }, (_, index) => {
    const day = daysBefore(today, days - 1 - index);
    return { day, count: counts.get(day) ?? 0 };
  });
}

/** Counts one scan. Stores only the count for the day. */
export async function countScan(db: Database, code: string, now: Date): Promise<void> {
  const day = await newsroomDay(db, now);
  await db
    .insert(qrScans)
    .values({ code, day, count: 1 })
    .onConflictDoUpdate({ target: [qrScans.code, qrScans.day], set: { count: sql`${qrScans.count} + 1` } });
}

/**
 * Reserves the code of a fanpage that is being deleted, by a row with no scans: scanning it answers "gone", and no other
 * fanpage gets it.
 */
export async function reserveRetiredCode(tx: Transaction, code: string, now: Date): Promise<void> {
  const day = await newsroomDay(tx, now);
  await tx.insert(qrScans).values({ code, day, count: 0 }).onConflictDoNothing();
}

/** A random code that no fanpage has or had. */
export async function generateFanpageCode(tx: Transaction): Promise<string> {
  for (;;) {
    const code = makeFanpageCode(randomBelow);
    const [existing] = await tx.select({ id: fanpages.id }).from(fanpages).where(eq(fanpages.code, code));
    if (!existing && !(await isRetired(tx, code))) return code;
  }
}

function randomBelow(below: number): number {
  // Reject the incomplete last range of a byte: modulo bias.
  const limit = 256 - (256 % below);
  for (;;) {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < limit) return byte % below;
  }
}

async function isRetired(db: Database | Transaction, code: string): Promise<boolean> {
  return (await db.select().from(qrScans).where(eq(qrScans.code, code)).limit(1)).length > 0;
}

/** The target of a QR code. `reason` is the public reason of a withdrawal. */
export type CodeTarget =
  | { kind: 'found'; to: string }
  | { kind: 'gone'; reason: string | null }
  | { kind: 'unknown' };

/** The target of a fanpage's code; hidden fanpages included, because their codes may be printed. */
export async function targetOfFanpage(db: Database, code: string): Promise<CodeTarget> {
  const [row] = await db.select({ url: fanpages.url }).from(fanpages).where(eq(fanpages.code, code));
  if (row) return { kind: 'found', to: row.url };
  return (await isRetired(db, code)) ? { kind: 'gone', reason: null } : { kind: 'unknown' };
}

/**
 * The target of an article's code. An article that readers may not see is `unknown`, like one that does not exist.
 *
 * @param pathOf builds the article's path.
 */
export async function targetOfArticle(
  db: Database,
  shortId: number,
  now: DatabaseTime,
  pathOf: (slug: string, shortId: number) => string,
): Promise<CodeTarget> {
  const { isVisible } = visibilityAt(now);
  const [row] = await db
    .select({
      slug: articles.slug,
      withdrawnAt: articles.withdrawnAt,
      reason: articles.withdrawnReason,
      isVisible,
    })
    .from(articles)
    .where(eq(articles.shortId, shortId));
  if (row?.isVisible && row.slug !== null) return { kind: 'found', to: pathOf(row.slug, shortId) };
  return row?.withdrawnAt ? { kind: 'gone', reason: row.reason } : { kind: 'unknown' };
}
