import { readFileSync } from 'node:fs';
import type { ServerProcess } from '../hosts/server-process.ts';

/** How long a stretch of work took: by the clock, and of the server's own time alone where the system tells it. */
export type Effort = { elapsedMs: number; computedMs: number };

/**
 * Measures work by what the server computed for it, which does not depend on what else the machine is doing. Linux
 * tells it of each thread; elsewhere the clock has to do. What others ask of the server meanwhile counts too.
 */
export async function effortOf(server: ServerProcess, work: () => Promise<unknown>): Promise<Effort> {
  const [start, before] = [performance.now(), computedMs(server)];
  await work();
  const [elapsedMs, after] = [performance.now() - start, computedMs(server)];
  return { elapsedMs, computedMs: before === null || after === null ? elapsedMs : after - before };
}

/** Milliseconds in which the server's main thread has had a processor; null where the system does not say. */
function computedMs(server: ServerProcess): number | null {
  if (process.platform !== 'linux') return null;
  const pid = /"pid":(\d+)/.exec(server.output())?.[1];
  const [nanoseconds] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ');
  return Number(nanoseconds) / 1e6;
}

/** Keeps those that took longest. */
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
