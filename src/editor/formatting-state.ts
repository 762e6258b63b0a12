import { isMarkActive } from '@tiptap/core';
import type { EditorState } from '@tiptap/pm/state';
import type { HeadingLevel, MarkName } from './commands.ts';

/**
 * What the toolbar shows of the selection. Asked on every transaction, so it looks at the caret's ancestors and marks
 * and at nothing else; a longer selection costs as much as it is long.
 */
export type FormattingState = {
  /** The marks that are on. */
  marks: Record<MarkName | 'link', boolean>;
  heading: HeadingLevel | null;
  list: 'bulletList' | 'orderedList' | null;
  isQuote: boolean;
  isTable: boolean;
  /** Whether text here may be bold and so on; a credit and an attribution may not. */
  allowsMarks: boolean;
  allowsLink: boolean;
  /** Whether the block may become a heading, list or quote; a caption may not. */
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
  const facts: FormattingState = {
    marks: { ...noMarks },
    heading: null,
    list: null,
    isQuote: false,
    isTable: false,
    allowsMarks: parent.isTextblock && marks.bold !== undefined && parent.type.allowsMarkType(marks.bold),
    allowsLink: parent.isTextblock && marks.link !== undefined && parent.type.allowsMarkType(marks.link),
    allowsBlocks: parent.type.name === 'paragraph' || parent.type.name === 'heading',
  };
  const here = empty ? (state.storedMarks ?? $from.marks()) : null;
  for (const name of Object.keys(noMarks) as (keyof typeof noMarks)[]) {
    facts.marks[name] = here ? here.some((mark) => mark.type.name === name) : isMarkActive(state, name);
  }
  if (parent.type.name === 'heading') facts.heading = parent.attrs.level;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const { name } = $from.node(depth).type;
    if (!facts.list && (name === 'bulletList' || name === 'orderedList')) facts.list = name;
    if (name === 'blockquote') facts.isQuote = true;
    if (name === 'table') facts.isTable = true;
  }
  return facts;
}
