import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type AttackName, attackNames } from './attacker.ts';
import { sessionCookie } from './newsroom.ts';
import { milliseconds, print, printTable, quantile, times } from './report.ts';

/** The largest share of the quiet server's 99th percentile that an attack may cost a colleague. */
const goal = 3;
const measuredMs = 6_000;
const rounds = 3;

/**
 * Measures the 99th percentile of a signed-in request while each attack runs, beside the quiet server measured right
 * before it, and the sign-ins per second. The attacker is a process of its own with the lowest priority, so that it
 * takes the server's time and not that of the measurement.
 */
export async function measureAttacks(url: string): Promise<string[]> {
  const cookie = await sessionCookie(url, 'bientap@demo.test');
  await latencies(url, cookie, 2_000);
  print('\nThe list of articles for an editor, while others attack');
  const rows: string[][] = [];
  const summary: string[] = [];
  for (const name of attackNames) {
    const ratios: number[] = [];
    let worst = { quiet: 0, attacked: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const quiet = quantile(await latencies(url, cookie, measuredMs), 0.99);
      const attacker = await startAttack(name, url);
      const attacked = quantile(await latencies(url, cookie, measuredMs), 0.99);
      await stop(attacker);
      ratios.push(attacked / quiet);
      if (attacked > worst.attacked) worst = { quiet, attacked };
    }
    const ratio = quantile(ratios, 0.5);
    rows.push([name, milliseconds(worst.quiet), milliseconds(worst.attacked), times(ratio)]);
    summary.push(`Attack "${name}": p99 at ${times(ratio)} of the quiet server (goal ${times(goal)})`);
  }
  printTable(['attack', 'quiet p99', 'attacked p99', 'median ratio'], rows);
  return [`Sign-ins: ${(await signInsPerSecond(url)).toFixed(1)} / s`, ...summary];
}

/** The durations of requests that are sent one after another, in milliseconds. */
async function latencies(url: string, cookie: string, forMs: number): Promise<number[]> {
  const found: number[] = [];
  for (const end = performance.now() + forMs; performance.now() < end; ) {
    const start = performance.now();
    const response = await fetch(`${url}/api/articles?limit=20`, { headers: { cookie } });
    await response.text();
    if (!response.ok) throw new Error(`A colleague's request was answered ${response.status}`);
    found.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return found;
}

async function signInsPerSecond(url: string): Promise<number> {
  const seconds = 5;
  let count = 0;
  const end = performance.now() + seconds * 1_000;
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (performance.now() < end) {
        await sessionCookie(url, 'phongvien2@demo.test');
        count += 1;
      }
    }),
  );
  return count / seconds;
}

async function startAttack(name: AttackName, url: string): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'attacker.ts'), {
    env: { ...process.env, BENCH_ATTACK: JSON.stringify({ name, url }) },
  });
  await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`The attack "${name}" ended with code ${code}`);
    }),
  ]);
  return child;
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}
