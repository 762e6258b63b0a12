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

/** Folder and port of a run, and its clean-ups, which run in reverse order. */
export type BenchEnvironment = { folder: string; port: number; cleanUps: (() => unknown)[] };

/** @param port of the server; the bare page uses the next one. 0 picks free ports. */
export function createEnvironment(port: number): BenchEnvironment {
  const folder = mkdtempSync(join(tmpdir(), 'toa-soan-bench-'));
  return { folder, port, cleanUps: [() => rmSync(folder, { recursive: true, force: true })] };
}

export async function cleanUp({ cleanUps }: BenchEnvironment): Promise<void> {
  for (const work of cleanUps.reverse()) await work();
}

export type BuiltDesk = {
  folder: string;
  /** Bytes of each package or source folder in each script, before minification. */
  contents: Map<string, [name: string, bytes: number][]>;
};

/** Builds the desk like `npm run build`, into the folder of the run. */
export async function buildDesk(
  { folder }: BenchEnvironment,
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

/** The static files that portal pages load, without a build of the desk. */
export function copyStaticFiles({ folder }: BenchEnvironment): string {
  const outDir = join(folder, 'public');
  cpSync(join(import.meta.dirname, '../../public'), outDir, { recursive: true });
  writeFileSync(join(outDir, 'index.html'), '<!doctype html>');
  return outDir;
}

/** The npm package of a module, or its source folder. */
function packageOf(id: string): string {
  const path = id.replace(/^\0/, '').split(sep).join('/');
  const inPackage = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  if (inPackage) return inPackage;
  if (!isAbsolute(id)) return 'bundler';
  return relative(process.cwd(), id).split(sep).slice(0, -1).join('/');
}

/** Starts a server with a demo newsroom on a new database, in the subfolder `name` of the run's folder. */
export async function startDesk(
  environment: BenchEnvironment,
  desk: string,
  name = 'data',
  settings: Record<string, string> = {},
): Promise<string> {
  const child = fork(join(import.meta.dirname, 'host.ts'), {
    env: {
      ...process.env,
      BENCH_DESK: desk,
      // A second server uses a free port.
      PORT: name === 'data' ? String(environment.port) : '0',
      DATA_DIR: join(environment.folder, name),
      DEMO: 'yes',
      LOG_LEVEL: 'warn',
      // The build sets `production`, which creates no demo newsroom.
      NODE_ENV: 'test',
      ...settings,
    },
  });
  environment.cleanUps.push(async () => {
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

/** Builds the bare editor and serves it together with `files`, compressed and cached like the desk. */
export async function startBareEditor(
  environment: BenchEnvironment,
  files: Record<string, string | Uint8Array>,
): Promise<string> {
  const outDir = join(environment.folder, 'bare');
  await build({
    configFile: false,
    logLevel: 'warn',
    root: join(import.meta.dirname, 'bare'),
    publicDir: join(import.meta.dirname, '../../public'),
    build: { outDir, emptyOutDir: true, target: 'baseline-widely-available' },
  });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(outDir, name), content);
  await compressFolder(outDir);
  const serve = await serveDesk(outDir);
  const server = createServer(getRequestListener((request) => serve(request)));
  server.listen(environment.port === 0 ? 0 : environment.port + 1, '127.0.0.1');
  await once(server, 'listening');
  environment.cleanUps.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

export async function startBrowser(environment: BenchEnvironment): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: chromiumArgs });
  environment.cleanUps.push(() => browser.close());
  return browser;
}
