import { type EditorState, Plugin, type Transaction } from '@tiptap/pm/state';
import { withoutCreditPrefix } from '../../../domain/credit.ts';
import { isFromYjs } from '../block-ids.ts';
import { partOf, partOfSelection } from './figure-positions.ts';

/**
 * Removes a typed or pasted prefix such as `Ảnh:` from a credit once the caret leaves it, because pages print their own.
 * Remote changes are never followed by an edit: the other editor makes it.
 */
export function creditPrefix(): Plugin {
  return new Plugin({
    appendTransaction: (transactions, before, state) => {
      if (transactions.some(isFromYjs)) return null;
      const left = partOfSelection(before.selection);
      if (left?.name !== 'credit') return null;
      const figurePos = transactions.reduce((pos, { mapping }) => mapping.map(pos), left.figurePos);
      if (partOfSelection(state.selection)?.start === creditAt(state, figurePos)?.start) return null;
      return withoutPrefix(state, figurePos);
    },
    props: {
      handleDOMEvents: {
        blur: (view) => {
          const part = partOfSelection(view.state.selection);
          if (part?.name !== 'credit' || view.composing || !view.editable) return false;
          const tr = withoutPrefix(view.state, part.figurePos);
          if (tr) view.dispatch(tr);
          return false;
        },
      },
    },
  });
}

function creditAt(state: EditorState, figurePos: number) {
  const figure = state.doc.nodeAt(figurePos);
  return figure?.type.name === 'figure' ? partOf(figure, figurePos, 'credit') : null;
}

function withoutPrefix(state: EditorState, figurePos: number): Transaction | null {
  const credit = creditAt(state, figurePos);
  const text = credit?.node.textContent ?? '';
  const stored = withoutCreditPrefix(text);
  const index = text.indexOf(stored);
  if (!credit || stored === text) return null;
  // Deleting what surrounds the name leaves the carets of others in it.
  if (index < 0) return state.tr.insertText(stored, credit.start, credit.end);
  return state.tr
    .delete(credit.start + index + stored.length, credit.end)
    .delete(credit.start, credit.start + index);
}
