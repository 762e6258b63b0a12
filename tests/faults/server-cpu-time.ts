import { readFileSync } from 'node:fs';
import type { ServerProcess } from '../hosts/server-process.ts';

/** Duration of some work: wall clock, and the server's CPU time where the system reports it. */
export type Effort = { elapsedMs: number; computedMs: number };

/**
 * Measures work by the server's CPU time, which does not depend on the load of the machine. Linux reports it for each
 * thread; elsewhere it is wall clock. Concurrent requests to the server are included.
 */
export async function effortOf(server: ServerProcess, work: () => Promise<unknown>): Promise<Effort> {
  const [start, before] = [performance.now(), computedMs(server)];
  await work();
  const [elapsedMs, after] = [performance.now() - start, computedMs(server)];
  return { elapsedMs, computedMs: before === null || after === null ? elapsedMs : after - before };
}

/** CPU milliseconds of the server's main thread; null where the system does not report them. */
function computedMs(server: ServerProcess): number | null {
  if (process.platform !== 'linux') return null;
  const pid = /"pid":(\d+)/.exec(server.output())?.[1];
  const [nanoseconds] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ');
  return Number(nanoseconds) / 1e6;
}

/** The slowest of them. */
export function openSlowest<Subject>(size: number) {
  let slowest: { subject: Subject; milliseconds: number }[] = [];
  return {
    add(subject: Subject, milliseconds: number): void {
      if (slowest.length === size && milliseconds <= (slowest.at(-1)?.milliseconds ?? 0)) return;
      slowest = [...slowest, { subject, milliseconds }]
        .sort((one, other) => other.milliseconds - one.milliseconds)
        .slice(0, size);
    },
    all: (): readonly Subject[] => slowest.map(({ subject }) => subject),
  };
}
