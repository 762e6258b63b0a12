import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { msw } from 'msw/vite';
import { defineConfig } from 'vite';
import { compressBuild } from './scripts/compress-build.ts';

/*
 * Modes: `development` (npm run dev) and `mock` (npm run build:mock) carry the whole backend in the page, with no
 * server; `server` (npm run dev:server) and `production` (npm run build) talk to the Node server and hold no
 * code of mocks/, which src/main.tsx reaches only where the mode is one of the first two.
 */
export default defineConfig(({ mode }) => {
  const hasMock = mode === 'development' || mode === 'mock';
  return {
    plugins: [react(), hasMock ? msw({ mode: 'worker-only' }) : compressBuild()],
    resolve: { alias: hasMock ? nodeOnlyModules : [] },
    worker: { format: 'es', rolldownOptions: { checks: { eval: false } } },
    build: {
      target: 'baseline-widely-available',
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: hasMock ? 5_000 : 500,
      rolldownOptions: { checks: { eval: !hasMock }, output: { codeSplitting: { groups: chunks } } },
    },
    optimizeDeps: {
      // PGlite finds its WebAssembly beside its own file.
      exclude: ['@electric-sql/pglite'],
    },
    server: { strictPort: true },
    preview: { strictPort: true },
  };
});

/** The parts of Node that the collaboration server names but does not use when it runs in a page. */
const nodeOnlyModules = ['node:crypto', 'node:url', 'node:http', 'crossws/adapters/node'].map((find) => ({
  find,
  replacement: fileURLToPath(new URL('./mocks/node-modules-in-page.ts', import.meta.url)),
}));

/**
 * What changes together, or is needed together, is one file: a release of the desk leaves the libraries in the
 * browser's cache, and the article list does not fetch the editor. Each group names all that its packages need, or
 * two files would need each other and the first to run would find the other one empty.
 */
const chunks = [
  packagesAs('react', [
    'react',
    'react-dom',
    'scheduler',
    'react-router',
    'cookie-es',
    'use-sync-external-store',
  ]),
  packagesAs('yjs', [
    'yjs',
    'lib0',
    'isomorphic\\.js',
    'y-protocols',
    'y-indexeddb',
    '@hocuspocus/(?:provider|common)',
    '@lifeomic/attempt',
  ]),
  packagesAs('prosemirror', [
    'prosemirror-[a-z-]+',
    '@tiptap/[a-z-]+',
    'orderedmap',
    'rope-sequence',
    'w3c-keyname',
    'linkifyjs',
    'fast-equals',
  ]),
  packagesAs('floating', ['@floating-ui/[a-z-]+', 'tabbable']),
];

function packagesAs(name: string, packages: string[]) {
  return {
    name,
    test: new RegExp(`/node_modules/(?:${packages.join('|')})/`),
    includeDependenciesRecursively: false,
  };
}
