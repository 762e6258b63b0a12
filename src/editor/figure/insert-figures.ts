import type { Node, Schema } from '@tiptap/pm/model';
import { type EditorState, NodeSelection, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { Media } from '../../../domain/contract/media.ts';
import { newBlockId } from '../../../domain/document/block-id.ts';
import { unconfirmedAttributes } from '../../../domain/document/unconfirmed.ts';
import { limits } from '../../../domain/limits.ts';
import { oneLine } from '../../../domain/vietnamese.ts';
import { i18n } from '../../lib/i18n.ts';
import type { UploadPresence } from '../../uploads/upload-presence.ts';
import type { UploadQueue } from '../../uploads/upload-queue.ts';
import { joinUndoStep, runAsUndoStep } from '../undo-steps.ts';
import { textsOfFigure } from './confirm-texts.ts';
import { announce } from './dom.ts';
import { newParagraph } from './figure-commands.ts';
import { findBlock, isEmptyParagraph, partOf } from './figure-positions.ts';

/** Problems with pasted or dropped images that have no placeholder to show them in. */
export type FigureNotice =
  /** Only the first `max` files were inserted, not those of these names. */
  | { kind: 'too-many-files'; max: number; names: string[] }
  /** These files are no images. */
  | { kind: 'not-pictures'; names: string[] };

/** The dependencies of the figure extensions. One object for the life of an editor. */
export type FigureOptions = {
  articleId: string;
  uploads: UploadQueue;
  /** Without it every placeholder that is not in the upload queue counts as abandoned. */
  presence?: UploadPresence;
  /** Recently used credits, newest first. Requested when the caret enters a credit. */
  recentCredits: () => Promise<readonly string[]>;
  onNotice: (notice: FigureNotice) => void;
};

/** Two positions between top-level blocks; the blocks between them are replaced. */
export type BlockRange = { from: number; to: number };

/**
 * The range for new blocks: replaces an empty paragraph; goes before a paragraph with the caret at its start, else
 * after the block, and after the figure when the caret is in its caption.
 */
export function insertionRange({ selection, doc }: EditorState): BlockRange {
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
 * Inserts blocks. With `caret: 'after'` the caret moves into an empty paragraph after them, which is added at the end
 * of the document; before a paragraph with text the caret stays. A replaced paragraph is restored after the blocks.
 */
export function insertBlocks(
  tr: Transaction,
  range: BlockRange,
  blocks: readonly Node[],
  caret: 'after' | 'stay',
): Transaction {
  tr.replaceWith(range.from, range.to, blocks);
  const end = range.from + blocks.reduce((size, { nodeSize }) => size + nodeSize, 0);
  const next = tr.doc.resolve(end).nodeAfter;
  const isReplaced = range.to > range.from;
  if (!next || (isReplaced && !isEmptyParagraph(next))) tr.insert(end, newParagraph(tr.doc.type.schema));
  const isEmptyAfter = isEmptyParagraph(tr.doc.resolve(end).nodeAfter);
  if ((caret === 'after' && isEmptyAfter) || isReplaced) {
    tr.setSelection(TextSelection.create(tr.doc, end + 1));
  }
  return tr;
}

/**
 * Starts uploads and inserts their placeholders in the order of the files, as one undo step.
 *
 * @param range where to insert; by default at the caret, which then moves after the placeholders.
 */
export function insertFiles(
  view: EditorView,
  files: readonly File[],
  { articleId, uploads, onNotice }: FigureOptions,
  range?: BlockRange,
): void {
  const accepted = files.slice(0, limits.uploadsAtOnce);
  const rest = files.slice(limits.uploadsAtOnce).map(({ name }) => name);
  if (rest.length > 0) onNotice({ kind: 'too-many-files', max: limits.uploadsAtOnce, names: rest });
  if (accepted.length === 0) return;
  const { schema } = view.state;
  const added = accepted.map((file) => ({ id: uploads.add(file, articleId), file }));
  const placeholders = added.map(({ id, file }) => createPlaceholder(schema, id, file.name));
  const tr = insertBlocks(
    view.state.tr,
    range ?? insertionRange(view.state),
    placeholders,
    range ? 'stay' : 'after',
  );
  runAsUndoStep(
    view,
    () => view.dispatch(range ? tr : tr.scrollIntoView()),
    added.map(({ id }) => id),
  );
  announce(i18n.t('media:upload.started', { count: accepted.length }));
}

/** Inserts a figure for a media item, as one undo step. */
export function insertMedia(view: EditorView, media: Media, range?: BlockRange): void {
  const figure = createFigure(view.state.schema, media);
  const tr = insertBlocks(view.state.tr, range ?? insertionRange(view.state), [figure], 'after');
  runAsUndoStep(view, () => view.dispatch(tr.scrollIntoView()));
}

/** A placeholder for the upload `uploadId`. */
export function createPlaceholder(schema: Schema, uploadId: string, fileName: string): Node {
  const upload = schema.nodes.upload;
  if (!upload) throw new Error('The schema has no upload');
  return upload.create({ id: newBlockId(), uploadId, fileName: oneLine(fileName).slice(0, 300) });
}

/**
 * Replaces the placeholder of a finished upload by its figure. Caret, focus and scroll position stay. The change joins
 * the undo step that inserted the placeholder, so that undo never restores the placeholder.
 *
 * @returns false when there is no placeholder.
 */
export function replacePlaceholder(view: EditorView, uploadId: string, media: Media): boolean {
  const placeholder = findBlock(view.state.doc, 'upload', 'uploadId', uploadId);
  if (!placeholder) return false;
  const { node, pos } = placeholder;
  const { selection } = view.state;
  const wasSelected = selection instanceof NodeSelection && selection.from === pos;
  const tr = view.state.tr
    .replaceWith(pos, pos + node.nodeSize, createFigure(view.state.schema, withPastedText(media, node)))
    .setMeta('addToHistory', false);
  if (wasSelected) tr.setSelection(NodeSelection.create(tr.doc, pos));
  joinUndoStep(view, uploadId, () => view.dispatch(tr));
  return true;
}

/** Deletes a placeholder without an undo step. */
export function removePlaceholder(view: EditorView, uploadId: string): void {
  const placeholder = findBlock(view.state.doc, 'upload', 'uploadId', uploadId);
  if (!placeholder) return;
  const { tr } = view.state;
  tr.delete(placeholder.pos, placeholder.pos + placeholder.node.nodeSize);
  if (tr.doc.childCount === 0) tr.insert(0, newParagraph(tr.doc.type.schema));
  view.dispatch(tr.setMeta('addToHistory', false));
}

/**
 * Replaces the image of a figure. Credit and alternative text belong to the image, so those of the new one replace
 * them unless they are empty; the caption stays. All three need confirmation: nobody's name may go out under another
 * person's image unnoticed.
 *
 * @returns false when the figure no longer exists.
 */
export function replaceMedia(view: EditorView, figureId: string, media: Media): boolean {
  const found = findBlock(view.state.doc, 'figure', 'id', figureId);
  if (!found) return false;
  const { node, pos } = found;
  if (node.attrs.mediaId === media.id) return true;
  const metadata = metadataOf(media);
  const credit = partOf(node, pos, 'credit');
  const caption = partOf(node, pos, 'caption');
  const { tr, schema } = view.state;
  const alt = metadata.alt || node.attrs.alt;
  if (metadata.credit) tr.replaceWith(credit.start, credit.end, schema.text(metadata.credit));
  if (metadata.caption && caption.start === caption.end) {
    tr.insert(caption.start, schema.text(metadata.caption));
  }
  const { id: mediaId, width, height } = media;
  for (const [name, value] of Object.entries({ mediaId, alt, width, height })) {
    tr.setNodeAttribute(pos, name, value);
  }
  const figure = tr.doc.nodeAt(pos);
  if (!figure) throw new Error('The figure is gone');
  for (const [name, value] of Object.entries(unconfirmedAttributes(textsOfFigure(figure)))) {
    tr.setNodeAttribute(pos, name, value);
  }
  runAsUndoStep(view, () => view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, pos))));
  return true;
}

/** Creates a figure with the media item's metadata, which then waits for confirmation. */
function createFigure(schema: Schema, media: Media): Node {
  const { figure, caption, credit } = schema.nodes;
  if (!figure || !caption || !credit) throw new Error('The schema has no figure');
  const metadata = metadataOf(media);
  const text = (value: string) => (value === '' ? [] : [schema.text(value)]);
  const { id: mediaId, width, height } = media;
  return figure.create(
    { id: newBlockId(), mediaId, alt: metadata.alt, width, height, ...unconfirmedAttributes(metadata) },
    [caption.create(null, text(metadata.caption)), credit.create(null, text(metadata.credit))],
  );
}

/** Text that was pasted with the picture takes precedence over what the file contains. */
function withPastedText(media: Media, { attrs }: Node): Media {
  return {
    ...media,
    caption: attrs.caption || media.caption,
    credit: attrs.credit || media.credit,
    alt: attrs.alt || media.alt,
  };
}

function metadataOf({ caption, credit, alt }: Media): Pick<Media, 'caption' | 'credit' | 'alt'> {
  return { caption: oneLine(caption), credit: oneLine(credit), alt: oneLine(alt) };
}
