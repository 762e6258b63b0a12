/**
 * How long this process collects the changes of an article before it commits them, shared by all of its open articles.
 * While it commits rarely, a change is committed at once; under load, changes share commits, as with PostgreSQL's
 * `commit_siblings`.
 */
export type CommitPace = {
  /** In ms. */
  delayMs(): number;
  /** To be called at the start of each commit. */
  count(): void;
};

/** As many as one person who types. A commit on the embedded database takes tens of milliseconds of processor time. */
const immediatePerSecond = 6;
const windowMs = 1_000;

/** @param collectMs the delay under load. */
export function createCommitPace(collectMs: number): CommitPace {
  // The commits of the last second: each weighs less the longer ago it was.
  let weight = 0;
  let countedAtMs = performance.now();

  function decay(): void {
    const nowMs = performance.now();
    weight *= Math.exp((countedAtMs - nowMs) / windowMs);
    countedAtMs = nowMs;
  }

  return {
    delayMs() {
      decay();
      return weight < immediatePerSecond ? 0 : collectMs;
    },
    count() {
      decay();
      weight += 1;
    },
  };
}
