import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { isAbsolute, join, relative, sep } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { type Browser, chromium } from '@playwright/test';
import { build, type Rolldown } from 'vite';
import { compressFolder } from '../../scripts/compress-build.ts';
import { serveDesk } from '../../server/node/static-files.ts';
import { chromiumArgs, ensureChromium } from '../e2e/chromium.ts';

/** Where things run for one run, and how they are taken away again, last one first. */
export type Ground = { folder: string; port: number; cleanUps: (() => unknown)[] };

/** @param port the server listens there, the bare page one higher. 0: on any free ones. */
export function newGround(port: number): Ground {
  const folder = mkdtempSync(join(tmpdir(), 'toa-soan-bench-'));
  return { folder, port, cleanUps: [() => rmSync(folder, { recursive: true, force: true })] };
}

export async function cleanUp({ cleanUps }: Ground): Promise<void> {
  for (const work of cleanUps.reverse()) await work();
}

export type BuiltDesk = {
  folder: string;
  /** For each script, how many bytes each package (or folder of ours) brought, before minifying. */
  contents: Map<string, [name: string, bytes: number][]>;
};

/** Builds the desk as `npm run build` does, into a folder of the run. */
export async function buildDesk(
  { folder }: Ground,
  { isReadable }: { isReadable: boolean },
): Promise<BuiltDesk> {
  const outDir = join(folder, 'desk');
  const output = (await build({
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true, minify: !isReadable },
  })) as Rolldown.RolldownOutput;
  const contents: BuiltDesk['contents'] = new Map();
  for (const chunk of output.output) {
    if (chunk.type !== 'chunk') continue;
    const bytes: Record<string, number> = {};
    for (const [id, { renderedLength }] of Object.entries(chunk.modules)) {
      const name = packageOf(id);
      bytes[name] = (bytes[name] ?? 0) + renderedLength;
    }
    contents.set(
      `/${chunk.fileName}`,
      Object.entries(bytes).sort(([, a], [, b]) => b - a),
    );
  }
  return { folder: outDir, contents };
}

/** All of a desk that readers' pages load: what is served as it is. */
export function deskWithoutScripts({ folder }: Ground): string {
  const outDir = join(folder, 'public');
  cpSync(join(import.meta.dirname, '../../public'), outDir, { recursive: true });
  writeFileSync(join(outDir, 'index.html'), '<!doctype html>');
  return outDir;
}

/** The npm package of a module, or the folder of ours that it lies in. */
function packageOf(id: string): string {
  const path = id.replace(/^\0/, '').split(sep).join('/');
  const inPackage = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  if (inPackage) return inPackage;
  if (!isAbsolute(id)) return 'bundler';
  return relative(process.cwd(), id).split(sep).slice(0, -1).join('/');
}

/** Starts a server with a demo newsroom on a fresh database, which lies under `name` in the ground's folder. */
export async function startDesk(ground: Ground, desk: string, name = 'data'): Promise<string> {
  const child = fork(join(import.meta.dirname, 'host.ts'), {
    env: {
      ...process.env,
      BENCH_DESK: desk,
      // A second server goes on any free port.
      PORT: name === 'data' ? String(ground.port) : '0',
      DATA_DIR: join(ground.folder, name),
      DEMO: 'yes',
      LOG_LEVEL: 'warn',
      // The build leaves `production` behind, in which no demo newsroom is made.
      NODE_ENV: 'test',
    },
  });
  ground.cleanUps.push(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill();
    await once(child, 'exit');
  });
  const url = await Promise.race([
    once(child, 'message').then(([message]) => message as unknown),
    once(child, 'exit').then(([code]) => new Error(`The server ended with code ${code}`)),
  ]);
  if (typeof url !== 'string') throw url;
  return url;
}

/** Builds the bare page and serves it with `files` beside it, compressed and cached as the desk is. */
export async function startBare(ground: Ground, files: Record<string, string | Uint8Array>): Promise<string> {
  const outDir = join(ground.folder, 'bare');
  await build({
    configFile: false,
    logLevel: 'warn',
    root: join(import.meta.dirname, 'bare'),
    publicDir: join(import.meta.dirname, '../../public'),
    build: { outDir, emptyOutDir: true, target: 'baseline-widely-available' },
  });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(outDir, name), content);
  await compressFolder(outDir);
  const server = createServer(getRequestListener(await serveDesk(outDir)));
  server.listen(ground.port === 0 ? 0 : ground.port + 1, '127.0.0.1');
  await once(server, 'listening');
  ground.cleanUps.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

export async function startBrowser(ground: Ground): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: chromiumArgs });
  ground.cleanUps.push(() => browser.close());
  return browser;
}
