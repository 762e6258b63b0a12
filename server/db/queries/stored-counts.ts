import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { articleCounts } from '../schema.ts';

/** The kinds of the SQL function `counts_of_article` (decision 028). */
type Kind =
  | 'all'
  | 'visible'
  | 'readable'
  | 'category'
  | 'reader-category'
  | 'author'
  | 'author-unreadable'
  | 'author-revising';

/** SQL: a stored count, as if the time of every publication had passed. */
export function stored(kind: Kind, key: SQL | string = ''): SQL {
  return sql`(select coalesce(sum(${articleCounts.change}), 0) from ${articleCounts}
    where ${articleCounts.kind} = ${kind} and ${articleCounts.key} = ${key})`;
}

export async function storedCount(db: Database, kind: Kind, key: string): Promise<number> {
  const { rows } = await db.execute<{ number: number }>(sql`select ${stored(kind, key)}::int as number`);
  return rows[0]?.number ?? 0;
}
