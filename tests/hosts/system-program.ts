import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

type Program = {
  /** As people call it. */
  name: string;
  /** Where it may lie; the first that exists is taken. Asked again after an install. */
  paths(): (string | undefined)[];
  /** Tried before the distribution's package. */
  install?: readonly [command: string, ...args: string[]];
  /** The packages of Debian and Ubuntu that have it, the best first: installed where we are root. */
  packages: readonly string[];
  /** What to do where all of that fails. */
  hint: string;
};

/**
 * A program that npm cannot bring. Where it is missing it is installed; what that prints is shown, because it may take
 * minutes.
 *
 * @returns its path.
 * @throws Error that says how to get it.
 */
export function ensureProgram(program: Program): string {
  const find = () => program.paths().find((path) => path !== undefined && path !== '' && existsSync(path));
  const found = find();
  if (found) return found;
  const isRoot = process.getuid?.() === 0;
  const isInstalled =
    (program.install && run(...program.install)) ||
    (isRoot &&
      run('apt-get', 'update') &&
      program.packages.some((name) => run('apt-get', 'install', '-y', '--no-install-recommends', name)));
  const path = isInstalled ? find() : undefined;
  if (path) return path;
  throw new Error(`The tests need ${program.name} and could not install it. ${program.hint}`);
}

function run(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'inherit' });
    return true;
  } catch {
    return false;
  }
}
