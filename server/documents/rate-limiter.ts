/** Limits of one socket. Generous: a page that was offline sends its edits in a few large messages. */
const messagesPerSecond = 100;
const burst = 1_000;
/** A document of the maximum size (2 MB), with the history that Yjs adds to it. */
const messageMaxBytes = 8 * 1024 * 1024;

export type RateLimitVerdict = 'ok' | 'throttled' | 'too-large';

/** A token bucket for the messages of one socket. `nowMs` is any monotonic clock. */
export function createRateLimiter(nowMs: () => number): (bytes: number) => RateLimitVerdict {
  let tokens = burst;
  let refilledAtMs = nowMs();
  return (bytes) => {
    if (bytes > messageMaxBytes) return 'too-large';
    const now = nowMs();
    tokens = Math.min(burst, tokens + ((now - refilledAtMs) / 1_000) * messagesPerSecond);
    refilledAtMs = now;
    if (tokens < 1) return 'throttled';
    tokens -= 1;
    return 'ok';
  };
}
