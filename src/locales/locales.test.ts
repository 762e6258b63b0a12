import { expect, test } from 'vitest';
import { en } from './en.ts';
import { vi as firstScreen } from './vi.ts';
import { viMore } from './vi-more.ts';

const vi = { ...firstScreen, ...viMore };

const vietnameseFiles = import.meta.glob<Record<string, object>>('./vi/*.ts', { eager: true });
const englishFiles = import.meta.glob<Record<string, object>>('./en/*.ts', { eager: true });

const names = Object.keys(vietnameseFiles).map((path) => path.replace('./vi/', ''));

test('both languages have the same files', () => {
  expect(Object.keys(englishFiles).map((path) => path.replace('./en/', ''))).toEqual(names);
});

test.each(names)('%s has the same keys in both languages', (name) => {
  expect(keysOf(englishFiles[`./en/${name}`])).toEqual(keysOf(vietnameseFiles[`./vi/${name}`]));
});

test('every file is registered as a namespace', () => {
  const exported = Object.values(vietnameseFiles).flatMap((file) => Object.keys(file));
  expect(Object.keys(vi).sort()).toEqual(exported.sort());
  expect(Object.keys(en).sort()).toEqual(exported.sort());
});

test.each([
  ['vi', vi],
  ['en', en],
])('no text is empty in %s', (_language, texts) => {
  expect(entriesOf(texts).filter(([, text]) => text.trim() === '')).toEqual([]);
});

test('both languages use the same variables', () => {
  const english = new Map(entriesOf(en));
  const differing = entriesOf(vi).filter(
    ([key, text]) => String(variables(text)) !== String(variables(english.get(key) ?? '')),
  );
  expect(differing.map(([key]) => key)).toEqual([]);
});

/** Plural forms that Vietnamese lacks (`count_one`) count as `count_other`. */
function keysOf(texts: object = {}): string[] {
  return [...new Set(entriesOf(texts).map(([key]) => key.replace(/_one$/, '_other')))].sort();
}

function entriesOf(texts: object, prefix = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]: [string, string | object]) =>
    typeof value === 'string'
      ? [[prefix + key, value] as [string, string]]
      : entriesOf(value, `${prefix}${key}.`),
  );
}

function variables(text: string): string[] {
  return [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name ?? '').sort();
}
