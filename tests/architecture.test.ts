import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';

/** The layers and the imports each may have. Imports within a layer are allowed. */
const mayImport: Record<string, string[]> = {
  domain: [],
  'src/lib': ['domain'],
  'src/ui': ['src/lib', 'domain'],
  'src/locales': [],
  'src/uploads': ['src/ui', 'src/lib', 'domain'],
  'src/editor': ['src/uploads', 'src/ui', 'src/lib', 'domain'],
  'src/features': ['src/editor', 'src/uploads', 'src/ui', 'src/lib', 'domain'],
  'src/app': ['src/features', 'src/editor', 'src/uploads', 'src/ui', 'src/lib', 'domain'],
  'src/service-worker': ['src/lib'],
  'src/main.tsx': ['src/app', 'src/features/sign-in', 'src/ui', 'src/lib'],
  server: ['domain'],
  mocks: ['server', 'domain'],
};

/** Imports that break a rule for a reason. */
const exceptions: Record<string, { to: string; because: string }[]> = {
  'src/main.tsx': [
    { to: 'mocks/browser.ts', because: 'starts the backend in the page, in mock builds only' },
  ],
  'src/lib/i18n.ts': [{ to: 'src/locales', because: 'loads the texts' }],
  'server/node/main.ts': [
    { to: 'mocks/seed.ts', because: 'fills a demo newsroom, dynamically and only in demo mode' },
  ],
};

/** The only features that another feature may reach into. */
const sharedFeatures: Record<string, string[]> = {
  'src/features/account': ['src/features/media'],
  'src/features/editing': ['src/features/media', 'src/features/qr', 'src/features/workflow'],
  'src/features/fanpages': ['src/features/qr'],
  'src/features/newsroom': ['src/features/media'],
  'src/features/preview': ['src/features/workflow'],
  'src/features/review': ['src/features/revisions', 'src/features/workflow'],
  'src/features/revisions': ['src/features/workflow'],
};

/**
 * Packages that the domain may import: pure ones, so that every host and every screen can use it. `uqr` computes QR codes,
 * which desk, portal and downloads must draw alike; `diff` compares lists of words; `yjs` is there because server and page
 * must find the same text orphaned; `@zxcvbn-ts` estimates passwords, for the field and for the request alike.
 */
const domainPackages =
  /^(zod|uqr|diff|yjs|prosemirror-model|@zxcvbn-ts\/(core|language-common)|@orpc\/contract|@tiptap\/(core|static-renderer|extension-[a-z-]+)(\/.*)?)$/;

/** Node's own modules, and packages that run on nothing else. */
const nodeModules = /^(node:.*|(ws|pg|sharp|ioredis|nodemailer|pino|@hono\/node-server)(\/.*)?)$/;

const root = join(import.meta.dirname, '..');

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(join(root, path)).isDirectory()) return sourceFiles(path);
    return /\.tsx?$/.test(name) ? [path.split(sep).join('/')] : [];
  });
}

const files = ['domain', 'src', 'server', 'mocks'].flatMap(sourceFiles);
const isTest = (file: string) => /\.test\.tsx?$/.test(file);

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]|(?:^|\n)import\s*['"]([^'"]+)['"]/g;
  return Array.from(text.matchAll(pattern), (match) => match[1] ?? match[2] ?? match[3] ?? '');
}

/** Project files as paths from the root, packages by their name. */
function target(file: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  return relative(root, join(root, normalize(join(dirname(file), specifier))))
    .split(sep)
    .join('/')
    .replace(/\?.*$/, '');
}

/** Cycles of the import graph, each as `a → b → a` at the first import that closes it (depth-first search). */
function importCycles(): string[] {
  const known = new Set(files);
  const finished = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) cycles.push([...path.slice(start), file].join(' → '));
    if (start >= 0 || finished.has(file)) return;
    for (const specifier of importsOf(file)) {
      const to = target(file, specifier);
      if (known.has(to)) visit(to, [...path, file]);
    }
    finished.add(file);
  };
  for (const file of files) visit(file, []);
  return cycles;
}

const within = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);
const layerOf = (path: string) => Object.keys(mayImport).find((layer) => within(path, layer));

describe('imports run one way: app → features → editor, uploads → ui → lib → domain; server → domain; mocks → server', () => {
  test.each(Object.keys(mayImport))('%s imports only what stands below it', (layer) => {
    const wrong = files
      .filter((file) => within(file, layer) && !isTest(file))
      .flatMap((file) =>
        importsOf(file)
          .filter((specifier) => specifier.startsWith('.'))
          .map((specifier) => target(file, specifier))
          .filter(
            (to) => layerOf(to) !== layer && !(mayImport[layer] ?? []).some((folder) => within(to, folder)),
          )
          .filter((to) => !exceptions[file]?.some((exception) => within(to, exception.to)))
          .map((to) => `${file} imports ${to}: move what both need down into a lower layer, or pass it in`),
      );
    expect(wrong).toEqual([]);
  });

  test('a feature reaches into another one only along the short list', () => {
    const featureOf = (path: string) => /^src\/features\/[^/]+/.exec(path)?.[0];
    const wrong = files
      .filter((file) => featureOf(file) && !isTest(file))
      .flatMap((file) =>
        importsOf(file)
          .filter((specifier) => specifier.startsWith('.'))
          .map((specifier) => target(file, specifier))
          .filter((to) => featureOf(to) && featureOf(to) !== featureOf(file))
          .filter((to) => !sharedFeatures[featureOf(file) ?? '']?.includes(featureOf(to) ?? ''))
          .map(
            (to) => `${file} imports ${to}: lift it into src/ui or src/editor, or compose both in src/app`,
          ),
      );
    expect(wrong).toEqual([]);
  });

  test('src/uploads knows nothing of ProseMirror', () => {
    const wrong = files
      .filter((file) => within(file, 'src/uploads'))
      .flatMap((file) =>
        importsOf(file)
          .filter((specifier) => /^(prosemirror-|@tiptap\/)/.test(specifier))
          .map(
            (specifier) =>
              `${file} imports ${specifier}: node views and commands belong in src/editor/figure`,
          ),
      );
    expect(wrong).toEqual([]);
  });

  test('there are no import cycles', () => {
    expect(
      importCycles(),
      'type-only imports count: move what both need into a third module, or pass it in',
    ).toEqual([]);
  });

  test('the domain is pure: no React, no host, no clock, no randomness', () => {
    const wrong = files
      .filter((file) => within(file, 'domain') && !isTest(file))
      .flatMap((file) => {
        const packages = importsOf(file)
          .filter((specifier) => !specifier.startsWith('.') && !domainPackages.test(specifier))
          .map((specifier) => `${file} imports ${specifier}`);
        const text = readFileSync(join(root, file), 'utf8');
        const impure = ['Date.now(', 'new Date()', 'Math.random(', 'randomUUID('].filter((call) =>
          text.includes(call),
        );
        return [...packages, ...impure.map((call) => `${file} calls ${call}: take the value as a parameter`)];
      });
    expect(wrong).toEqual([]);
  });
});

describe('the backend runs in a page and in Node (decision 001)', () => {
  const isForNode = (file: string) => within(file, 'server/node') || file === 'mocks/node.ts';

  test('only server/node and mocks/node.ts use Node’s modules and packages that need them', () => {
    const wrong = files
      .filter((file) => !isForNode(file) && !isTest(file))
      .flatMap((file) =>
        importsOf(file)
          .filter((specifier) => nodeModules.test(specifier))
          .map(
            (specifier) =>
              `${file} imports ${specifier}: declare a port where it is used, implement it in server/node and pass it in with createBackend`,
          ),
      );
    expect(wrong).toEqual([]);
  });

  test('the rest of the server does not import server/node', () => {
    const wrong = files
      .filter((file) => within(file, 'server') && !isForNode(file) && !isTest(file))
      .flatMap((file) =>
        importsOf(file)
          .map((specifier) => target(file, specifier))
          .filter((to) => within(to, 'server/node'))
          .map((to) => `${file} imports ${to}: pass it in with createBackend`),
      );
    expect(wrong).toEqual([]);
  });

  test('server/ holds at most 12 files beside its folders', () => {
    const atRoot = files.filter((file) => /^server\/[^/]+$/.test(file));
    expect(
      atRoot.length,
      `move one into the folder of its concept: ${atRoot.join(', ')}`,
    ).toBeLessThanOrEqual(12);
  });
});

test('a procedure that sets a password judges it first, and a change of credentials is mailed to the owner', () => {
  const procedures = files.filter((file) => within(file, 'server/procedures') && !isTest(file));
  const lacking = (cause: RegExp, call: string) =>
    procedures.filter((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      return cause.test(text) && !text.includes(call);
    });
  expect(lacking(/hashPassword\(|createAccount\([^)]*\bpassword\b/, 'assertAcceptablePassword(')).toEqual([]);
  expect(lacking(/replaceCredentials\(/, 'notifySecurityChange(')).toEqual([]);
});

test('there are no barrels and no attics', () => {
  const wrong = files.filter((file) => /(^|\/)(utils?|helpers|types)(\/|\.tsx?$)|\/index\.tsx?$/.test(file));
  expect(
    wrong.filter((file) => file !== 'mocks/newsroom/types.ts'),
    'name the file after what it is',
  ).toEqual([]);
});

test('file names are kebab-case', () => {
  expect(files.filter((file) => !/^[a-z0-9./-]+$/.test(file))).toEqual([]);
});

test('screens load the password dictionaries on demand', () => {
  const wrong = files
    .filter((file) => within(file, 'src') && !isTest(file))
    .filter((file) =>
      /^import (?!type )[^;]*password-strength/m.test(readFileSync(join(root, file), 'utf8')),
    );
  expect(wrong, 'use import(): they have 400 KB').toEqual([]);
});

test('colours stand in the theme alone', () => {
  const wrong = files
    .filter((file) => within(file, 'src') && !within(file, 'src/lib') && !isTest(file))
    .filter((file) => /['"`\s(]#[0-9a-fA-F]{3,8}\b|rgba?\(/.test(readFileSync(join(root, file), 'utf8')));
  expect(wrong).toEqual([]);
});

test('updates of documents and publications are written in one place each, for four-eyes', () => {
  const homes = {
    'insert(articleUpdates)': 'server/documents/store.ts',
    'insert(publications)': 'server/procedures/transition-effects.ts',
  };
  for (const [write, home] of Object.entries(homes)) {
    const found = files.filter(
      (file) =>
        within(file, 'server') && !isTest(file) && readFileSync(join(root, file), 'utf8').includes(write),
    );
    expect(found, `${write}: decision 015 records writers and judges approvals there`).toEqual([home]);
  }
});
