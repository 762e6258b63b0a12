import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { milliseconds, print, printTable } from './report.ts';

/**
 * Records a CPU profile of the page while `work` runs, and prints the functions with the most self time.
 *
 * @param file the profile is written here, for the browser's developer tools.
 */
export async function profileWhile(page: Page, file: string, work: () => Promise<void>): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 200 });
  await session.send('Profiler.start');
  await work();
  const { profile } = await session.send('Profiler.stop');
  await session.detach();
  writeFileSync(file, JSON.stringify(profile));

  const places = new Map(
    profile.nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => [
      id,
      url ? `${functionName || '(anonymous)'} ${url.replace(/^.*\//, '')}:${lineNumber + 1}` : functionName,
    ]),
  );
  const spent = new Map<string, number>();
  profile.samples?.forEach((id, index) => {
    const place = places.get(id) ?? '';
    spent.set(place, (spent.get(place) ?? 0) + (profile.timeDeltas?.[index] ?? 0) / 1000);
  });
  for (const waiting of ['(root)', '(idle)']) spent.delete(waiting);
  const most = [...spent].sort(([, a], [, b]) => b - a).slice(0, 25);
  print(`\nCPU profile in ${file}; most time in:`);
  printTable(
    ['', 'self time'],
    most.map(([place, spentMs]) => [place, milliseconds(spentMs)]),
  );
}
