import { sql } from 'drizzle-orm';
import { vietnameseCollator } from '../../domain/vietnamese.ts';
import { articles, users } from '../db/schema.ts';
import { fail } from '../http/problem.ts';
import { api } from './base.ts';

export const health = api.session.health.handler(async ({ context }) => {
  try {
    await context.db.execute(sql`select 1`);
  } catch (error) {
    throw fail('unavailable', {}, error);
  }
  return { status: 'ok' as const, demo: context.demo };
});

export const me = api.session.me.handler(({ context }) => {
  if (!context.user) throw fail('unauthenticated');
  return context.user;
});

/** Includes suspended accounts, whose articles are still found by author. */
export const people = api.session.people.handler(async ({ context }) => {
  const items = await context.db.select({ id: users.id, name: users.name }).from(users);
  return { items: items.sort((a, b) => vietnameseCollator.compare(a.name, b.name)), nextCursor: null };
});

export const bylines = api.session.bylines.handler(async ({ context }) => {
  const known = await context.db.execute<{ name: string }>(sql`
    select distinct name from (
      select unnest(${users.penNames}) as name from ${users}
      union all select unnest(${articles.bylines}) from ${articles}
    ) as names`);
  const own = context.user?.penNames ?? [];
  const others = known.rows.map((row) => row.name).filter((name) => !own.includes(name));
  return [...own, ...others.sort(vietnameseCollator.compare)];
});
