/**
 * `npm run dev:server`: Vite's dev server as a proxy in front of the Node server, which restarts when one of its files
 * changes.
 */
import { spawn } from 'node:child_process';
import { createServer } from 'vite';
import { ConfigError, readConfig } from '../server/node/config.ts';

async function main(): Promise<void> {
  const { port } = readConfig(process.env);
  // `--watch` would follow imports only, and not the style sheets and the script of the portal, which are read as files.
  const watch = ['domain', 'mocks', 'server'].map((folder) => `--watch-path=${folder}`);
  const server = spawn(process.execPath, [...watch, '--watch-preserve-output', 'server/node/main.ts'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const target = `http://127.0.0.1:${port}`;
  const vite = await createServer({
    mode: 'server',
    server: {
      proxy: {
        '/api': target,
        '/media': target,
        '/portal': target,
        '/collab': { target, ws: true },
      },
    },
  });
  await vite.listen();
  vite.printUrls();
  const stop = () => {
    server.once('exit', () => process.exit(0));
    server.kill('SIGTERM');
    void vite.close();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  server.once('exit', (code) => process.exit(code ?? 1));
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String(error)}\n`);
  process.exit(1);
}
