import react from '@vitejs/plugin-react';
import { configDefaults, defineConfig } from 'vitest/config';

/** Tests of `src` without JSX that need a DOM: ProseMirror views, hooks, `document`. */
const domTests = [
  'block-ids',
  'category-options',
  'clean-html',
  'content-of',
  'credit-suggestions',
  'figure-input',
  'insert-figures',
  'metadata-confirmations',
  'moment',
  'paired-documents',
  'pasted-images',
  'paths',
  'quote',
  'relative-selection',
  'session',
  'undo-delete-filter',
  'undo-steps',
  'upload-queue',
].map((name) => `src/**/${name}.test.ts`);

/** The fault tests that need editors, and a DOM for them. */
const editorFaults = ['tests/faults/random-edits.test.ts'];

const screenEnvironment = './tests/screens/environment.ts';
const postgres = './tests/hosts/postgres-server.ts';
// Starting servers and databases takes seconds on a busy machine.
const hostTimeouts = { hookTimeout: 60_000, testTimeout: 120_000 };

/** Shares a worker's modules between files, which saves most of their time. */
const sharedModules = { isolate: false, setupFiles: './tests/same-globals.ts', testTimeout: 20_000 };

const contractTests = ['tests/contract/**/*.test.ts'];

/**
 * The contract tests of HTTP itself: headers, cookies, bodies, streams. On Node with PGlite only these run, because the
 * others are covered by its two halves: MSW with PGlite, and Node with PostgreSQL.
 */
const httpTests = ['hosts', 'session', 'requests', 'lost-response', 'media', 'uploads'].map(
  (name) => `tests/contract/${name}.test.ts`,
);

const contract = (host: 'msw' | 'node' | 'postgres', include = contractTests) => ({
  test: {
    name: `contract-${host}`,
    environment: 'node',
    include,
    env: { TOASOAN_HOST: host },
    // One host for each worker, reset between tests: see tests/hosts/host.ts.
    isolate: false,
    ...hostTimeouts,
    ...(host === 'postgres' ? { globalSetup: postgres } : {}),
  },
});

/** Short rounds; `npm run test:faults` takes the full ones. */
const faults = (name: string, environment: string, files: { include: string[]; exclude?: string[] }) => ({
  test: {
    name,
    environment,
    ...files,
    globalSetup: postgres,
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
          ...sharedModules,
          include: ['domain/**/*.test.ts', 'tests/architecture.test.ts'],
        },
      },
      {
        test: {
          name: 'src',
          environment: 'node',
          ...sharedModules,
          include: ['src/**/*.test.ts'],
          exclude: domTests,
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'screens',
          environment: screenEnvironment,
          include: ['src/**/*.test.tsx', ...domTests],
          setupFiles: './tests/screens/setup.ts',
          // The desk's modules are loaded once for each worker.
          isolate: false,
          env: { DEBUG_PRINT_LIMIT: '0' },
          hookTimeout: 60_000,
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'server',
          environment: 'node',
          ...sharedModules,
          include: [
            'server/**/*.test.ts',
            'mocks/**/*.test.ts',
            'tests/collab/**/*.test.ts',
            'tests/hosts/**/*.test.ts',
          ],
          globalSetup: postgres,
          ...hostTimeouts,
        },
      },
      contract('msw'),
      contract('node', httpTests),
      contract('postgres'),
      faults('faults', 'node', { include: ['tests/{faults,attacks}/**/*.test.ts'], exclude: editorFaults }),
      faults('faults-editors', screenEnvironment, { include: editorFaults }),
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
