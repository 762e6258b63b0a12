import type { Node, Schema } from '@tiptap/pm/model';
import { type EditorState, NodeSelection, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { Media } from '../../../domain/contract/media.ts';
import { newBlockId } from '../../../domain/document/block-id.ts';
import { joinUndoStep, ownUndoStep } from '../undo-steps.ts';
import { type Confirmations, expectWordsOf } from './confirmations.ts';
import { newParagraph } from './figure-commands.ts';
import { findBlock, isEmptyParagraph } from './figure-places.ts';
import { oneLine } from './one-line.ts';

/** A figure of a picture that is on the desk, with the words that came with it. */
function figureOf(schema: Schema, media: Media): Node {
  const { figure, caption, credit } = schema.nodes;
  if (!figure || !caption || !credit) throw new Error('The schema has no figure');
  const words = wordsOf(media);
  const text = (value: string) => (value === '' ? [] : [schema.text(value)]);
  return figure.create(
    { id: newBlockId(), mediaId: media.id, alt: words.alt, width: media.width, height: media.height },
    [caption.create(null, text(words.caption)), credit.create(null, text(words.credit))],
  );
}

/** The words of a picture as they stand in a figure: each one line, NFC. */
export function wordsOf({ caption, credit, alt }: Media): Pick<Media, 'caption' | 'credit' | 'alt'> {
  return { caption: oneLine(caption), credit: oneLine(credit), alt: oneLine(alt) };
}

/** A placeholder for the upload `uploadId`. */
export function placeholderOf(schema: Schema, uploadId: string, fileName: string): Node {
  const upload = schema.nodes.upload;
  if (!upload) throw new Error('The schema has no upload');
  return upload.create({ id: newBlockId(), uploadId, fileName: oneLine(fileName).slice(0, 300) });
}

/** Where blocks go: between two top-level blocks at `from`, or in the place of `from`–`to`. */
export type BlockPlace = { from: number; to: number };

/**
 * The place that the caret means: an empty paragraph gives way; from the start of a paragraph it is before it, from
 * anywhere else after the block, and after the figure when the caret is in its caption.
 */
export function placeAtCaret({ selection, doc }: EditorState): BlockPlace {
  if (selection instanceof NodeSelection && selection.$from.depth === 0) {
    return isEmptyParagraph(selection.node)
      ? { from: selection.from, to: selection.to }
      : { from: selection.to, to: selection.to };
  }
  const { $to } = selection;
  if ($to.depth === 0) return { from: doc.content.size, to: doc.content.size };
  const [before, after] = [$to.before(1), $to.after(1)];
  if (isEmptyParagraph($to.node(1))) return { from: before, to: after };
  const isAtStart = selection.empty && $to.depth === 1 && $to.parentOffset === 0;
  return isAtStart ? { from: before, to: before } : { from: after, to: after };
}

/**
 * Puts blocks into a place. With `caret: 'after'` the caret goes on behind them: into an empty paragraph there, or a
 * new one at the end of the article; in front of a filled paragraph it stays where it was. A place that gave up its
 * paragraph gets one behind the blocks.
 */
export function putBlocks(
  tr: Transaction,
  place: BlockPlace,
  blocks: readonly Node[],
  caret: 'after' | 'stay',
): Transaction {
  tr.replaceWith(place.from, place.to, blocks);
  const end = place.from + blocks.reduce((size, { nodeSize }) => size + nodeSize, 0);
  const next = tr.doc.resolve(end).nodeAfter;
  const isReplaced = place.to > place.from;
  if (!next || (isReplaced && !isEmptyParagraph(next))) tr.insert(end, newParagraph(tr.doc.type.schema));
  const isEmptyBehind = isEmptyParagraph(tr.doc.resolve(end).nodeAfter);
  if ((caret === 'after' && isEmptyBehind) || isReplaced) {
    tr.setSelection(TextSelection.create(tr.doc, end + 1));
  }
  return tr;
}

/** Puts a picture that is already on the desk into the article, as one step that undo takes back. */
export function insertMedia(
  view: EditorView,
  media: Media,
  confirmations: Confirmations,
  place?: BlockPlace,
): void {
  const figure = figureOf(view.state.schema, media);
  expectWordsOf(confirmations, String(figure.attrs.id), wordsOf(media));
  const tr = putBlocks(view.state.tr, place ?? placeAtCaret(view.state), [figure], 'after');
  ownUndoStep(view, () => view.dispatch(tr.scrollIntoView()));
}

/**
 * Puts the figure in the place of the placeholder whose picture has arrived. Caret, focus and scroll stay. Undo never
 * brings the placeholder back: the exchange is no step of its own but joins the step that inserted it.
 *
 * @returns whether the placeholder was there.
 */
export function exchangePlaceholder(
  view: EditorView,
  uploadId: string,
  media: Media,
  confirmations: Confirmations,
): boolean {
  const place = findBlock(view.state.doc, 'upload', 'uploadId', uploadId);
  if (!place) return false;
  const { selection } = view.state;
  const wasSelected = selection instanceof NodeSelection && selection.from === place.pos;
  const figure = figureOf(view.state.schema, media);
  expectWordsOf(confirmations, String(figure.attrs.id), wordsOf(media));
  const tr = view.state.tr
    .replaceWith(place.pos, place.pos + place.node.nodeSize, figure)
    .setMeta('addToHistory', false);
  if (wasSelected) tr.setSelection(NodeSelection.create(tr.doc, place.pos));
  joinUndoStep(view, uploadId, () => view.dispatch(tr));
  return true;
}

/** Takes a placeholder away without a trace in the undo history. */
export function removePlaceholder(view: EditorView, uploadId: string): void {
  const place = findBlock(view.state.doc, 'upload', 'uploadId', uploadId);
  if (!place) return;
  const { tr } = view.state;
  tr.delete(place.pos, place.pos + place.node.nodeSize);
  if (tr.doc.childCount === 0) tr.insert(0, newParagraph(tr.doc.type.schema));
  view.dispatch(tr.setMeta('addToHistory', false));
}
