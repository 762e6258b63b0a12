import { type Command, TextSelection } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import { after, bodyLine, bodyState } from '../../../tests/builders/body-docs.ts';
import { crossesFigure, eraseAcrossFigures, extendOverPictures, wholeSelection } from './figure-selection.ts';

/** The line after the browser has selected from the first `^` to the second, with the caret at `previous` before. */
function selected(line: string, previous = line): string {
  const state = bodyState(line);
  const { $anchor, $head } = state.selection;
  const selection = wholeSelection($anchor, $head, bodyState(previous).selection);
  return bodyLine(selection ? state.apply(state.tr.setSelection(selection)) : state);
}

test('a selection from text into a caption takes the figure whole', () => {
  expect(selected('A^a|[tau: Ch^ú~]|Bb', 'A^a|[tau: Chú~]|Bb')).toBe('A^a|[tau: Chú~]|^Bb');
});

test('it lets the figure go when it comes back from behind', () => {
  expect(selected('A^a|[tau: Ch^ú~]|Bb', 'A^a|[tau: Chú~]|B^b')).toBe('A^a^|[tau: Chú~]|Bb');
});

test('a selection that begins in a caption ends there', () => {
  expect(selected('Aa|[tau: Ch^ú~]|B^b')).toBe('Aa|[tau: Ch^ú^~]|Bb');
  expect(selected('Aa|[tau: Ch^ú~L^an]|Bb')).toBe('Aa|[tau: Ch^ú^~Lan]|Bb');
});

test('a last figure without text behind it is not taken by half', () => {
  expect(selected('A^a|[tau: Ch^ú~]', 'A^a|[tau: Chú~]')).toBe('A^a^|[tau: Chú~]');
});

test('shift and arrow right at the end of a text takes the pictures behind it', () => {
  expect(after('A^a^|[a: ~]|{up}|Bb', extendOverPictures(1))).toBe('A^a|[a: ~]|{up}|^Bb');
  expect(after('Aa^|Bb', extendOverPictures(1))).toBeNull();
});

const erase: Command = (state, dispatch) => {
  if (!crossesFigure(state.selection)) return false;
  dispatch?.(eraseAcrossFigures(state.tr, state.selection));
  return true;
};

test('erasing half a figure takes words alone and leaves its parts', () => {
  expect(after('A^a|[tau: Ch^ú~Lan]|Bb', erase)).toBe('A^|[tau: ú~Lan]|Bb');
  expect(after('Aa|[tau: C^hú~L^an]|Bb', erase)).toBe('Aa|[tau: C^~an]|Bb');
  expect(after('Aa|[tau: C^hú~Lan]|Xx|B^b', erase)).toBe('Aa|[tau: C^~Lan]|b');
});

test('a selection around a whole figure is no half figure', () => {
  const { selection } = bodyState('A^a|[tau: Chú~]|B^b');
  expect(selection).toBeInstanceOf(TextSelection);
  expect(crossesFigure(selection)).toBe(false);
});
