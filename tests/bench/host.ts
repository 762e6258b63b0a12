import { readConfig } from '../../server/node/config.ts';
import { startServer } from '../../server/node/main.ts';

/*
 * The Node server in a process of its own, so that it does not share a thread with what measures it. It serves the
 * desk from the folder that the run built, and tells its address to the process that forked it.
 */
const { BENCH_DESK, ...environment } = process.env;
if (!BENCH_DESK || !process.send) throw new Error('Forked by ground.ts with BENCH_DESK');

const server = await startServer(readConfig(environment), { deskFolder: BENCH_DESK });
process.send(server.url);
process.once('SIGTERM', () => {
  server.stop().then(() => process.exit(0));
});
