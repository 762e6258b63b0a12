import { drizzle } from 'drizzle-orm/node-postgres';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { fillArchive } from '../../../tests/builders/archive.ts';
import { type ArchiveQuery, archiveLists, archivePages } from '../../../tests/builders/archive-queries.ts';
import { createTestDatabase } from '../../../tests/hosts/test-database.ts';
import type { Database } from '../database.ts';
import * as schema from '../schema.ts';

/*
 * The plans of PostgreSQL for an archive in which reading everything would not pay. `auto_explain` reports the plan of
 * each statement as it was run, with the rows that it read.
 */

const articleCount = 12_000;
/** Tables that grow with the archive. */
const large = ['articles', 'article_authors', 'publications', 'revisions'];
/** Titles of the former category are the most: 2 % of all titles, of which 41 are read. */
const rowsMax = 2_500;
/** A file of the sitemap holds 5,000 numbers. */
const rowsMaxOf = (name: string) => (name === 'portal: file of the sitemap' ? 2 * 5_000 : rowsMax);

type PlanNode = {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
};

let pool: Pool;
let db: Database;
let plans: PlanNode[] = [];

beforeAll(async () => {
  pool = new Pool({ connectionString: await createTestDatabase(inject('postgresUrl')), max: 1 });
  pool.on('connect', (client) =>
    client.on('notice', ({ message = '' }) => {
      const [, plan] = message.split('plan:\n');
      if (plan !== undefined) plans.push(JSON.parse(plan).Plan);
    }),
  );
  db = drizzle(pool, { schema });
  await fillArchive(db, articleCount, { hasTexts: false });
  await pool.query(`load 'auto_explain'; set auto_explain.log_min_duration = 0; set auto_explain.log_analyze = on;
    set auto_explain.log_timing = off; set auto_explain.log_format = json; set client_min_messages = log`);
});
afterAll(() => pool.end());

/** The scans of the large tables by the statements of a request. */
async function scansOf({ run }: ArchiveQuery): Promise<PlanNode[]> {
  plans = [];
  await run();
  expect(plans).not.toEqual([]);
  const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];
  return plans.flatMap(nodesOf).filter((node) => large.includes(node['Relation Name'] ?? ''));
}

const rowsRead = (node: PlanNode) =>
  (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];

async function findProblems(queries: readonly ArchiveQuery[]): Promise<string[]> {
  const problems: string[] = [];
  for (const query of queries) {
    for (const node of await scansOf(query)) {
      const read = Math.round(rowsRead(node));
      if (node['Node Type'] === 'Seq Scan' || read > rowsMaxOf(query.name))
        problems.push(`${query.name}: ${node['Node Type']} of ${node['Relation Name']}, ${read} rows`);
    }
  }
  return problems;
}

test('no list and no count of the desk reads the archive', async () => {
  expect(await findProblems(await archiveLists(db))).toEqual([]);
});

test('no page, feed or sitemap of the portal reads the archive', async () => {
  expect(await findProblems(await archivePages(db))).toEqual([]);
});
