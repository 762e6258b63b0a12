import { describe, expect, test } from 'vitest';
import { after } from '../../../tests/builders/body-docs.ts';
import { moveFigure } from './figure-commands.ts';
import {
  backspaceAtFigure,
  deleteAtFigure,
  enterInFigure,
  escapeToFigure,
  leftAtFigure,
  rightAtFigure,
  selectAllInPart,
} from './figure-keys.ts';

describe('Enter', () => {
  test.each([
    ['goes from the caption to the end of the credit', 'A|[tau: Ch^ú~Lan]|B', 'A|[tau: Chú~Lan^]|B'],
    ['goes from the credit to a new paragraph', 'A|[tau: Chú~L^an]|B', 'A|[tau: Chú~Lan]|^|B'],
    ['uses an empty paragraph that is there already', 'A|[tau: Chú~Lan^]||B', 'A|[tau: Chú~Lan]|^|B'],
    ['makes a paragraph at the end of the article', '[tau: Chú~Lan^]', '[tau: Chú~Lan]|^'],
    ['goes from the picture to a new paragraph', 'A|^[tau: ~]|B', 'A|[tau: ~]|^|B'],
    ['goes from a placeholder to a new paragraph', 'A|^{up}|B', 'A|{up}|^|B'],
    ['is not ours in a paragraph', 'A^|[tau: ~]', null],
  ])('%s', (_name, before, expected) => {
    expect(after(before, enterInFigure)).toBe(expected);
  });
});

describe('Backspace', () => {
  test.each([
    ['first selects the picture before the caret', 'A|[tau: Chú~Lan]|^B', 'A|^[tau: Chú~Lan]|B'],
    ['then deletes it and goes on in the text before', 'A|^[tau: Chú~Lan]|B', 'A^|B'],
    ['selects a placeholder', 'A|{up}|^B', 'A|^{up}|B'],
    ['selects it from a heading too', 'A|[tau: ~]|#^B', 'A|^[tau: ~]|#B'],
    ['takes an empty paragraph away with it', 'A|[tau: ~]|^|B', 'A|^[tau: ~]|B'],
    ['leaves the last paragraph, to go on writing', 'A|[tau: ~]|^', 'A|^[tau: ~]|'],
    ['joins nothing at the start of a caption', 'A|[tau: ^Chú~Lan]|B', 'A|[tau: ^Chú~Lan]|B'],
    ['joins nothing at the start of a credit', 'A|[tau: Chú~^Lan]|B', 'A|[tau: Chú~^Lan]|B'],
    ['leaves a paragraph between two pictures', '[a: ~]|^[b: ~]|[c: ~]', '[a: ~]|^|[c: ~]'],
    ['leaves a paragraph where a lone picture was', '^[a: ~]', '^'],
    ['is not ours inside a word', 'A|[tau: Ch^ú~]', null],
    ['is not ours without a picture', 'A|^B', null],
  ])('%s', (_name, before, expected) => {
    expect(after(before, backspaceAtFigure)).toBe(expected);
  });
});

describe('Delete', () => {
  test.each([
    ['first selects the picture after the caret', 'A^|[tau: Chú~Lan]|B', 'A|^[tau: Chú~Lan]|B'],
    ['then deletes it and goes on in the text after', 'A|^[tau: Chú~Lan]|B', 'A|^B'],
    ['takes an empty paragraph away with it', '^|[tau: ~]|B', '^[tau: ~]|B'],
    ['joins nothing at the end of a caption', '[tau: Chú^~Lan]|B', '[tau: Chú^~Lan]|B'],
    ['joins nothing at the end of a credit', '[tau: Chú~Lan^]|B', '[tau: Chú~Lan^]|B'],
  ])('%s', (_name, before, expected) => {
    expect(after(before, deleteAtFigure)).toBe(expected);
  });
});

test('arrow right goes through text, figure, caption, credit, text', () => {
  const steps = ['A^|[tau: Ch~L]|B'];
  for (const edge of ['A|^[tau: Ch~L]|B', 'A|[tau: ^Ch~L]|B']) {
    expect(after(String(steps.at(-1)), rightAtFigure)).toBe(edge);
    steps.push(edge);
  }
  expect(after('A|[tau: Ch^~L]|B', rightAtFigure)).toBe('A|[tau: Ch~^L]|B');
  expect(after('A|[tau: Ch~L^]|B', rightAtFigure)).toBe('A|[tau: Ch~L]|^B');
  expect(after('A|[tau: C^h~L]|B', rightAtFigure)).toBeNull();
});

test('arrow left goes the same way back', () => {
  expect(after('A|[tau: Ch~L]|^B', leftAtFigure)).toBe('A|[tau: Ch~L^]|B');
  expect(after('A|[tau: Ch~^L]|B', leftAtFigure)).toBe('A|[tau: Ch^~L]|B');
  expect(after('A|[tau: ^Ch~L]|B', leftAtFigure)).toBe('A|^[tau: Ch~L]|B');
  expect(after('A|^[tau: Ch~L]|B', leftAtFigure)).toBe('A^|[tau: Ch~L]|B');
});

test('arrows make a place to write before the first and after the last picture', () => {
  expect(after('^[tau: ~]', leftAtFigure)).toBe('^|[tau: ~]');
  expect(after('[tau: ~^]', rightAtFigure)).toBe('[tau: ~]|^');
});

test('arrows go from picture to picture', () => {
  expect(after('[a: ~^]|[b: ~]', rightAtFigure)).toBe('[a: ~]|^[b: ~]');
  expect(after('[a: x~y]|^[b: ~]', leftAtFigure)).toBe('[a: x~y^]|[b: ~]');
});

test('Esc in a caption or credit selects the figure', () => {
  expect(after('A|[tau: C^h~]|B', escapeToFigure)).toBe('A|^[tau: Ch~]|B');
  expect(after('A^|[tau: Ch~]|B', escapeToFigure)).toBeNull();
});

test('select all in a caption or credit selects that text alone, also the second time', () => {
  expect(after('A|[tau: C^h~Lan]|B', selectAllInPart)).toBe('A|[tau: ^Ch^~Lan]|B');
  expect(after('A|[tau: ^Ch^~Lan]|B', selectAllInPart)).toBe('A|[tau: ^Ch^~Lan]|B');
  expect(after('A|[tau: Ch~La^n]|B', selectAllInPart)).toBe('A|[tau: Ch~^Lan^]|B');
  expect(after('A^|[tau: Ch~]', selectAllInPart)).toBeNull();
});

test('a figure moves past its neighbours with its words and stays selected', () => {
  expect(after('A|^[tau: Ch~L]|B', moveFigure(-1))).toBe('^[tau: Ch~L]|A|B');
  expect(after('A|[tau: C^h~L]|B', moveFigure(1))).toBe('A|B|^[tau: Ch~L]');
  expect(after('^[tau: Ch~L]|B', moveFigure(-1))).toBeNull();
});
