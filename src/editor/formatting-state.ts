import { isMarkActive } from '@tiptap/core';
import type { EditorState } from '@tiptap/pm/state';
import type { HeadingLevel, MarkName } from './commands.ts';

/** Active marks and blocks at the selection. Computed on every transaction, so it reads only ancestors and marks. */
export type FormattingState = {
  /** Active marks. */
  marks: Record<MarkName | 'link', boolean>;
  heading: HeadingLevel | null;
  list: 'bulletList' | 'orderedList' | null;
  isQuote: boolean;
  isTable: boolean;
  /** Whether marks are allowed; not in credits and attributions. */
  allowsMarks: boolean;
  allowsLink: boolean;
  /** Whether the block can become a heading, list or quote; not a caption. */
  allowsBlocks: boolean;
};

const noMarks = {
  bold: false,
  italic: false,
  underline: false,
  strike: false,
  subscript: false,
  superscript: false,
  link: false,
};

export function formattingState(state: EditorState): FormattingState {
  const { $from, empty } = state.selection;
  const { marks } = state.schema;
  const { parent } = $from;
  const formatting: FormattingState = {
    marks: { ...noMarks },
    heading: null,
    list: null,
    isQuote: false,
    isTable: false,
    allowsMarks: parent.isTextblock && marks.bold !== undefined && parent.type.allowsMarkType(marks.bold),
    allowsLink: parent.isTextblock && marks.link !== undefined && parent.type.allowsMarkType(marks.link),
    allowsBlocks: parent.type.name === 'paragraph' || parent.type.name === 'heading',
  };
  const activeMarks = empty ? (state.storedMarks ?? $from.marks()) : null;
  for (const name of Object.keys(noMarks) as (keyof typeof noMarks)[]) {
    formatting.marks[name] = activeMarks
      ? activeMarks.some((mark) => mark.type.name === name)
      : isMarkActive(state, name);
  }
  if (parent.type.name === 'heading') formatting.heading = parent.attrs.level;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const { name } = $from.node(depth).type;
    if (!formatting.list && (name === 'bulletList' || name === 'orderedList')) formatting.list = name;
    if (name === 'blockquote') formatting.isQuote = true;
    if (name === 'table') formatting.isTable = true;
  }
  return formatting;
}
