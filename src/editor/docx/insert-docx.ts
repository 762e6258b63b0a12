import { Fragment, Slice } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import type { UploadQueue } from '../../uploads/upload-queue.ts';
import type { ArticleEditors } from '../editors.ts';
import { newParagraph } from '../figure/figure-commands.ts';
import { isEmptyParagraph } from '../figure/figure-positions.ts';
import type { BlockRange } from '../figure/insert-figures.ts';
import { offerConversion } from '../paste/legacy-offer.ts';
import { type PasteRefusal, refusedSlice } from '../paste/paste-limits.ts';
import { runAsUndoStep } from '../undo-steps.ts';
import type { ImportedDocx } from './prepare-docx.ts';

/**
 * A place between blocks that survives changes while a file is being read: beside the block of this id. With null, or
 * when the block is gone, it is the end of the text.
 */
export type DocxPlace = { blockId: string | null; side: 'before' | 'after' };

/** The place at the caret: in place of an empty paragraph, else after the block. */
export function placeAtCaret({ selection }: EditorState): DocxPlace {
  const { $to } = selection;
  const block = $to.depth > 0 ? $to.node(1) : $to.nodeBefore;
  return { blockId: block?.attrs.id ?? null, side: 'after' };
}

/** The place at a position between top-level blocks. */
export function placeAt({ doc }: EditorState, pos: number): DocxPlace {
  return { blockId: doc.nodeAt(pos)?.attrs.id ?? null, side: 'before' };
}

/**
 * Inserts a Word file, as one undo step, and starts the uploads of its pictures. The title goes into the article's
 * title when that is empty, else above the text as a heading. Caret and focus stay: reading the file took a while.
 *
 * @returns the exceeded limit when the article cannot take it, which is then unchanged.
 */
export function insertDocx(
  { title, body }: ArticleEditors,
  { title: text, blocks, files, blockFonts }: ImportedDocx,
  place: DocxPlace,
  { articleId, uploads }: { articleId: string; uploads: UploadQueue },
): PasteRefusal | null {
  const { view, state, schema } = body;
  const isTitleFree = title.state.doc.textContent.trim() === '';
  const nodes = blocks.map((block) => schema.nodeFromJSON(block));
  if (text !== '' && !isTitleFree) nodes.unshift(schema.node('heading', { level: 2 }, schema.text(text)));
  const slice = new Slice(Fragment.from(nodes), 0, 0);
  const refusal = refusedSlice(slice, state);
  if (refusal) return refusal;
  if (text !== '' && isTitleFree) {
    const { doc } = title.state;
    runAsUndoStep(title.view, () => title.commands.setContent(text, { emitUpdate: true }));
    offerConversion(title, doc);
  }
  const range = rangeAt(state, place);
  const { tr } = state;
  tr.replaceWith(range.from, range.to, nodes);
  // The caret must get behind a figure or table at the end.
  if (!tr.doc.lastChild?.isTextblock) tr.insert(tr.doc.content.size, newParagraph(schema));
  for (const { uploadId, file } of files) uploads.replaceFile(uploadId, file, articleId);
  runAsUndoStep(
    view,
    () => view.dispatch(tr),
    files.map(({ uploadId }) => uploadId),
  );
  if (body.storage.legacyOffer) body.storage.legacyOffer.blockFonts = blockFonts;
  offerConversion(body, state.doc);
  return null;
}

function rangeAt({ doc }: EditorState, { blockId, side }: DocxPlace): BlockRange {
  if (doc.childCount === 1 && isEmptyParagraph(doc.firstChild)) return { from: 0, to: doc.content.size };
  let range: BlockRange = { from: doc.content.size, to: doc.content.size };
  doc.forEach((block, from) => {
    if (blockId === null || block.attrs.id !== blockId) return;
    const to = from + block.nodeSize;
    if (isEmptyParagraph(block)) range = { from, to };
    else range = side === 'before' ? { from, to: from } : { from: to, to };
  });
  return range;
}
