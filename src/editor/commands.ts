import type { Editor } from '@tiptap/core';
import { toggleQuote } from './quote.ts';

/** The marks that the toolbar offers. Links are set in their own dialog. */
const markNames = ['bold', 'italic', 'underline', 'strike', 'subscript', 'superscript'] as const;
export type MarkName = (typeof markNames)[number];

/** What a block can be turned into, or what can be put in its place. */
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
  'deskPicture',
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
  'headerRow',
  'deleteTable',
] as const;
export type TableAction = (typeof tableActions)[number];

/** Turns a mark on or off at the selection and gives the text the focus. */
export function toggleMark(editor: Editor, mark: MarkName): void {
  const chain = editor.chain().focus().toggleMark(mark);
  // Nothing can be above and below the line at once.
  if (mark === 'subscript') chain.unsetMark('superscript');
  if (mark === 'superscript') chain.unsetMark('subscript');
  chain.run();
}

/** Makes the selected blocks headings of this level, or paragraphs for null. */
export function setHeading(editor: Editor, level: HeadingLevel | null): void {
  const chain = editor.chain().focus();
  if (level === null) chain.setParagraph().run();
  else chain.setHeading({ level }).run();
}

/** Where a picture comes from: files of this device, or what the newsroom has already. */
export type PictureSource = 'device' | 'desk';

/** Puts a block at the caret or turns the block there into it. Pictures are asked for by `onInsertPictures`. */
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
    case 'deskPicture':
      onInsertPictures('desk');
  }
}

/** Changes the table that holds the selection. */
export function changeTable(editor: Editor, action: TableAction): void {
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
    case 'headerRow':
      chain.toggleHeaderRow().run();
      return;
    case 'deleteTable':
      chain.deleteTable().run();
  }
}
