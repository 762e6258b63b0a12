import { type Editor, Extension } from '@tiptap/core';
import { Plugin, TextSelection, type Transaction } from '@tiptap/pm/state';
import { AddMarkStep, ReplaceStep } from '@tiptap/pm/transform';
import type { EditorView } from '@tiptap/pm/view';
import { lineBreak } from '../../domain/document/to-text.ts';
import { isFromYjs } from './block-ids.ts';

/**
 * Shift+Enter breaks the line. Line breaks get no marks: a Y.Doc cannot hold them, so this editor would show what no
 * other one does.
 */
export const LineBreaks = Extension.create({
  name: 'lineBreaks',
  priority: 850,
  addKeyboardShortcuts() {
    return { 'Shift-Enter': ({ editor }) => breakLine(editor) };
  },
  addProseMirrorPlugins() {
    return [
      new Plugin({
        appendTransaction: (transactions, _before, { doc, tr, storedMarks }) => {
          if (transactions.some(isFromYjs) || !transactions.some(mayMarkLineBreak)) return null;
          doc.descendants((node, pos) => {
            if (node.type.name === lineBreak && node.marks.length > 0) tr.removeMark(pos, pos + 1);
          });
          return tr.docChanged ? tr.setStoredMarks(storedMarks) : null;
        },
      }),
    ];
  },
});

function mayMarkLineBreak({ steps }: Transaction): boolean {
  return steps.some((step) => {
    if (!(step instanceof ReplaceStep)) return step instanceof AddMarkStep;
    let isFound = false;
    step.slice.content.descendants((node) => {
      isFound ||= node.type.name === lineBreak && node.marks.length > 0;
    });
    return isFound;
  });
}

/** Captions, credits and attributions are one line: there the key is that of Enter. */
function breakLine({ view, state: { selection, schema }, commands }: Editor): boolean {
  const { hardBreak } = schema.nodes;
  const { $from, $to } = selection;
  const isInText = selection instanceof TextSelection && $from.sameParent($to);
  if (!isInText || !hardBreak || !$from.parent.type.contentMatch.matchType(hardBreak))
    return pressKey(view, 'Enter');
  return commands.setHardBreak();
}

/** Runs all handlers of a key. Tiptap's `keyboardShortcut` command would drop the selection change. */
function pressKey(view: EditorView, key: string): boolean {
  const event = new KeyboardEvent('keydown', { key });
  return view.someProp('handleKeyDown', (handle) => handle(view, event)) ?? false;
}
