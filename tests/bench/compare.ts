import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { profileWhile } from './profile.ts';
import { milliseconds, printTable, quantile, times } from './report.ts';
import {
  openAlone,
  openOnce,
  processorClock,
  type Subject,
  startTyping,
  type TypingResult,
  type TypingSession,
  typeKeys,
  waitUntilIdle,
} from './typing.ts';

/** The same article in the editing page and in the bare editor. */
export type Pages = { ours: Subject; bare: Subject };

const warmRuns = 5;
/** Both pages are measured alternately, so that other load on the machine affects both. */
const rounds = 4;
const keysPerRound = 50;

/** Measures opening in both and prints a table. @returns a line of the summary. */
export async function compareOpening(wordCount: number, { ours, bare }: Pages): Promise<string> {
  const contexts = [await ours.browse(), await bare.browse()] as const;
  const cold = [await openOnce(contexts[0], ours), await openOnce(contexts[1], bare)] as const;
  const warm = [[], []] as [number[], number[]];
  for (let run = 0; run < warmRuns; run += 1) {
    warm[0].push(await openOnce(contexts[0], ours));
    warm[1].push(await openOnce(contexts[1], bare));
  }
  for (const context of contexts) await context.close();
  const warmP50 = [quantile(warm[0], 0.5), quantile(warm[1], 0.5)] as const;
  printTable(
    ['until the last block is painted', 'ours', 'bare', 'ratio'],
    [row('open, cold', ...cold), row(`open, warm p50 of ${warmRuns}`, ...warmP50)],
  );
  return `${wordCount} words: open, warm p50 ${times(warmP50[0] / warmP50[1])}`;
}

/** Measures typing in both, alone and with a second browser connected; prints tables. @returns lines of the summary. */
export async function compareTyping(
  wordCount: number,
  { ours, bare }: Pages,
  { isProfiled }: { isProfiled: boolean },
): Promise<string[]> {
  const bareSession = await startTyping(bare);
  const alone = await startTyping(ours);
  const lines = [await compareSessions(`${wordCount} words: typing alone`, alone, bareSession)];
  if (isProfiled) {
    const file = join(tmpdir(), `toa-soan-typing-${wordCount}.cpuprofile`);
    await profileWhile(alone.page, file, () => typeKeys(alone.page, 100));
  }
  await alone.close();
  const watched = await startTyping(ours, 1);
  lines.push(
    await compareSessions(`${wordCount} words: typing, a second browser has it open`, watched, bareSession),
  );
  await watched.close();
  await bareSession.close();
  return lines;
}

/**
 * Compares the work of a page that shows the keys of somebody else with that of the page in which they are typed; prints
 * a table. @returns a line of the summary.
 */
export async function compareRemoteTyping(wordCount: number, ours: Subject): Promise<string> {
  const watcher = await openAlone(ours);
  const typist = await startTyping(ours);
  const watcherMs = await processorClock(watcher);
  const [remote, local] = [[], []] as [number[], number[]];
  for (let round = 0; round < rounds; round += 1) {
    await waitUntilIdle(watcher);
    const before = await watcherMs();
    local.push((await typist.type(keysPerRound)).processorMs);
    await waitUntilIdle(watcher);
    remote.push(((await watcherMs()) - before) / keysPerRound);
  }
  await typist.close();
  await watcher.context().close();
  const [remoteMs, localMs] = [quantile(remote, 0.5), quantile(local, 0.5)];
  const title = `${wordCount} words: processor for each key`;
  printTable([title, 'remote', 'local', 'ratio'], [row(`p50 of ${rounds} rounds`, remoteMs, localMs)]);
  return `${title}, remote ${times(remoteMs / localMs)} local`;
}

async function compareSessions(
  title: string,
  oursSession: TypingSession,
  bareSession: TypingSession,
): Promise<string> {
  const oursRounds: TypingResult[] = [];
  const bareRounds: TypingResult[] = [];
  for (let round = 0; round < rounds; round += 1) {
    oursRounds.push(await oursSession.type(keysPerRound));
    bareRounds.push(await bareSession.type(keysPerRound));
  }
  const ours = aggregate(oursRounds);
  const bare = aggregate(bareRounds);
  printTable(
    [title, 'ours', 'bare', 'ratio'],
    [
      row('keypress to paint p50', ours.toPaint(0.5), bare.toPaint(0.5)),
      row('keypress to paint p95', ours.toPaint(0.95), bare.toPaint(0.95)),
      row('of it computing p50', ours.work(0.5), bare.work(0.5)),
      row('of it computing p95', ours.work(0.95), bare.work(0.95)),
      row('interaction p98, as the browser counts', ours.interaction(0.98), bare.interaction(0.98)),
      row('processor for each key, in all', ours.processorMs, bare.processorMs),
      ['tasks over 50 ms', String(ours.longTasks), String(bare.longTasks), ''],
    ],
  );
  const ratio = (q: number) => times(ours.toPaint(q) / bare.toPaint(q));
  const processor = times(ours.processorMs / bare.processorMs);
  return `${title}, keypress to paint p50 ${ratio(0.5)}, p95 ${ratio(0.95)}, processor in all ${processor}`;
}

function aggregate(results: TypingResult[]) {
  const keypresses = results.flatMap((result) => result.keypresses);
  const reported = results.flatMap((result) => result.interactions);
  // The browser does not report interactions below 16 ms.
  const quick = Array<number>(Math.max(0, keypresses.length - reported.length)).fill(16);
  const toPaint = keypresses.map((keypress) => keypress.toPaint);
  const work = keypresses.map((keypress) => keypress.work);
  return {
    toPaint: (q: number) => quantile(toPaint, q),
    work: (q: number) => quantile(work, q),
    interaction: (q: number) => quantile([...reported, ...quick], q),
    processorMs: results.reduce((sum, { processorMs }) => sum + processorMs, 0) / results.length,
    longTasks: results.reduce((sum, { longTasks }) => sum + longTasks, 0),
  };
}

function row(name: string, ours: number, bare: number): string[] {
  return [name, milliseconds(ours), milliseconds(bare), times(ours / bare)];
}
