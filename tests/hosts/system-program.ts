import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

type Program = {
  /** Its display name. */
  name: string;
  /** Candidate paths; the first that exists is used. Evaluated again after an install. */
  paths(): (string | undefined)[];
  /** Command tried before the distribution's package. */
  install?: readonly [command: string, ...args: string[]];
  /** Packages of Debian and Ubuntu, in order of preference, installed as root. */
  packages: readonly string[];
  /** Instructions if the installation fails. */
  hint: string;
};

/**
 * Finds a program that is not an npm package. Installs it if missing, with its output shown, because it may take minutes.
 *
 * @returns its path.
 * @throws Error with instructions when it cannot be installed.
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
