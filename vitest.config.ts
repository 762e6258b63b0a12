import react from '@vitejs/plugin-react';
import { configDefaults, defineConfig } from 'vitest/config';

const contract = (host: 'msw' | 'node' | 'postgres') => ({
  test: {
    name: `contract-${host}`,
    environment: 'node',
    include: ['tests/contract/**/*.test.ts'],
    env: { TOASOAN_HOST: host },
    // One host for each worker, emptied between the tests: see tests/hosts/host.ts.
    isolate: false,
    hookTimeout: 60_000,
    testTimeout: 60_000,
    ...(host === 'postgres' ? { globalSetup: './tests/hosts/postgres-server.ts' } : {}),
  },
});

/** Those that need the editor itself, and a DOM for it. */
const withEditors = 'tests/faults/random-edits.test.ts';

/** The short rounds; `npm run test:faults` takes the full ones. */
const faults = (name: string, environment: string, files: { include: string[]; exclude?: string[] }) => ({
  test: {
    name,
    environment,
    ...files,
    globalSetup: './tests/hosts/postgres-server.ts',
    hookTimeout: 60_000,
    testTimeout: process.env.FAULT_ROUNDS === 'full' ? 7_200_000 : 300_000,
  },
});

export default defineConfig({
  test: {
    exclude: [...configDefaults.exclude, 'tests/e2e/**', 'tests/bench/**'],
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'domain',
          environment: 'node',
          // Their modules are loaded once for each worker: a fifth of the time.
          isolate: false,
          setupFiles: './tests/same-globals.ts',
          include: [
            'domain/**/*.test.ts',
            'server/**/*.test.ts',
            'mocks/**/*.test.ts',
            'tests/architecture.test.ts',
            'tests/collab/**/*.test.ts',
            'tests/hosts/**/*.test.ts',
          ],
          hookTimeout: 60_000,
          // Some start real servers and databases, several times, on machines that are busy.
          testTimeout: 120_000,
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'screens',
          environment: './tests/screens/environment.ts',
          include: ['src/**/*.test.ts', 'src/**/*.test.tsx'],
          setupFiles: './tests/screens/setup.ts',
          hookTimeout: 60_000,
          testTimeout: 20_000,
        },
      },
      contract('msw'),
      contract('node'),
      contract('postgres'),
      faults('faults', 'node', { include: ['tests/faults/**/*.test.ts'], exclude: [withEditors] }),
      faults('faults-editors', './tests/screens/environment.ts', { include: [withEditors] }),
      {
        test: {
          name: 'authorization',
          environment: 'node',
          include: ['tests/authorization/**/*.test.ts'],
          env: { TOASOAN_HOST: 'node' },
          hookTimeout: 60_000,
          testTimeout: 180_000,
        },
      },
    ],
  },
});
