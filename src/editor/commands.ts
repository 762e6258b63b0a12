import type { Editor } from '@tiptap/core';
import { toggleQuote } from './quote.ts';
import { resizeColumns } from './table/column-width.ts';
import { repairTableAt } from './table/table-repair.ts';

/** The marks of the toolbar, without links, which have a dialog. */
const markNames = ['bold', 'italic', 'underline', 'strike', 'subscript', 'superscript'] as const;
export type MarkName = (typeof markNames)[number];

/** Blocks that can be inserted, or into which a block can be turned. */
export const blockNames = [
  'heading2',
  'heading3',
  'heading4',
  'bulletList',
  'orderedList',
  'quote',
  'table',
  'rule',
  'picture',
  'libraryPicture',
] as const;
export type BlockName = (typeof blockNames)[number];

export type HeadingLevel = 2 | 3 | 4;

export const tableActions = [
  'rowAbove',
  'rowBelow',
  'columnLeft',
  'columnRight',
  'deleteRow',
  'deleteColumn',
  'mergeOrSplit',
  'headerRow',
  'headerColumn',
  'narrower',
  'wider',
  'deleteTable',
] as const;
export type TableAction = (typeof tableActions)[number];

/** Toggles a mark at the selection and focuses the text. */
export function toggleMark(editor: Editor, mark: MarkName): void {
  const chain = editor.chain().focus().toggleMark(mark);
  // Subscript and superscript exclude each other.
  if (mark === 'subscript') chain.unsetMark('superscript');
  if (mark === 'superscript') chain.unsetMark('subscript');
  chain.run();
}

/** Turns the selected blocks into headings of this level, or into paragraphs for null. */
export function setHeading(editor: Editor, level: HeadingLevel | null): void {
  const chain = editor.chain().focus();
  if (level === null) chain.setParagraph().run();
  else chain.setHeading({ level }).run();
}

/** Files of this device, or the media library. */
export type PictureSource = 'device' | 'library';

/** Inserts a block at the caret, or turns the block there into it. Images are inserted by `onInsertPictures`. */
export function insertBlock(
  editor: Editor,
  block: BlockName,
  onInsertPictures: (source: PictureSource) => void,
): void {
  const chain = editor.chain().focus();
  switch (block) {
    case 'heading2':
    case 'heading3':
    case 'heading4':
      chain.setHeading({ level: Number(block.at(-1)) as HeadingLevel }).run();
      return;
    case 'bulletList':
      chain.toggleBulletList().run();
      return;
    case 'orderedList':
      chain.toggleOrderedList().run();
      return;
    case 'quote':
      editor.commands.focus();
      toggleQuote(editor);
      return;
    case 'table':
      chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run();
      return;
    case 'rule':
      chain.setHorizontalRule().run();
      return;
    case 'picture':
      onInsertPictures('device');
      return;
    case 'libraryPicture':
      onInsertPictures('library');
  }
}

const columnStepPx = 32;

/** Runs an action on the table around the selection. */
export function changeTable(editor: Editor, action: TableAction): void {
  repairTableAt(editor.view, editor.state.selection.from);
  const chain = editor.chain().focus();
  switch (action) {
    case 'rowAbove':
      chain.addRowBefore().run();
      return;
    case 'rowBelow':
      chain.addRowAfter().run();
      return;
    case 'columnLeft':
      chain.addColumnBefore().run();
      return;
    case 'columnRight':
      chain.addColumnAfter().run();
      return;
    case 'deleteRow':
      chain.deleteRow().run();
      return;
    case 'deleteColumn':
      chain.deleteColumn().run();
      return;
    case 'mergeOrSplit':
      chain.mergeOrSplit().run();
      return;
    case 'headerRow':
      chain.toggleHeaderRow().run();
      return;
    case 'headerColumn':
      chain.toggleHeaderColumn().run();
      return;
    case 'narrower':
    case 'wider':
      editor.commands.focus();
      resizeColumns(editor.view, action === 'wider' ? columnStepPx : -columnStepPx);
      return;
    case 'deleteTable':
      chain.deleteTable().run();
  }
}
