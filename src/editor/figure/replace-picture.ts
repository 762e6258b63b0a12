import { NodeSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { Media } from '../../../domain/contract/media.ts';
import { ownUndoStep } from '../undo-steps.ts';
import type { Confirmations } from './confirmations.ts';
import { findBlock, partOf } from './figure-places.ts';
import { wordsOf } from './place-pictures.ts';

/**
 * Puts another picture into a figure. Credit and alternative text belong to the picture, so the new picture's take
 * their place; where it has none, the words stay. The caption stays. Whatever is not known to fit the new picture is
 * marked as to be confirmed, so that no picture goes out under somebody else's name unseen.
 *
 * @returns false when the figure is no longer there.
 */
export function replacePicture(
  view: EditorView,
  figureId: string,
  media: Media,
  confirmations: Confirmations,
): boolean {
  const place = findBlock(view.state.doc, 'figure', 'id', figureId);
  if (!place) return false;
  const { node, pos } = place;
  if (node.attrs.mediaId === media.id) return true;
  const words = wordsOf(media);
  const credit = partOf(node, pos, 'credit');
  const caption = partOf(node, pos, 'caption');
  const { tr, schema } = view.state;
  const alt = words.alt || node.attrs.alt;
  if (words.credit) tr.replaceWith(credit.start, credit.end, schema.text(words.credit));
  if (words.caption && caption.start === caption.end) tr.insert(caption.start, schema.text(words.caption));
  for (const [name, value] of Object.entries({
    mediaId: media.id,
    alt,
    width: media.width,
    height: media.height,
  })) {
    tr.setNodeAttribute(pos, name, value);
  }
  const figure = tr.doc.nodeAt(pos);
  if (!figure) throw new Error('The figure is gone');
  confirmations.expect(figureId, 'caption', figure.child(0).textContent);
  confirmations.expect(figureId, 'credit', figure.child(1).textContent);
  confirmations.expect(figureId, 'alt', alt);
  ownUndoStep(view, () => view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, pos))));
  return true;
}
