import type { EditorView } from '@tiptap/pm/view';
import { element } from './dom.ts';

/** A line between two blocks that shows where what is dragged will land. */
export class DropLine {
  private readonly view: EditorView;
  private readonly line = element('div', { class: 'figure-drop-line', hidden: true, 'aria-hidden': 'true' });

  constructor(view: EditorView) {
    this.view = view;
  }

  /** @param pos between two top-level blocks. */
  show(pos: number): void {
    const { view, line } = this;
    const parent = view.dom.offsetParent ?? document.body;
    if (line.parentNode !== parent) parent.append(line);
    const $pos = view.state.doc.resolve(pos);
    const box = view.dom.getBoundingClientRect();
    const before = $pos.nodeBefore && rectOf(view, pos - $pos.nodeBefore.nodeSize);
    const after = $pos.nodeAfter && rectOf(view, pos);
    const top = before && after ? (before.bottom + after.top) / 2 : (before?.bottom ?? after?.top ?? box.top);
    const origin = parent.getBoundingClientRect();
    line.style.top = `${top - origin.top + parent.scrollTop}px`;
    line.style.left = `${box.left - origin.left + parent.scrollLeft}px`;
    line.style.width = `${box.width}px`;
    line.hidden = false;
    // The text editor's own drop caret would point into the words.
    document.documentElement.setAttribute('data-figure-drop', '');
  }

  hide(): void {
    this.line.hidden = true;
    document.documentElement.removeAttribute('data-figure-drop');
  }

  destroy(): void {
    this.hide();
    this.line.remove();
  }
}

function rectOf(view: EditorView, pos: number): DOMRect | null {
  const dom = view.nodeDOM(pos);
  return dom instanceof HTMLElement ? dom.getBoundingClientRect() : null;
}
