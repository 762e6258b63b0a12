import react from '@vitejs/plugin-react';
import { configDefaults, defineConfig } from 'vitest/config';

/** Tests of `src` without JSX that need a DOM: ProseMirror views, hooks, `document`. */
const domTests = [
  'block-ids',
  'caret-block',
  'category-options',
  'clean-html',
  'clean-paste',
  'content-of',
  'credit-suggestions',
  'figure-input',
  'insert-docx',
  'insert-figures',
  'legacy-offer',
  'line-breaks',
  'metadata-confirmations',
  'moment',
  'page-data',
  'paired-documents',
  'pasted-images',
  'prepare-docx',
  'paths',
  'quote',
  'relative-selection',
  'remote-carets',
  'incremental-sync',
  'restored-commands',
  'session',
  'stored-queries',
  'table-repair',
  'undo-delete-filter',
  'undo-steps',
  'upload-queue',
  'use-figures',
].map((name) => `src/**/${name}.test.ts`);

/** The fault tests that need editors, and a DOM for them. */
const editorFaults = ['random-edits', 'random-tables'].map((name) => `tests/faults/${name}.test.ts`);

const screenEnvironment = './tests/screens/environment.ts';
const postgres = './tests/hosts/postgres-server.ts';
/** What a test waits for may take seconds on a busy machine. */
const patientPolls = { expect: { poll: { timeout: 15_000 } } };
// Starting servers and databases takes seconds on a busy machine.
const hostTimeouts = { hookTimeout: 60_000, testTimeout: 120_000, ...patientPolls };

/** Shares a worker's modules between files, which saves most of their time. */
const sharedModules = {
  isolate: false,
  setupFiles: './tests/same-globals.ts',
  testTimeout: 20_000,
  ...patientPolls,
};

const contractTests = ['tests/contract/**/*.test.ts'];

const contractTest = (name: string) => `tests/contract/${name}.test.ts`;

/**
 * All contract tests run on Node with PostgreSQL, as in production. With PGlite, on Node and behind MSW, those of HTTP
 * itself run again: headers, cookies, bodies, streams.
 */
const httpTests = ['hosts', 'session', 'requests', 'lost-response', 'media', 'uploads'].map(contractTest);

/** Run on PGlite too: locks, text search and keyset pagination, where the two databases could differ. */
const databaseTests = ['article-lists', 'content', 'portal', 'search', 'transitions'].map(contractTest);

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
    ...sharedModules,
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
          include: ['domain/**/*.test.ts', 'tests/*.test.ts'],
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
          ...patientPolls,
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
      contract('msw', [...httpTests, ...databaseTests]),
      contract('node', httpTests),
      contract('postgres'),
      faults('faults', 'node', { include: ['tests/{faults,attacks}/**/*.test.ts'], exclude: editorFaults }),
      faults('faults-editors', screenEnvironment, { include: editorFaults }),
      {
        test: {
          name: 'authorization',
          environment: 'node',
          include: ['tests/authorization/**/*.test.ts'],
          env: { TOASOAN_HOST: 'postgres' },
          globalSetup: postgres,
          hookTimeout: 60_000,
          testTimeout: 180_000,
          ...patientPolls,
        },
      },
    ],
  },
});
