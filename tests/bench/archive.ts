import { performance } from 'node:perf_hooks';
import { openPostgres } from '../../server/node/db/postgres.ts';
import { fillArchive } from '../builders/archive.ts';
import {
  type ArchiveQuery,
  archiveLists,
  archivePages,
  archiveSearches,
} from '../builders/archive-queries.ts';
import { startPostgres } from '../hosts/postgres-server.ts';
import { createTestDatabase } from '../hosts/test-database.ts';
import { milliseconds, print, printTable, quantile, times } from './report.ts';

/** Articles of the archive that the others are compared with. */
const smallCount = 10_000;
const rounds = 5;

/**
 * Measures every list, count, search and portal page of a large archive and of a small one, alternately, on a real
 * PostgreSQL. @returns lines of the summary.
 */
export async function measureArchive(articleCount: number): Promise<string[]> {
  const server = await startPostgres();
  const open = async (count: number) => {
    const database = await openPostgres(await createTestDatabase(server.url), { migrationUrl: null });
    await fillArchive(database.db, count);
    return database;
  };
  const [small, large] = [await open(smallCount), await open(articleCount)];
  try {
    const all = async ({ db }: typeof small) => [
      ...(await archiveLists(db)),
      ...(await archivePages(db)),
      ...(await archiveSearches(db)),
    ];
    return await compare(await all(small), await all(large), articleCount);
  } finally {
    await small.close();
    await large.close();
    await server.stop();
  }
}

async function compare(
  small: ArchiveQuery[],
  large: ArchiveQuery[],
  articleCount: number,
): Promise<string[]> {
  const found: { name: string; before: number; after: number }[] = [];
  for (const [index, { name, run }] of large.entries()) {
    const pair: [number[], number[]] = [[], []];
    // The first round fills the cache.
    for (let round = 0; round <= rounds; round += 1) {
      const took = [await timeOf(small[index]?.run ?? run), await timeOf(run)] as const;
      if (round > 0) for (const side of [0, 1] as const) pair[side].push(took[side]);
    }
    found.push({ name, before: quantile(pair[0], 0.5), after: quantile(pair[1], 0.5) });
  }
  found.sort((a, b) => b.after - a.after);
  print();
  printTable(
    ['request', `${smallCount} articles`, `${articleCount}`, 'ratio'],
    found.map(({ name, before, after }) => [
      name,
      milliseconds(before),
      milliseconds(after),
      times(after / before),
    ]),
  );
  const [slowest] = found;
  const steepest = found.reduce((a, b) => (b.after / b.before > a.after / a.before ? b : a));
  return [
    `archive of ${articleCount} articles: slowest ${slowest?.name}, ${milliseconds(slowest?.after ?? 0)}`,
    `archive of ${articleCount} articles: steepest ${steepest.name}, ${times(steepest.after / steepest.before)}`,
  ];
}

async function timeOf(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}
