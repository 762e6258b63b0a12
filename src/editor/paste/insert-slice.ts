import { Fragment, type Node, type Schema, Slice } from '@tiptap/pm/model';
import { Selection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { cleanText } from './clean-text.ts';
import type { PasteReport } from './paste-report.ts';
import { withPlainLetters } from './plain-letters.ts';

/**
 * Pastes as ProseMirror does: by the handlers of the plugins, else in place of the selection. When that throws, a table
 * goes after the table around the caret, and anything else is pasted as plain text: nothing copied is lost silently.
 *
 * @param report receives which of these was necessary.
 * @returns false when there was nothing to paste.
 */
export function insertSlice(
  view: EditorView,
  event: ClipboardEvent,
  slice: Slice,
  report: PasteReport,
): boolean {
  try {
    if (view.someProp('handlePaste', (handle) => handle(view, event, slice))) return true;
    if (slice.size === 0) return false;
    const { tr } = view.state;
    const node = singleNode(slice);
    dispatchPaste(view, node ? tr.replaceSelectionWith(node, false) : tr.replaceSelection(slice));
    return true;
  } catch {
    if (insertAfterTable(view, slice)) report.placement = 'after-table';
    else {
      insertPlainText(view, event.clipboardData?.getData('text/plain') || textOf(slice));
      report.placement = 'plain-text';
    }
    return true;
  }
}

/** Replaces what was pasted from `from` to the caret by other lines, where both ends are in paragraphs. */
export function replacePasted(view: EditorView, from: number, text: string, report: PasteReport): void {
  const { tr, schema, selection, doc } = view.state;
  const [$from, $to] = [doc.resolve(from), selection.$from];
  const isParagraphs = [$from, $to].every(({ parent }) => parent.type.name === 'paragraph');
  if (!isParagraphs || $from.depth !== $to.depth || $to.pos <= from) return;
  tr.replace(from, $to.pos, withPlainLetters(paragraphsOf(schema, text)));
  dispatchPaste(view, tr);
  report.hasJoinedLines = true;
}

function dispatchPaste(view: EditorView, tr: Transaction): void {
  view.dispatch(tr.scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'));
}

function singleNode({ openStart, openEnd, content }: Slice): Node | null {
  return openStart === 0 && openEnd === 0 && content.childCount === 1 ? content.firstChild : null;
}

/** prosemirror-tables cannot fill cells from a table whose last cell is merged with those above it. */
function insertAfterTable(view: EditorView, { content }: Slice): boolean {
  const { $from } = view.state.selection;
  const first = content.firstChild;
  if ($from.depth === 0 || $from.node(1).type.name !== 'table' || first?.type.name !== 'table') return false;
  try {
    first.check();
    const pos = $from.after(1);
    const tr = view.state.tr.insert(pos, content);
    dispatchPaste(view, tr.setSelection(Selection.near(tr.doc.resolve(pos + 1))));
    return true;
  } catch {
    return false;
  }
}

function insertPlainText(view: EditorView, text: string): void {
  const { schema, tr, selection } = view.state;
  // A selection of cells accepts no text.
  const $pos = tr.doc.resolve(selection.from);
  tr.setSelection(selection.$from.parent.isTextblock ? selection : Selection.near($pos));
  dispatchPaste(view, tr.replaceSelection(paragraphsOf(schema, cleanText(text))));
}

/** One paragraph for each line that has text; both ends open, to continue the text around. */
function paragraphsOf(schema: Schema, text: string): Slice {
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  return new Slice(
    Fragment.fromArray(lines.map((line) => schema.node('paragraph', null, schema.text(line)))),
    1,
    1,
  );
}

function textOf({ content }: Slice): string {
  return content.textBetween(0, content.size, '\n');
}
