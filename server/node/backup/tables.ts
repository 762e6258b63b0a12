import { getTableColumns, is, sql } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import type { Transaction } from '../../db/database.ts';
import * as schema from '../../db/schema.ts';

/**
 * Sessions, attempts and half-done verifications are of the moment: after a restore everybody signs in again. So are
 * uploads under way: the device that sends a file keeps it until the picture stands, and begins anew where the server
 * knows nothing of it.
 */
const excludedTables: ReadonlySet<PgTable> = new Set<PgTable>([
  schema.sessions,
  schema.rateLimits,
  schema.verifications,
  schema.uploads,
  schema.uploadParts,
]);

export type BackupTable = {
  name: string;
  /** What its rows are told apart by, and in which order they are written. */
  key: string[];
  /** Its rows name one another, so they have to come together. */
  isSelfReferencing: boolean;
};

/** Every table that is kept, each after those that its rows refer to. */
export const backupTables: readonly BackupTable[] = sortByForeignKeys(
  Object.values(schema).flatMap((table) => (is(table, PgTable) && !excludedTables.has(table) ? [table] : [])),
);

function sortByForeignKeys(tables: readonly PgTable[]): BackupTable[] {
  const done = new Set<string>();
  const ordered: BackupTable[] = [];
  const add = (table: PgTable) => {
    const { name, foreignKeys, primaryKeys } = getTableConfig(table);
    if (done.has(name)) return;
    done.add(name);
    const needed = foreignKeys.map((key) => key.reference().foreignTable);
    for (const other of needed) add(other);
    const own = Object.values(getTableColumns(table)).filter((column) => column.primary);
    const key = (primaryKeys[0]?.columns ?? own).map((column) => column.name);
    if (key.length === 0) throw new Error(`Table ${name} has no primary key`);
    ordered.push({ name, key, isSelfReferencing: needed.includes(table) });
  };
  for (const table of tables) add(table);
  return ordered;
}

const fetchSize = 100;

/** The rows of a table as one line of JSON each, in the order of its key, the same on PGlite and PostgreSQL. */
export async function* readTableLines(tx: Transaction, { name, key }: BackupTable): AsyncGenerator<string> {
  const order = sql.join(
    key.map((column) => sql`${sql.identifier(column)}::text collate "C"`),
    sql`, `,
  );
  // Times are written in the zone of the session.
  await tx.execute(sql`set local timezone to 'UTC'`);
  await tx.execute(
    sql`declare backup cursor for select to_jsonb(t)::text as line from ${sql.identifier(name)} as t order by ${order}`,
  );
  for (;;) {
    const { rows } = await tx.execute<{ line: string }>(sql.raw(`fetch ${fetchSize} from backup`));
    if (rows.length === 0) break;
    for (const { line } of rows) yield line;
  }
  await tx.execute(sql`close backup`);
}

/** Inserts rows as `linesOf` wrote them. */
export async function insertLines(
  tx: Transaction,
  { name }: BackupTable,
  lines: readonly string[],
): Promise<void> {
  const table = sql.identifier(name);
  const rows = `[${lines.join(',')}]`;
  await tx.execute(sql`
    insert into ${table} overriding system value
    select * from jsonb_populate_recordset(null::${table}, ${rows}::jsonb)`);
}

/** Lets numbers that the database gives go on after those that were restored. */
export async function resetSequences(tx: Transaction): Promise<void> {
  const { rows } = await tx.execute<{ table: string; column: string }>(sql`
    select table_name as "table", column_name as "column" from information_schema.columns
    where table_schema = 'public' and (is_identity = 'YES' or column_default like 'nextval(%')`);
  for (const { table, column } of rows) {
    const last = await tx.execute<{ last: number | null }>(
      sql`select max(${sql.identifier(column)}) as last from ${sql.identifier(table)}`,
    );
    const number = last.rows[0]?.last;
    if (number) await tx.execute(sql`select setval(pg_get_serial_sequence(${table}, ${column}), ${number})`);
  }
}
