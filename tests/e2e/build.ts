import { spawn } from 'node:child_process';

/** Builds what the journeys run: the desk for the server, and the desk with its backend in the browser. */
export default async function build(): Promise<void> {
  if (process.env.TOASOAN_BUILT === 'yes') return;
  await Promise.all([
    run('npx', ['vite', 'build', '--logLevel', 'warn']),
    run('npm', ['run', '--silent', 'build:mock']),
  ]);
}

function run(command: string, words: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { stdio: 'inherit', shell: process.platform === 'win32' });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${words.join(' ')} ended with code ${code}`)),
    );
  });
}
