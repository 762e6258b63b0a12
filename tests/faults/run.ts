/**
 * `npm run test:faults`: all fault tests with full rounds; takes hours. `FAULT_ROUNDS=short` runs the rounds of `npm test`,
 * `FAULT_SEED` repeats a run, and further arguments name test files.
 */
import { spawnSync } from 'node:child_process';

const env = { ...process.env, FAULT_ROUNDS: process.env.FAULT_ROUNDS ?? 'full' };
const files = process.argv.slice(2);
const isBrowser = (file: string) => file.endsWith('.spec.ts');

function run(...command: string[]): boolean {
  const { status } = spawnSync('npx', command, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env,
  });
  return status === 0;
}

const results: boolean[] = [];
const rows = files.filter((file) => !isBrowser(file));
if (files.length === 0 || rows.length > 0)
  results.push(run('vitest', 'run', '--project', 'faults*', ...rows));
const journeys =
  files.length === 0 ? ['killed-browser.spec.ts', 'composition.spec.ts'] : files.filter(isBrowser);
if (journeys.length > 0) results.push(run('playwright', 'test', '--project=server', ...journeys));
process.exitCode = results.every(Boolean) ? 0 : 1;
