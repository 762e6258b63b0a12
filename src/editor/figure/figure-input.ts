import { Fragment, type Node, type NodeType, Slice } from '@tiptap/pm/model';
import { NodeSelection, Plugin, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { normalizeText } from '../../../domain/vietnamese.ts';
import { caretInParagraphAt } from './figure-commands.ts';
import { partAt, partOfSelection, selectedBlock } from './figure-positions.ts';
import { coversPartialFigure, deletePartialSelection } from './figure-selection.ts';

/**
 * Text input, paste, drop and mouse in and around figures. Text never replaces a selected figure: the caret moves into
 * a paragraph after it first, and for input methods before the composition starts, or its first letter would be
 * inserted twice.
 */
export function figureInput(): Plugin {
  return new Plugin({
    props: {
      handleTextInput: (view, _from, _to, text) => {
        if (!leaveNodeSelection(view) && !deletePartialSelection(view)) return false;
        view.dispatch(view.state.tr.insertText(text).scrollIntoView());
        return true;
      },
      handlePaste: (view, _event, slice) => {
        if (partOfSelection(view.state.selection)) return pasteInline(view, slice);
        // The default paste continues, into the paragraph.
        if (slice.content.size > 0 && !leaveNodeSelection(view)) deletePartialSelection(view);
        return false;
      },
      // The browser would put a caret beside the image.
      handleClick: (view, _pos, event) => selectFigureByImage(view, event),
      handleDrop: (view, event, slice, isMove) => {
        if (!(event instanceof DragEvent) || slice.content.size === 0) return false;
        return dropIntoPart(view, event, slice, isMove);
      },
      handleDOMEvents: {
        keydown: (view, event) => {
          // Key code 229: handled by an input method, whose composition follows.
          if (event.keyCode === 229) prepareComposition(view);
          return false;
        },
        compositionstart: (view) => {
          prepareComposition(view);
          return false;
        },
        cut: (view, event) => view.editable && cutPartialSelection(view, event),
        mousedown: (view, event) => {
          if (event.button !== 0) return false;
          selectFigureByImage(view, event);
          return enterPartByLabel(view, event);
        },
      },
    },
  });
}

function prepareComposition(view: EditorView): void {
  if (view.editable && !view.composing && !leaveNodeSelection(view)) deletePartialSelection(view);
}

/** Moves the caret from a selected figure or placeholder into a paragraph after it. */
function leaveNodeSelection(view: EditorView): boolean {
  const block = selectedBlock(view.state);
  if (!block) return false;
  view.dispatch(caretInParagraphAt(view.state.tr, block.pos + block.node.nodeSize));
  return true;
}

function pasteInline(view: EditorView, slice: Slice): boolean {
  const part = partOfSelection(view.state.selection);
  if (!part) return false;
  const content = sliceToInline(slice, part.node.type);
  // Handled also when nothing is left: captions and credits accept no blocks.
  if (content.size > 0) {
    view.dispatch(
      view.state.tr
        .replaceSelection(new Slice(content, 0, 0))
        .scrollIntoView()
        .setMeta('paste', true)
        .setMeta('uiEvent', 'paste'),
    );
  }
  return true;
}

/**
 * Converts a slice to the inline content of one line: a space between blocks, white space collapsed, other nodes than
 * text dropped, the marks that `target` allows.
 */
export function sliceToInline(slice: Slice, target: NodeType): Fragment {
  const nodes: Node[] = [];
  let endsWithSpace = true;
  const push = (text: string, node: Node | null) => {
    const line = normalizeText(text).replace(/\s+/gu, ' ');
    const rest = endsWithSpace ? line.trimStart() : line;
    if (rest === '') return;
    endsWithSpace = rest.endsWith(' ');
    nodes.push(target.schema.text(rest, node ? target.allowedMarks(node.marks) : []));
  };
  slice.content.descendants((node) => {
    if (node.isText) push(node.text ?? '', node);
    else if (node.isTextblock || node.type.name === 'hardBreak') push(' ', null);
    return true;
  });
  const last = nodes.at(-1);
  if (last?.text?.endsWith(' ')) {
    const text = last.text.trimEnd();
    nodes.pop();
    if (text !== '') nodes.push(target.schema.text(text, last.marks));
  }
  return Fragment.fromArray(nodes);
}

/** Text dropped on a caption or credit is inserted inline; blocks dropped there go after the figure. */
function dropIntoPart(view: EditorView, event: DragEvent, slice: Slice, isMove: boolean): boolean {
  const hit = view.posAtCoords({ left: event.clientX, top: event.clientY });
  const part = hit && partAt(view.state.doc.resolve(hit.pos));
  if (!hit || !part) return false;
  const { tr } = view.state;
  const isText = slice.content.firstChild?.isInline || slice.openStart > 0;
  if (isMove) tr.deleteSelection();
  if (isText) {
    const pos = tr.mapping.map(hit.pos);
    tr.replaceWith(pos, pos, sliceToInline(slice, part.node.type));
  } else {
    const pos = tr.mapping.map(part.figurePos + part.figure.nodeSize);
    tr.replaceRange(pos, pos, slice);
  }
  view.dispatch(tr.setMeta('uiEvent', 'drop'));
  view.focus();
  return true;
}

/** Cuts a selection that covers part of a figure: copies all of it; the figure's structure remains. */
function cutPartialSelection(view: EditorView, event: ClipboardEvent): boolean {
  if (!coversPartialFigure(view.state.selection)) return false;
  const { dom, text } = view.serializeForClipboard(view.state.selection.content());
  deletePartialSelection(view);
  event.preventDefault();
  event.clipboardData?.setData('text/html', dom.innerHTML);
  event.clipboardData?.setData('text/plain', text);
  return true;
}

/** Selects the figure on mousedown on its image, so that the same gesture can drag it. */
function selectFigureByImage(view: EditorView, { target }: MouseEvent): boolean {
  const figure = figureOfImage(target);
  if (!figure || !view.dom.contains(figure)) return false;
  const pos = view.posAtDOM(figure, 0) - 1;
  const { doc, selection, tr } = view.state;
  if (doc.nodeAt(pos)?.type.name !== 'figure') return false;
  if (!(selection instanceof NodeSelection) || selection.from !== pos) {
    view.dispatch(tr.setSelection(NodeSelection.create(doc, pos)));
  }
  // Without this the browser's focus would put the caret at the start of the article.
  if (!view.hasFocus()) view.focus();
  return true;
}

/** Moves the caret into the caption or credit whose prefix or placeholder text was pressed. */
function enterPartByLabel(view: EditorView, event: MouseEvent): boolean {
  const label =
    event.target instanceof Element ? event.target.closest('.credit-prefix, .figure-missing') : null;
  const content = label?.parentElement?.querySelector('.figure-text');
  if (!content || !view.editable) return false;
  event.preventDefault();
  const pos = view.posAtDOM(content, 0);
  view.focus();
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, pos)));
  return true;
}

function figureOfImage(target: EventTarget | null): Element | null {
  if (!(target instanceof Element) || target.closest('[data-figure-tools] > *')) return null;
  return target.closest('.figure-picture')?.parentElement ?? null;
}
