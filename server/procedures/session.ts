import { sql } from 'drizzle-orm';
import { comparePersonNames } from '../../domain/vietnamese.ts';
import { relyingParty } from '../auth/passkeys.ts';
import { measureClockSkew } from '../db/database-time.ts';
import { articles, users } from '../db/schema.ts';
import { fail } from '../http/problem.ts';
import { api, requireSession } from './base.ts';

export const health = api.session.health.handler(async ({ context }) => {
  const clockSkewSeconds = await measureClockSkew(context.db, context).catch((error: unknown) => {
    throw fail('unavailable', {}, error);
  });
  const { demo, mailer, singleSignOn } = context;
  return {
    status: 'ok' as const,
    clockSkewSeconds,
    canResetByMail: mailer !== null,
    demo,
    singleSignOn: singleSignOn && { name: singleSignOn.name },
    offers: {
      passkeys: relyingParty(context) !== null,
      rememberedDevices: context.sessionTransport === 'cookie',
    },
  };
});

export const me = api.session.me.handler(({ context }) => requireSession(context).user);

/** Includes suspended accounts, whose articles are still found by author. */
export const people = api.session.people.handler(async ({ context }) => {
  const items = await context.db.select({ id: users.id, name: users.name }).from(users);
  return { items: items.sort((a, b) => comparePersonNames(a.name, b.name)), nextCursor: null };
});

export const bylines = api.session.bylines.handler(async ({ context }) => {
  const known = await context.db.execute<{ name: string }>(sql`
    select distinct name from (
      select unnest(${users.penNames}) as name from ${users}
      union all select unnest(${articles.bylines}) from ${articles}
    ) as names`);
  const own = context.user?.penNames ?? [];
  const others = known.rows.map((row) => row.name).filter((name) => !own.includes(name));
  return [...own, ...others.sort(comparePersonNames)];
});
