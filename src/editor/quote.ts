import { type Editor, Extension, InputRule } from '@tiptap/core';
import { Fragment, type Node, type ResolvedPos } from '@tiptap/pm/model';
import { Plugin, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { oneLine } from '../../domain/vietnamese.ts';

/**
 * Keys in and around a quote, and the node view of its attribution. A quote has paragraphs and then an attribution,
 * which shows a placeholder when empty and is not rendered for readers. ProseMirror's own `wrapIn` and `lift` reject that
 * content expression, hence the commands below.
 */
export const Quote = Extension.create<{ hint: () => string }>({
  name: 'quote',
  priority: 800,
  addOptions() {
    return { hint: () => '' };
  },
  addKeyboardShortcuts() {
    return {
      Enter: ({ editor }) => enterInQuote(editor),
      Backspace: ({ editor }) => backspaceAroundQuote(editor),
      'Mod-Shift-b': ({ editor }) => toggleQuote(editor),
    };
  },
  addInputRules() {
    return [
      new InputRule({
        find: /^\s*>\s$/,
        handler: ({ state, range }) => {
          const { tr } = state;
          tr.delete(range.from, range.to);
          return wrap(tr) ? undefined : null;
        },
      }),
    ];
  },
  addProseMirrorPlugins() {
    const { hint } = this.options;
    return [
      new Plugin({
        props: {
          nodeViews: { attribution: (node) => attributionView(node, hint) },
          handlePaste(view, event) {
            if (view.state.selection.$from.parent.type.name !== 'attribution') return false;
            const text = oneLine(event.clipboardData?.getData('text/plain') ?? '');
            view.dispatch(view.state.tr.insertText(text).scrollIntoView());
            return true;
          },
        },
      }),
    ];
  },
});

function isInQuote($pos: ResolvedPos): boolean {
  return quoteDepth($pos) !== null;
}

/** Wraps the selected paragraphs in a quote with an empty attribution, or unwraps the quote. */
export function toggleQuote(editor: Editor): boolean {
  const { state, view } = editor;
  const { tr } = state;
  const { $from } = state.selection;
  const depth = quoteDepth($from);
  if (depth !== null) unwrap(tr, $from, depth);
  else if (!wrap(tr)) return false;
  view.dispatch(tr.scrollIntoView());
  return true;
}

/** Wraps the selected text blocks in a quote as paragraphs; fails for lists, tables and figures. */
function wrap(tr: Transaction): boolean {
  const { $from, $to, from } = tr.selection;
  const { blockquote, attribution, paragraph } = tr.doc.type.schema.nodes;
  const range = $from.blockRange($to);
  if (!range || !blockquote || !attribution || !paragraph) return false;
  if (!range.parent.canReplaceWith(range.startIndex, range.endIndex, blockquote)) return false;
  const paragraphs: Node[] = [];
  for (let index = range.startIndex; index < range.endIndex; index += 1) {
    const block = range.parent.child(index);
    if (!block.isTextblock) return false;
    paragraphs.push(block.type === paragraph ? block : paragraph.create(null, block.content));
  }
  tr.replaceWith(range.start, range.end, blockquote.create(null, [...paragraphs, attribution.create()]));
  tr.setSelection(TextSelection.near(tr.doc.resolve(from + 1)));
  return true;
}

function quoteDepth($pos: ResolvedPos): number | null {
  for (let depth = $pos.depth; depth > 0; depth -= 1)
    if ($pos.node(depth).type.name === 'blockquote') return depth;
  return null;
}

/** Replaces the quote at `depth` by its paragraphs; a non-empty attribution becomes the last of them. */
function unwrap(tr: Transaction, $pos: ResolvedPos, depth: number): void {
  const quote = $pos.node(depth);
  const { paragraph } = quote.type.schema.nodes;
  if (!paragraph) throw new Error('The schema has no paragraph');
  const blocks: Node[] = [];
  quote.forEach((child) => {
    if (child.type === paragraph) blocks.push(child);
    else if (child.content.size > 0) blocks.push(paragraph.create(null, child.content));
  });
  const start = $pos.before(depth);
  tr.replaceWith(start, $pos.after(depth), Fragment.from(blocks));
  tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min($pos.pos - 1, tr.doc.content.size))));
}

function enterInQuote(editor: Editor): boolean {
  const { state } = editor;
  const { $from, empty } = state.selection;
  const depth = quoteDepth($from);
  if (depth === null) return false;
  if ($from.parent.type.name === 'attribution') {
    leaveQuote(editor, $from, depth);
    return true;
  }
  const quote = $from.node(depth);
  const index = $from.index(depth);
  const next = quote.maybeChild(index + 1);
  const isLastEmpty = empty && $from.parent.content.size === 0 && (!next || next.type.name === 'attribution');
  const { tr } = state;
  if (!isLastEmpty || index === 0) return splitParagraph(editor);
  if (next && next.content.size > 0) {
    // The attribution is filled: the empty paragraph moves out of the quote.
    tr.delete($from.before(), $from.after());
    insertParagraphAt(tr, tr.mapping.map($from.after(depth)));
  } else {
    const { attribution } = state.schema.nodes;
    if (!next && attribution) tr.insert($from.after(), attribution.create());
    tr.delete($from.before(), $from.after());
    tr.setSelection(TextSelection.near(tr.doc.resolve($from.before() + 1)));
  }
  editor.view.dispatch(tr.scrollIntoView());
  return true;
}

/** ProseMirror's `splitBlock` would create an attribution as the next block, and fails. */
function splitParagraph({ state, view }: Editor): boolean {
  const { tr } = state;
  const { paragraph } = state.schema.nodes;
  tr.deleteSelection();
  const { $from } = tr.selection;
  if (!paragraph || $from.parent.type !== paragraph || !isInQuote($from)) return false;
  view.dispatch(tr.split($from.pos, 1, [{ type: paragraph }]).scrollIntoView());
  return true;
}

function leaveQuote(editor: Editor, $from: ResolvedPos, depth: number): void {
  const { tr } = editor.state;
  insertParagraphAt(tr, $from.after(depth));
  editor.view.dispatch(tr.scrollIntoView());
}

function insertParagraphAt(tr: Transaction, pos: number): void {
  const { paragraph } = tr.doc.type.schema.nodes;
  if (!paragraph) throw new Error('The schema has no paragraph');
  tr.insert(pos, paragraph.create());
  tr.setSelection(TextSelection.create(tr.doc, pos + 1));
}

function backspaceAroundQuote(editor: Editor): boolean {
  const { state, view } = editor;
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset !== 0 || !$from.parent.isTextblock) return false;
  const depth = quoteDepth($from);
  const { tr } = state;
  if (depth === null) return stepIntoQuoteBefore(editor, $from);
  const index = $from.index(depth);
  if ($from.parent.type.name === 'attribution') {
    tr.setSelection(TextSelection.near(state.doc.resolve($from.before() - 1), -1));
  } else if (index === 0) {
    unwrap(tr, $from, depth);
  } else if ($from.parent.content.size === 0) {
    tr.delete($from.before(), $from.after());
    tr.setSelection(TextSelection.near(tr.doc.resolve($from.before() - 1), -1));
  } else {
    // Joins two paragraphs of a quote.
    tr.join($from.before());
  }
  view.dispatch(tr.scrollIntoView());
  return true;
}

/** Moves the caret from the paragraph after a quote to the end of the quote, without joining. */
function stepIntoQuoteBefore(editor: Editor, $from: ResolvedPos): boolean {
  const before = $from.depth > 0 ? editor.state.doc.resolve($from.before()).nodeBefore : null;
  if (before?.type.name !== 'blockquote') return false;
  const { tr } = editor.state;
  const pos = $from.before();
  if ($from.parent.content.size === 0 && $from.node(-1).childCount > 1) tr.delete(pos, $from.after());
  tr.setSelection(TextSelection.near(tr.doc.resolve(pos - 1), -1));
  editor.view.dispatch(tr.scrollIntoView());
  return true;
}

function attributionView(node: Node, hint: () => string): ReturnType<NonNullable<NodeViewFor>> {
  const dom = document.createElement('footer');
  const cite = document.createElement('cite');
  dom.append(cite);
  const show = (shown: Node) => {
    dom.classList.toggle('is-empty', shown.content.size === 0);
    dom.dataset.hint = hint();
  };
  show(node);
  return {
    dom,
    contentDOM: cite,
    update(next) {
      if (next.type !== node.type) return false;
      show(next);
      return true;
    },
  };
}

type NodeViewFor = NonNullable<EditorView['props']['nodeViews']>[string];
