import { describe, expect, test } from 'vitest';
import type { ContentJson, NodeJson } from '../../../domain/document/content.ts';
import { changesBetween } from './changes.ts';

const paragraph = (id: string, text: string): NodeJson => ({
  type: 'paragraph',
  attrs: { id },
  content: [{ type: 'text', text }],
});
const content = (title: string, ...blocks: NodeJson[]): ContentJson => ({
  title,
  lead: 'Sapo',
  body: { type: 'doc', content: blocks },
});

describe('changes between two versions', () => {
  test('the same words give no change', () => {
    const version = content('Cầu Rào', paragraph('a', 'Một'));
    expect(changesBetween(version, structuredClone(version))).toEqual([]);
  });

  test('a changed number is shown inside its sentence', () => {
    const [change, ...others] = changesBetween(
      content('Cầu Rào', paragraph('a', 'Cầu dài 120 m.'), paragraph('b', 'Hết.')),
      content('Cầu Rào', paragraph('a', 'Cầu dài 140 m.'), paragraph('b', 'Hết.')),
    );
    expect(others).toEqual([]);
    expect(change?.kind).toBe('changed');
    expect(change?.parts.filter((part) => part.kind !== 'kept')).toEqual([
      { text: '120', kind: 'removed' },
      { text: '140', kind: 'added' },
    ]);
  });

  test('a new block, a gone block and a new title are told apart', () => {
    const changes = changesBetween(
      content('Cũ', paragraph('a', 'Một'), paragraph('b', 'Hai')),
      content('Mới', paragraph('b', 'Hai'), paragraph('c', 'Ba')),
    );
    expect(changes.map(({ place, kind }) => `${place} ${kind}`)).toEqual([
      'title changed',
      'body removed',
      'body added',
    ]);
  });

  test('words that only became bold are a change of format', () => {
    const bold: NodeJson = {
      ...paragraph('a', 'Một'),
      content: [{ type: 'text', text: 'Một', marks: [{ type: 'bold' }] }],
    };
    const [change] = changesBetween(content('T', paragraph('a', 'Một')), content('T', bold));
    expect(change?.kind).toBe('format');
  });
});
