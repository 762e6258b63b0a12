import { describe, expect, test } from 'vitest';
import { after } from '../../../tests/builders/body-docs.ts';
import { arrow } from './figure-arrows.ts';
import { moveFigure } from './figure-commands.ts';
import { deleteAcross, enterInFigure, selectParentFigure, selectPart, tabInFigure } from './figure-keymap.ts';

describe('Enter', () => {
  test.each([
    ['goes from the caption to the end of the credit', 'A|[tau: Ch^ú~Lan]|B', 'A|[tau: Chú~Lan^]|B'],
    ['goes from the credit to a new paragraph', 'A|[tau: Chú~L^an]|B', 'A|[tau: Chú~Lan]|^|B'],
    ['uses an existing empty paragraph', 'A|[tau: Chú~Lan^]||B', 'A|[tau: Chú~Lan]|^|B'],
    ['adds a paragraph at the end of the article', '[tau: Chú~Lan^]', '[tau: Chú~Lan]|^'],
    ['goes from the figure to a new paragraph', 'A|^[tau: ~]|B', 'A|[tau: ~]|^|B'],
    ['goes from a placeholder to a new paragraph', 'A|^{up}|B', 'A|{up}|^|B'],
    ['does not apply in a paragraph', 'A^|[tau: ~]', null],
  ])('%s', (_name, before, expected) => {
    expect(after(before, enterInFigure)).toBe(expected);
  });
});

describe('Tab', () => {
  test.each([
    ['goes from the caption to the end of the credit', 1, 'A|[tau: Ch^ú~Lan]|B', 'A|[tau: Chú~Lan^]|B'],
    ['with Shift goes back to the end of the caption', -1, 'A|[tau: Chú~L^an]|B', 'A|[tau: Chú^~Lan]|B'],
    ['with Shift leaves the caption as any field', -1, 'A|[tau: Ch^ú~Lan]|B', null],
    ['does not apply in a paragraph', 1, 'A^|[tau: ~]', null],
  ] as const)('%s', (_name, dir, before, expected) => {
    expect(after(before, tabInFigure(dir))).toBe(expected);
  });
});

describe('Backspace', () => {
  test.each([
    ['first selects the figure before the caret', 'A|[tau: Chú~Lan]|^B', 'A|^[tau: Chú~Lan]|B'],
    ['then deletes it and moves into the text before', 'A|^[tau: Chú~Lan]|B', 'A^|B'],
    ['selects a placeholder', 'A|{up}|^B', 'A|^{up}|B'],
    ['selects it from a heading too', 'A|[tau: ~]|#^B', 'A|^[tau: ~]|#B'],
    ['deletes an empty paragraph with it', 'A|[tau: ~]|^|B', 'A|^[tau: ~]|B'],
    ['keeps the last paragraph', 'A|[tau: ~]|^', 'A|^[tau: ~]|'],
    ['joins nothing at the start of a caption', 'A|[tau: ^Chú~Lan]|B', 'A|[tau: ^Chú~Lan]|B'],
    ['joins nothing at the start of a credit', 'A|[tau: Chú~^Lan]|B', 'A|[tau: Chú~^Lan]|B'],
    ['leaves a paragraph between two figures', '[a: ~]|^[b: ~]|[c: ~]', '[a: ~]|^|[c: ~]'],
    ['leaves a paragraph in place of the only block', '^[a: ~]', '^'],
    ['does not apply inside a word', 'A|[tau: Ch^ú~]', null],
    ['does not apply without a figure', 'A|^B', null],
  ])('%s', (_name, before, expected) => {
    expect(after(before, deleteAcross(-1))).toBe(expected);
  });
});

describe('Delete', () => {
  test.each([
    ['first selects the figure after the caret', 'A^|[tau: Chú~Lan]|B', 'A|^[tau: Chú~Lan]|B'],
    ['then deletes it and moves into the text after', 'A|^[tau: Chú~Lan]|B', 'A|^B'],
    ['deletes an empty paragraph with it', '^|[tau: ~]|B', '^[tau: ~]|B'],
    ['joins nothing at the end of a caption', '[tau: Chú^~Lan]|B', '[tau: Chú^~Lan]|B'],
    ['joins nothing at the end of a credit', '[tau: Chú~Lan^]|B', '[tau: Chú~Lan^]|B'],
  ])('%s', (_name, before, expected) => {
    expect(after(before, deleteAcross(1))).toBe(expected);
  });
});

test('arrow right goes through text, figure, caption, credit, text', () => {
  const steps = ['A^|[tau: Ch~L]|B'];
  for (const edge of ['A|^[tau: Ch~L]|B', 'A|[tau: ^Ch~L]|B']) {
    expect(after(String(steps.at(-1)), arrow('horiz', 1))).toBe(edge);
    steps.push(edge);
  }
  expect(after('A|[tau: Ch^~L]|B', arrow('horiz', 1))).toBe('A|[tau: Ch~^L]|B');
  expect(after('A|[tau: Ch~L^]|B', arrow('horiz', 1))).toBe('A|[tau: Ch~L]|^B');
  expect(after('A|[tau: C^h~L]|B', arrow('horiz', 1))).toBeNull();
});

test('arrow left goes through credit, caption, figure, text', () => {
  expect(after('A|[tau: Ch~L]|^B', arrow('horiz', -1))).toBe('A|[tau: Ch~L^]|B');
  expect(after('A|[tau: Ch~^L]|B', arrow('horiz', -1))).toBe('A|[tau: Ch^~L]|B');
  expect(after('A|[tau: ^Ch~L]|B', arrow('horiz', -1))).toBe('A|^[tau: Ch~L]|B');
  expect(after('A|^[tau: Ch~L]|B', arrow('horiz', -1))).toBe('A^|[tau: Ch~L]|B');
});

test('arrows add a paragraph before the first and after the last figure', () => {
  expect(after('^[tau: ~]', arrow('horiz', -1))).toBe('^|[tau: ~]');
  expect(after('[tau: ~^]', arrow('horiz', 1))).toBe('[tau: ~]|^');
});

test('arrows go from figure to figure', () => {
  expect(after('[a: ~^]|[b: ~]', arrow('horiz', 1))).toBe('[a: ~]|^[b: ~]');
  expect(after('[a: x~y]|^[b: ~]', arrow('horiz', -1))).toBe('[a: x~y^]|[b: ~]');
});

test('Esc in a caption or credit selects the figure', () => {
  expect(after('A|[tau: C^h~]|B', selectParentFigure)).toBe('A|^[tau: Ch~]|B');
  expect(after('A^|[tau: Ch~]|B', selectParentFigure)).toBeNull();
});

test('select all in a caption or credit selects its text only, also when repeated', () => {
  expect(after('A|[tau: C^h~Lan]|B', selectPart)).toBe('A|[tau: ^Ch^~Lan]|B');
  expect(after('A|[tau: ^Ch^~Lan]|B', selectPart)).toBe('A|[tau: ^Ch^~Lan]|B');
  expect(after('A|[tau: Ch~La^n]|B', selectPart)).toBe('A|[tau: Ch~^Lan^]|B');
  expect(after('A^|[tau: Ch~]', selectPart)).toBeNull();
});

test('a figure moves past adjacent blocks with its caption and stays selected', () => {
  expect(after('A|^[tau: Ch~L]|B', moveFigure(-1))).toBe('^[tau: Ch~L]|A|B');
  expect(after('A|[tau: C^h~L]|B', moveFigure(1))).toBe('A|B|^[tau: Ch~L]');
  expect(after('^[tau: Ch~L]|B', moveFigure(-1))).toBeNull();
});
