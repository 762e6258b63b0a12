import { type Command, TextSelection } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import { after, bodyLine, bodyState } from '../../../tests/builders/body-docs.ts';
import {
  coversPartialFigure,
  deleteAroundFigures,
  normalizeSelection,
  shiftArrow,
} from './figure-selection.ts';

/** The line after the browser has selected from the first `^` to the second, with the caret at `previous` before. */
function selected(line: string, previous = line): string {
  const state = bodyState(line);
  const { $anchor, $head } = state.selection;
  const selection = normalizeSelection($anchor, $head, bodyState(previous).selection);
  return bodyLine(selection ? state.apply(state.tr.setSelection(selection)) : state);
}

test('a selection from text into a caption covers the whole figure', () => {
  expect(selected('A^a|[tau: Ch^ú~]|Bb', 'A^a|[tau: Chú~]|Bb')).toBe('A^a|[tau: Chú~]|^Bb');
});

test('it excludes the figure again when it shrinks from behind', () => {
  expect(selected('A^a|[tau: Ch^ú~]|Bb', 'A^a|[tau: Chú~]|B^b')).toBe('A^a^|[tau: Chú~]|Bb');
});

test('a selection that starts in a caption ends there', () => {
  expect(selected('Aa|[tau: Ch^ú~]|B^b')).toBe('Aa|[tau: Ch^ú^~]|Bb');
  expect(selected('Aa|[tau: Ch^ú~L^an]|Bb')).toBe('Aa|[tau: Ch^ú^~Lan]|Bb');
});

test('a last figure without text after it is not covered in part', () => {
  expect(selected('A^a|[tau: Ch^ú~]', 'A^a|[tau: Chú~]')).toBe('A^a^|[tau: Chú~]');
});

test('Shift and arrow right at the end of a text covers the figures after it', () => {
  expect(after('A^a^|[a: ~]|{up}|Bb', shiftArrow(1))).toBe('A^a|[a: ~]|{up}|^Bb');
  expect(after('Aa^|Bb', shiftArrow(1))).toBeNull();
});

const erase: Command = (state, dispatch) => {
  if (!coversPartialFigure(state.selection)) return false;
  dispatch?.(deleteAroundFigures(state.tr, state.selection));
  return true;
};

test('deleting part of a figure removes text and keeps its structure', () => {
  expect(after('A^a|[tau: Ch^ú~Lan]|Bb', erase)).toBe('A^|[tau: ú~Lan]|Bb');
  expect(after('Aa|[tau: C^hú~L^an]|Bb', erase)).toBe('Aa|[tau: C^~an]|Bb');
  expect(after('Aa|[tau: C^hú~Lan]|Xx|B^b', erase)).toBe('Aa|[tau: C^~Lan]|b');
});

test('a selection around a whole figure covers no partial figure', () => {
  const { selection } = bodyState('A^a|[tau: Chú~]|B^b');
  expect(selection).toBeInstanceOf(TextSelection);
  expect(coversPartialFigure(selection)).toBe(false);
});
