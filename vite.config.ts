import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { msw } from 'msw/vite';
import { defineConfig } from 'vite';
import { buildServiceWorker } from './scripts/build-service-worker.ts';
import { compressBuild } from './scripts/compress-build.ts';

/*
 * Modes: `development` (npm run dev) and `mock` (npm run build:mock) run the whole backend in the page; `server`
 * (npm run dev:server) and `production` (npm run build) use the Node server. Only the first two contain code of mocks/,
 * which src/main.tsx imports by mode.
 */
export default defineConfig(({ mode }) => {
  const hasMock = mode === 'development' || mode === 'mock';
  return {
    plugins: [
      react(),
      ...(hasMock ? [msw({ mode: 'worker-only' })] : [buildServiceWorker(), compressBuild()]),
    ],
    resolve: { alias: [zodWithoutEval, ...(hasMock ? nodeOnlyModules : [])] },
    worker: { format: 'es', rolldownOptions: { checks: { eval: false }, external: isRequiredInNodeOnly } },
    build: {
      target: 'baseline-widely-available',
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: hasMock ? 5_000 : 500,
      rolldownOptions: { checks: { eval: !hasMock }, output: { codeSplitting: { groups: chunks } } },
    },
    optimizeDeps: {
      // PGlite loads its WebAssembly relative to its own module.
      exclude: ['@electric-sql/pglite'],
      // Found in a worker only, when it is needed: the page would reload.
      include: ['libheif-js/libheif-wasm/libheif.js'],
    },
    server: { strictPort: true },
    preview: { strictPort: true },
  };
});

const zodWithoutEval = {
  find: /^zod$/,
  replacement: fileURLToPath(new URL('./src/lib/zod-without-eval.ts', import.meta.url)),
};

/** Node modules that the collaboration server imports but does not use in a page. */
const nodeOnlyModules = ['node:crypto', 'node:url', 'node:http', 'crossws/adapters/node'].map((find) => ({
  find,
  replacement: fileURLToPath(new URL('./mocks/node-modules-in-page.ts', import.meta.url)),
}));

/** libheif's script requires Node's modules where it runs in Node. */
const isRequiredInNodeOnly = (id: string, importer?: string) =>
  /^(fs|path|crypto)$/.test(id) && importer?.includes('/libheif-js/') === true;

/**
 * Chunks by change and use: libraries stay in the browser's cache after a release, the first screen comes in one wave, and
 * the article list does not fetch the editor. The groups of packages include the dependencies of these: two chunks that
 * import each other would run before their imports are initialized.
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
  {
    name: 'zod',
    test: /\/node_modules\/zod\/|\/src\/lib\/zod-without-eval\.ts$/,
    includeDependenciesRecursively: false,
  },
  // The shell and the article list with all that they import.
  { name: 'desk', test: /\/src\/(?:main\.tsx|features\/articles\/articles-(?:page|loader)\.tsx?)$/ },
  // Menus and filters of the first screen, loaded when one is pressed or the page is idle.
  {
    name: 'popups',
    test: /\/src\/.*\/(?:user-menu-dropdown|write-menu|sort-menu|(?:time-)?filter-dropdown)\.tsx$/,
  },
  // What several other screens share: components, icons, helpers.
  { name: 'shared', minShareCount: 3, maxModuleSize: 60_000, includeDependenciesRecursively: false },
];

function packagesAs(name: string, packages: string[]) {
  return {
    name,
    test: new RegExp(`/node_modules/(?:${packages.join('|')})/`),
    includeDependenciesRecursively: false,
  };
}
