import { getTableColumns, getTableName, is, type SQL, sql } from 'drizzle-orm';
import { type ForeignKey, getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import type { Transaction } from '../../db/database.ts';
import * as schema from '../../db/schema.ts';

/**
 * Transient tables: after a restore users sign in again, and devices restart their uploads from the local file. The counts
 * are restored by triggers.
 */
const excludedTables: ReadonlySet<PgTable> = new Set<PgTable>([
  schema.sessions,
  schema.rateLimits,
  schema.verifications,
  schema.rememberedDevices,
  schema.uploads,
  schema.uploadParts,
  schema.articleCounts,
]);

export type BackupTable = {
  name: string;
  /** The primary key, which also defines the order of the rows. */
  key: string[];
  /** Its rows reference each other, so they are inserted in one statement. */
  isSelfReferencing: boolean;
  /** Columns that reference a later table, which in turn requires this one: set once that is restored. */
  deferredColumns: string[];
};

/** The tables to back up, sorted by foreign keys: referenced tables first. */
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
    const deferred = foreignKeys.filter((key) => isCyclic(table, key));
    for (const foreignKey of foreignKeys)
      if (!deferred.includes(foreignKey)) add(foreignKey.reference().foreignTable);
    const own = Object.values(getTableColumns(table)).filter((column) => column.primary);
    const key = (primaryKeys[0]?.columns ?? own).map((column) => column.name);
    if (key.length === 0) throw new Error(`Table ${name} has no primary key`);
    ordered.push({
      ...{ name, key, isSelfReferencing: needed.includes(table) },
      deferredColumns: deferred.flatMap((one) => one.reference().columns.map((column) => column.name)),
    });
  };
  for (const table of tables) add(table);
  return ordered;
}

/** Whether the referenced table cannot be restored before this one, because it requires a row of it. */
function isCyclic(table: PgTable, foreignKey: ForeignKey): boolean {
  const { foreignTable } = foreignKey.reference();
  return foreignTable !== table && requiredBy(foreignTable).has(table);
}

/** The tables that a row of the table cannot do without, also indirectly. */
function requiredBy(table: PgTable, found: Set<PgTable> = new Set()): Set<PgTable> {
  for (const foreignKey of getTableConfig(table).foreignKeys) {
    const { columns, foreignTable } = foreignKey.reference();
    if (found.has(foreignTable) || !columns.every((column) => column.notNull)) continue;
    found.add(foreignTable);
    requiredBy(foreignTable, found);
  }
  return found;
}

const fetchSize = 100;

/** The rows of a table as JSON Lines, in the order of its key; identical on PGlite and PostgreSQL. */
export async function* readTableLines(tx: Transaction, { name, key }: BackupTable): AsyncGenerator<string> {
  const order = sql.join(
    key.map((column) => sql`${sql.identifier(column)}::text collate "C"`),
    sql`, `,
  );
  // `to_jsonb` formats timestamps in the session's time zone.
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

/** Inserts rows that `readTableLines` produced. */
export async function insertLines(
  tx: Transaction,
  { name, deferredColumns }: BackupTable,
  lines: readonly string[],
): Promise<void> {
  const table = sql.identifier(name);
  const rows = `[${lines.join(',')}]`;
  const withoutDeferred = sql.join(
    deferredColumns.map((column) => sql`- ${column}::text`),
    sql` `,
  );
  await tx.execute(sql`
    insert into ${table} overriding system value
    select r.* from jsonb_array_elements(${rows}::jsonb) as line,
      jsonb_populate_record(null::${table}, line ${withoutDeferred}) as r
    ${replaceStartedHead(name)}`);
}

/** Sets the deferred columns of rows that `insertLines` inserted. */
export async function updateDeferred(
  tx: Transaction,
  { name, key, deferredColumns }: BackupTable,
  lines: readonly string[],
): Promise<void> {
  const table = sql.identifier(name);
  const equal = (column: string) => sql`${sql.identifier(column)} = r.${sql.identifier(column)}`;
  await tx.execute(sql`
    update ${table} as t set ${sql.join(deferredColumns.map(equal), sql`, `)}
    from jsonb_populate_recordset(null::${table}, ${`[${lines.join(',')}]`}::jsonb) as r
    where ${sql.join(
      key.map((column) => sql`t.${equal(column)}`),
      sql` and `,
    )}`);
}

/** The first start of the empty newsroom has sealed its empty audit log; the working role may not delete that row. */
function replaceStartedHead(name: string): SQL {
  if (name !== getTableName(schema.auditHead)) return sql``;
  return sql`on conflict (id) do update set number = excluded.number, hash = excluded.hash, seal = excluded.seal`;
}

/** Sets sequences to the highest restored value. */
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
