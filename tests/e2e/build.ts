import { execFileSync } from 'node:child_process';

/** Builds what the journeys run: the desk for the server, and the desk with its backend in the browser. */
export default function build(): void {
  if (process.env.TOASOAN_BUILT === 'yes') return;
  const options = { stdio: 'inherit', shell: process.platform === 'win32' } as const;
  execFileSync('npx', ['vite', 'build', '--logLevel', 'warn'], options);
  execFileSync('npm', ['run', '--silent', 'build:mock'], options);
}
