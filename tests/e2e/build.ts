import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import type { FullConfig } from '@playwright/test';
import { fillDemoFolder } from './desk.ts';

/**
 * Builds the desk for the server, the desk with the mocked backend if a project uses it, and the demo data that each
 * server starts with a copy of. @returns a function that removes the demo data.
 */
export default async function build({ projects }: FullConfig): Promise<() => Promise<void>> {
  const usesMock = projects.some(({ name }) => name === 'mock');
  const [folder] = await Promise.all([
    fillDemoFolder(),
    run('npx', ['vite', 'build', '--logLevel', 'warn']),
    usesMock && run('npm', ['run', '--silent', 'build:mock']),
  ]);
  return () => rm(folder, { recursive: true });
}

function run(command: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${args.join(' ')} ended with code ${code}`)),
    );
  });
}
