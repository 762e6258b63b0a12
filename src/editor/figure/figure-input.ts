import { Slice } from '@tiptap/pm/model';
import { NodeSelection, Plugin, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { caretInParagraphAt } from './figure-commands.ts';
import { partAt, partOfSelection, selectedBlock } from './figure-places.ts';
import { clearCrossing, crossesFigure } from './figure-selection.ts';
import { sliceAsLine } from './one-line.ts';

/*
 * Typing, composing, pasting and dropping where a figure is. A picture that is selected is never typed over: the
 * caret goes into a paragraph after it first. For input methods this must happen before the composition begins, or
 * its first letter would come twice.
 */
export function figureInput(): Plugin {
  return new Plugin({
    props: {
      handleTextInput: (view, _from, _to, text) => {
        if (!leavePicture(view) && !clearCrossing(view)) return false;
        view.dispatch(view.state.tr.insertText(text).scrollIntoView());
        return true;
      },
      handlePaste: (view, _event, slice) => {
        if (partOfSelection(view.state.selection)) return pasteAsLine(view, slice);
        // Then the paste goes on, into the paragraph.
        if (slice.content.size > 0 && !leavePicture(view)) clearCrossing(view);
        return false;
      },
      // The browser would put a caret beside the picture.
      handleClick: (view, _pos, event) => selectByPicture(view, event),
      handleDrop: (view, event, slice, isMove) => {
        if (!(event instanceof DragEvent) || slice.content.size === 0) return false;
        return dropIntoPart(view, event, slice, isMove);
      },
      handleDOMEvents: {
        keydown: (view, event) => {
          // 229: the input method has taken the key, and what it makes of it comes next.
          if (event.keyCode === 229) clearTheWay(view);
          return false;
        },
        compositionstart: (view) => {
          clearTheWay(view);
          return false;
        },
        cut: (view, event) => {
          return view.editable && cutAcross(view, event);
        },
        mousedown: (view, event) => {
          if (event.button !== 0) return false;
          selectByPicture(view, event);
          return enterByLabel(view, event);
        },
      },
    },
  });
}

function clearTheWay(view: EditorView): void {
  if (view.editable && !view.composing && !leavePicture(view)) clearCrossing(view);
}

/** Moves the caret from a selected figure or placeholder into a paragraph after it. */
function leavePicture(view: EditorView): boolean {
  const block = selectedBlock(view.state);
  if (!block) return false;
  view.dispatch(caretInParagraphAt(view.state.tr, block.pos + block.node.nodeSize));
  return true;
}

function pasteAsLine(view: EditorView, slice: Slice): boolean {
  const part = partOfSelection(view.state.selection);
  if (!part) return false;
  const line = sliceAsLine(slice, part.node.type);
  // Whatever was pasted, nothing but a line of text may come of it.
  if (line.size > 0) {
    view.dispatch(
      view.state.tr
        .replaceSelection(new Slice(line, 0, 0))
        .scrollIntoView()
        .setMeta('paste', true)
        .setMeta('uiEvent', 'paste'),
    );
  }
  return true;
}

/** Words dropped on a caption become part of its line; blocks dropped there go after the figure. */
function dropIntoPart(view: EditorView, event: DragEvent, slice: Slice, isMove: boolean): boolean {
  const hit = view.posAtCoords({ left: event.clientX, top: event.clientY });
  const part = hit && partAt(view.state.doc.resolve(hit.pos));
  if (!hit || !part) return false;
  const { tr } = view.state;
  const isText = slice.content.firstChild?.isInline || slice.openStart > 0;
  if (isMove) tr.deleteSelection();
  if (isText) {
    const line = sliceAsLine(slice, part.node.type);
    tr.replaceWith(tr.mapping.map(hit.pos), tr.mapping.map(hit.pos), line);
  } else {
    const pos = tr.mapping.map(part.figurePos + part.figure.nodeSize);
    tr.replaceRange(pos, pos, slice);
  }
  view.dispatch(tr.setMeta('uiEvent', 'drop'));
  view.focus();
  return true;
}

/** Cuts a selection that covers half a figure: all of it is copied, the figure keeps its parts. */
function cutAcross(view: EditorView, event: ClipboardEvent): boolean {
  if (!crossesFigure(view.state.selection)) return false;
  const { dom, text } = view.serializeForClipboard(view.state.selection.content());
  clearCrossing(view);
  event.preventDefault();
  event.clipboardData?.setData('text/html', dom.innerHTML);
  event.clipboardData?.setData('text/plain', text);
  return true;
}

/** A press on the picture selects the figure at once, so that it can also be dragged at once. */
function selectByPicture(view: EditorView, { target }: MouseEvent): boolean {
  const figure = figureOfPicture(target);
  if (!figure || !view.dom.contains(figure)) return false;
  const pos = view.posAtDOM(figure, 0) - 1;
  const { doc, selection, tr } = view.state;
  if (doc.nodeAt(pos)?.type.name !== 'figure') return false;
  if (!(selection instanceof NodeSelection) || selection.from !== pos) {
    view.dispatch(tr.setSelection(NodeSelection.create(doc, pos)));
  }
  // Left to the browser, the first press would put the caret at the start of the article.
  if (!view.hasFocus()) view.focus();
  return true;
}

/** A press on the `Ảnh:` before a credit means the credit; one on the word that stands for missing words, their place. */
function enterByLabel(view: EditorView, event: MouseEvent): boolean {
  const label =
    event.target instanceof Element ? event.target.closest('.credit-prefix, .figure-missing') : null;
  const words = label?.parentElement?.querySelector('.figure-words');
  if (!words || !view.editable) return false;
  event.preventDefault();
  const pos = view.posAtDOM(words, 0);
  view.focus();
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, pos)));
  return true;
}

function figureOfPicture(target: EventTarget | null): Element | null {
  if (!(target instanceof Element) || target.closest('[data-figure-tools] > *')) return null;
  return target.closest('.figure-picture')?.parentElement ?? null;
}
