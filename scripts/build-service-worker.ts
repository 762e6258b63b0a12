import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { build, type Plugin } from 'vite';
import type { PrecacheEntry } from 'workbox-precaching';

/** Larger files are fetched when they are needed: WebAssembly, the dictionary that judges passwords. */
const precachedMaxBytes = 1024 * 1024;

const notPrecached =
  /\.(?:br|gz|map|txt|wasm)$|^\/assets\/(?:heic-worker|password-strength)-|^\/service-worker\.js$/;

/** Vite plugin: builds `/service-worker.js` with the list of the files that it keeps on the device. */
export function buildServiceWorker(): Plugin {
  return {
    name: 'build-service-worker',
    apply: 'build',
    writeBundle: {
      order: 'pre',
      sequential: true,
      handler: async ({ dir }) => {
        if (dir) await buildInto(dir, await filesToPrecache(dir));
      },
    },
  };
}

async function buildInto(outDir: string, files: PrecacheEntry[]): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    define: { precachedFiles: JSON.stringify(files), 'process.env.NODE_ENV': '"production"' },
    publicDir: false,
    build: {
      outDir,
      emptyOutDir: false,
      target: 'baseline-widely-available',
      rolldownOptions: {
        input: 'src/service-worker/service-worker.ts',
        output: { format: 'iife', entryFileNames: 'service-worker.js' },
      },
    },
  });
}

/** By URL. Files in /assets/ are named by their content; the others get its hash as their revision. */
async function filesToPrecache(folder: string): Promise<PrecacheEntry[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry): Promise<PrecacheEntry[]> => {
        const path = join(entry.parentPath, entry.name);
        const url = `/${relative(folder, path).split(sep).join('/')}`;
        if (notPrecached.test(url) || (await stat(path)).size > precachedMaxBytes) return [];
        if (url.startsWith('/assets/')) return [{ url, revision: null }];
        const hash = createHash('sha256').update(await readFile(path));
        return [{ url, revision: hash.digest('hex').slice(0, 16) }];
      }),
  );
  return files.flat().sort((a, b) => (a.url < b.url ? -1 : 1));
}
