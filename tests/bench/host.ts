import { readConfig } from '../../server/node/config.ts';
import { startServer } from '../../server/node/main.ts';

/*
 * The Node server in a process of its own, so that it does not share a thread with the measurement. Serves the desk from
 * the folder BENCH_DESK and sends its address to the parent process.
 */
const { BENCH_DESK, ...environment } = process.env;
if (!BENCH_DESK || !process.send) throw new Error('Forked by environment.ts with BENCH_DESK');

const server = await startServer(readConfig(environment), { deskFolder: BENCH_DESK });
process.send(server.url);
process.once('SIGTERM', () => {
  server.stop().then(() => process.exit(0));
});
