/**
 * `npm test`: types, lint, dead code, all Vitest projects with short rounds of fault injection, and journeys in a real
 * browser. Runs every part even if one fails, and ends with the sum of their counts.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { readEngines } from './browsers/engines.ts';
import { failedInPlaywright, failedInVitest, type PlaywrightSuite, type VitestReport } from './reports.ts';

type Counts = {
  passed: number;
  failed: number;
  /** The names of the failed tests. */
  failures?: string[];
};
type Part = { name: string; command: string[]; count: (isWell: boolean) => Counts };

const results = 'test-results';

/** A check that passes or fails as a whole. */
const asOne = (isWell: boolean): Counts => (isWell ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/** Reads a report; a part that crashed without a failed test counts as one failure. */
const fromReport = (file: string, read: (report: Record<string, unknown>) => Counts) => (isWell: boolean) => {
  try {
    const counts = read(JSON.parse(readFileSync(`${results}/${file}`, 'utf8')));
    if (isWell || counts.failed > 0) return counts;
    const failures = counts.failures?.length ? counts.failures : ['an error outside of a test, see above'];
    return { ...counts, failed: 1, failures };
  } catch {
    return asOne(false);
  }
};

const numberOf = (value: unknown): number => {
  if (typeof value !== 'number') throw new Error(`Not a count: ${value}`);
  return value;
};

const parts: Part[] = [
  { name: 'types', command: ['tsc', '--noEmit'], count: asOne },
  { name: 'lint and format', command: ['biome', 'check', '.'], count: asOne },
  { name: 'dead code', command: ['knip'], count: asOne },
  {
    name: 'rules, API, screens, faults',
    command: [
      'vitest',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${results}/vitest.json`,
    ],
    count: fromReport('vitest.json', (report) => ({
      passed: numberOf(report.numPassedTests),
      failed: numberOf(report.numFailedTests),
      failures: failedInVitest(report as VitestReport),
    })),
  },
  {
    name: 'journeys',
    command: ['playwright', 'test'],
    count: fromReport('e2e.json', ({ stats, suites }) => {
      const { expected, unexpected, flaky } = stats as Record<string, unknown>;
      return {
        passed: numberOf(expected),
        failed: numberOf(unexpected) + numberOf(flaky),
        failures: (suites as PlaywrightSuite[]).flatMap(failedInPlaywright),
      };
    }),
  },
];

/** Hundreds of processes load the same modules: they share compiled code. */
const env = { ...process.env, NODE_COMPILE_CACHE: resolve('node_modules/.cache/compiled') };

rmSync(results, { recursive: true, force: true });
mkdirSync(results);
const total: Counts = { passed: 0, failed: 0 };
const lines: string[] = [];
for (const { name, command, count } of parts) {
  process.stdout.write(`\n── ${name}: ${command.join(' ')}\n`);
  const start = performance.now();
  const { status } = spawnSync('npx', command, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env,
  });
  const { passed, failed, failures = [] } = count(status === 0);
  total.passed += passed;
  total.failed += failed;
  lines.push(
    `${name}: ${passed} passed, ${failed} failed in ${Math.round((performance.now() - start) / 1000)} s`,
    ...failures.map((failure) => `  failed: ${failure}`),
  );
}
const engines = readEngines().map(
  ({ name, missing }) => `${name} ${missing ? `not tried (${missing})` : 'tried'}`,
);
lines.push(`sign-in in other engines: ${engines.join(', ')}`);
process.stdout.write(`\n${lines.join('\n')}\n\n${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 ? 0 : 1;
