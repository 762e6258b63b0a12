import { EditorState, TextSelection } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import { bodyLine, bodyState } from '../../../tests/builders/body-docs.ts';
import { creditPrefix } from './credit-prefix.ts';

function editing(line: string): EditorState {
  const { doc, selection } = bodyState(line);
  return EditorState.create({ doc, selection, plugins: [creditPrefix()] });
}

test.each([
  ['Ảnh: Lan^', 'Lan'],
  ['(Ảnh: Lan^)', 'Lan'],
  ['Lan (TTXVN)^', 'Lan (TTXVN)'],
])('the credit %j loses its prefix when the caret leaves it', (typed, stored) => {
  const state = editing(`A|[tau: Chú~${typed}]|B`);
  const { tr } = state;
  const next = state.apply(tr.setSelection(TextSelection.create(tr.doc, 1)));
  expect(bodyLine(next)).toBe(`^A|[tau: Chú~${stored}]|B`);
});

test('while the caret is in the credit nothing changes', () => {
  const state = editing('A|[tau: Chú~Ảnh: Lan^]|B');
  expect(bodyLine(state.apply(state.tr.insertText('g')))).toBe('A|[tau: Chú~Ảnh: Lang^]|B');
});

test('the prefix is removed also when the figure moves', () => {
  const state = editing('A|[tau: Chú~Ảnh: Lan^]|B');
  const { tr } = state;
  tr.insert(0, state.doc.child(2));
  const next = state.apply(tr.setSelection(TextSelection.create(tr.doc, 1)));
  expect(bodyLine(next)).toBe('^B|A|[tau: Chú~Lan]|B');
});
