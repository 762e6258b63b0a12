/** How much one socket may send. Generous: a page that was offline sends its words in a few large messages. */
const messagesPerSecond = 100;
const burst = 1_000;
/** The whole document of two megabytes, with what Yjs remembers of it. */
const messageMaxBytes = 8 * 1024 * 1024;

export type TrafficVerdict = 'ok' | 'throttled' | 'too-large';

/** Counts the messages of one socket: a bucket of tokens that fills steadily. `nowMs` is any clock that only rises. */
export function createTraffic(nowMs: () => number): (bytes: number) => TrafficVerdict {
  let tokens = burst;
  let countedAt = nowMs();
  return (bytes) => {
    if (bytes > messageMaxBytes) return 'too-large';
    const now = nowMs();
    tokens = Math.min(burst, tokens + ((now - countedAt) / 1_000) * messagesPerSecond);
    countedAt = now;
    if (tokens < 1) return 'throttled';
    tokens -= 1;
    return 'ok';
  };
}
