import { eq, sql } from 'drizzle-orm';
import { sha256Hex } from '../../domain/bytes.ts';
import type { RequestContext } from '../context.ts';
import type { Database } from '../db/database.ts';
import { rateLimits } from '../db/schema.ts';
import { networkOf } from '../http/client-network.ts';
import { fail } from '../http/problem.ts';

/** `max` attempts at once; then one in each `windowMs / max`, until `windowMs` without any has restored all of them. */
type Throttle = { max: number; windowMs: number };

export type Limit = Throttle & {
  /** What is limited, such as `sign-in-address`. */
  name: string;
  /** Whose attempts are counted, such as an account's id. */
  subject: string;
  /** After a success: `reset` the count, or only `refund` this attempt. */
  onSuccess: 'reset' | 'refund';
};

export type Attempt = { succeeded(): Promise<void> };

const minuteMs = 60_000;

/** A limit on guesses at one account's password, code or passkey. `subject`: the account, or its browser. */
export function guessLimit(name: string, subject: string): Limit {
  return { name, subject, max: 10, windowMs: 15 * minuteMs, onSuccess: 'reset' };
}

/** A limit on attempts from the client's address. Clients whose address the host does not know share one. */
export function addressLimit({ clientAddress }: RequestContext, name: string, max: number): Limit {
  const subject = networkOf(clientAddress);
  return { name, subject, max, windowMs: 15 * minuteMs, onSuccess: 'refund' };
}

/**
 * Judges an attempt by each limit in turn. Call it before the attempt, so that parallel ones are counted, with the limit on
 * the address first: where one of them refuses, the later ones write nothing.
 *
 * @throws `throttled` with `Retry-After`.
 */
export async function beginAttempt(context: RequestContext, limits: readonly Limit[]): Promise<Attempt> {
  const attempt = await tryAttempt(context, limits);
  if (!attempt) throw fail('throttled');
  return attempt;
}

/** The same for a response that is no error of the API: null when it is refused. */
export async function tryAttempt(
  { db, clock, responseHeaders }: RequestContext,
  limits: readonly Limit[],
): Promise<Attempt | null> {
  for (const limit of limits) {
    const waitSeconds = await consumeAttempt(db, limit, clock());
    if (waitSeconds === 0) continue;
    responseHeaders.set('retry-after', String(waitSeconds));
    return null;
  }
  return {
    async succeeded() {
      for (const limit of limits) await succeed(db, limit);
    },
  };
}

async function succeed(db: Database, limit: Limit): Promise<void> {
  const ownRow = eq(rateLimits.key, await keyOf(limit));
  if (limit.onSuccess === 'reset') await db.delete(rateLimits).where(ownRow);
  else {
    const arrivalAt = sql`${rateLimits.arrivalAt} - ${intervalOf(limit)}::bigint`;
    await db.update(rateLimits).set({ arrivalAt }).where(ownRow);
  }
}

/** Rows that each attempt deletes: more than it inserts, so that those of the past do not add up. */
const sweptRows = 10;

/**
 * Counts an attempt by the generic cell rate algorithm (ITU-T I.371): one row for each limited subject holds its theoretical
 * arrival time. Rows are shared by all processes. A refused attempt neither writes nor extends the wait.
 *
 * @returns the seconds to wait; 0 when the attempt is allowed.
 */
export async function consumeAttempt(
  db: Database,
  limit: Omit<Limit, 'onSuccess'>,
  now: Date,
): Promise<number> {
  const key = await keyOf(limit);
  const at = now.getTime();
  const intervalMs = intervalOf(limit);
  const latest = at + limit.windowMs - intervalMs;
  const { arrivalAt } = rateLimits;
  const { rows } = await db.execute(sql`
    with swept as (
      delete from ${rateLimits} where ${rateLimits.key} in (
        select ${rateLimits.key} from ${rateLimits}
        where ${arrivalAt} < ${at}::bigint and ${rateLimits.key} <> ${key}
        limit ${sweptRows} for update skip locked))
    insert into ${rateLimits} (key, arrival_at) values (${key}, ${at + intervalMs}::bigint)
    on conflict (key) do update set arrival_at = greatest(${arrivalAt}, ${at}::bigint) + ${intervalMs}::bigint
    where ${arrivalAt} <= ${latest}::bigint
    returning key`);
  if (rows.length > 0) return 0;
  const [row] = await db.select({ arrivalAt }).from(rateLimits).where(eq(rateLimits.key, key));
  return Math.max(1, Math.ceil(((row?.arrivalAt ?? latest) - latest) / 1000));
}

const intervalOf = ({ max, windowMs }: Throttle) => Math.ceil(windowMs / max);

/**
 * The subject is hashed into one of 65,536 buckets: the table holds no addresses, and whoever makes up e-mail addresses
 * cannot fill it. Two subjects that attempt something at the same time rarely share a bucket, and then share a limit.
 */
async function keyOf({ name, subject }: Pick<Limit, 'name' | 'subject'>): Promise<string> {
  return `${name}:${(await sha256Hex(`${name}:${subject}`)).slice(0, 4)}`;
}
