import autocannon from 'autocannon';
import { quantile } from './report.ts';

/* Load generator for one page. Forked by portal.ts with the task in BENCH_LOAD; sends its result to the parent. */
export type LoadTask = { url: string; connections: number; seconds: number; headers: Record<string, string> };
export type LoadResult = { perSecond: number; p50: number; p95: number };

const { BENCH_LOAD } = process.env;
if (!BENCH_LOAD || !process.send) throw new Error('Forked by portal.ts with BENCH_LOAD');
const { url, connections, seconds, headers } = JSON.parse(BENCH_LOAD) as LoadTask;

const times: number[] = [];
const run = autocannon({ url, connections, duration: seconds, headers });
run.on('response', (_client, _status, _bytes, milliseconds) => times.push(milliseconds));
const { requests, errors, non2xx } = await run;
if (errors > 0 || non2xx > 0) throw new Error(`${url}: ${errors} errors, ${non2xx} error responses`);
process.send({
  perSecond: requests.average,
  p50: quantile(times, 0.5),
  p95: quantile(times, 0.95),
} satisfies LoadResult);
