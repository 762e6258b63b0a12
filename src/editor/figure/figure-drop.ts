import { NodeSelection, Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { isImageFile } from '../../uploads/image-files.ts';
import { imagesInHtml } from '../paste/pasted-images.ts';
import { element } from './dom.ts';
import { findBlock } from './figure-positions.ts';
import { type FigureOptions, insertFiles } from './insert-figures.ts';

/** Paste and drop of image files and images in HTML, and dragging of figures to block boundaries. */
export function figureDrop(options: FigureOptions): Plugin {
  let indicator: DropIndicator | null = null;
  const hideIndicator = () => {
    indicator?.hide();
    return false;
  };
  return new Plugin({
    view: (view) => {
      indicator = new DropIndicator(view);
      return { destroy: () => indicator?.destroy() };
    },
    props: {
      handlePaste: (view, event) => {
        const files = [...(event.clipboardData?.files ?? [])].filter(isImageFile);
        const html = event.clipboardData?.getData('text/html') ?? '';
        if (files.length > 0 && !hasText(html)) {
          insertFiles(view, files, options);
          return true;
        }
        pasteImagesOf(view, html, options);
        return false;
      },
      handleDrop: (view, event, _slice, isMove) => {
        indicator?.hide();
        if (!(event instanceof DragEvent)) return false;
        const files = [...(event.dataTransfer?.files ?? [])];
        // An image dragged inside the page is offered as a file as well.
        if (view.dragging || files.length === 0) return dropFigure(view, event, isMove);
        const images = files.filter(isImageFile);
        const pos = blockBoundaryAt(view, event.clientY);
        if (images.length > 0) insertFiles(view, images, options, { from: pos, to: pos });
        else options.onNotice({ kind: 'no-pictures' });
        return true;
      },
      handleDOMEvents: {
        dragover: (view, event) => {
          if (!view.editable) return false;
          const isFiles = !view.dragging && (event.dataTransfer?.types.includes('Files') ?? false);
          if (!isFiles && !isDraggingFigure(view)) return hideIndicator();
          indicator?.show(blockBoundaryAt(view, event.clientY));
          if (isFiles) event.preventDefault();
          return false;
        },
        dragleave: (view, event) => {
          const { relatedTarget } = event;
          if (!(relatedTarget instanceof Element) || !view.dom.contains(relatedTarget)) indicator?.hide();
          return false;
        },
        dragend: hideIndicator,
      },
    },
  });
}

/** Screenshots come with an `<img>` as HTML; copied pages and mails bring text along. */
function hasText(html: string): boolean {
  return html !== '' && new DOMParser().parseFromString(html, 'text/html').body.textContent?.trim() !== '';
}

/** Uploads the images embedded in pasted HTML; remote ones are left out and counted. */
function pasteImagesOf(view: EditorView, html: string, options: FigureOptions): void {
  if (!/<img\b/i.test(html)) return;
  const { files, remoteCount } = imagesInHtml(html);
  if (remoteCount > 0) options.onNotice({ kind: 'remote-images', count: remoteCount });
  // After the text has been pasted.
  if (files.length > 0) queueMicrotask(() => !view.isDestroyed && insertFiles(view, files, options));
}

function isDraggingFigure({ dragging }: EditorView): boolean {
  const name = dragging?.slice.content.childCount === 1 && dragging.slice.content.firstChild?.type.name;
  return name === 'figure' || name === 'upload';
}

/** Moves or copies a dragged figure to the nearest block boundary. */
function dropFigure(view: EditorView, event: DragEvent, isMove: boolean): boolean {
  const dragged = view.dragging?.slice.content.firstChild;
  if (!dragged || !isDraggingFigure(view)) return false;
  const pos = blockBoundaryAt(view, event.clientY);
  const { doc, tr } = view.state;
  const type = dragged.type.name === 'figure' ? 'figure' : 'upload';
  const source = isMove ? findBlock(doc, type, 'id', dragged.attrs.id) : null;
  // An upload has only one placeholder.
  if (!source && type === 'upload') return true;
  if (source) {
    const end = source.pos + source.node.nodeSize;
    if (pos === source.pos || pos === end) return true;
    tr.delete(source.pos, end);
  }
  const target = tr.mapping.map(pos);
  // A copy gets a new id from BlockIds.
  const copy = dragged.type.create({ ...dragged.attrs, id: null }, dragged.content);
  tr.insert(target, source?.node ?? copy);
  view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, target)).setMeta('uiEvent', 'drop'));
  view.focus();
  return true;
}

/** A line between two top-level blocks that shows where a dragged figure or file will be inserted. */
class DropIndicator {
  private readonly view: EditorView;
  private readonly line = element('div', { class: 'figure-drop-line', hidden: true, 'aria-hidden': 'true' });

  constructor(view: EditorView) {
    this.view = view;
  }

  /** @param pos a position between top-level blocks. */
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
    // Hides the editor's own drop cursor, which would point into the text.
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

/** The position between top-level blocks that is nearest to `top` (viewport pixels). */
function blockBoundaryAt(view: EditorView, top: number): number {
  let boundary: number | null = null;
  view.state.doc.forEach((_node, pos) => {
    const box = boundary === null ? rectOf(view, pos) : null;
    if (box && top < (box.top + box.bottom) / 2) boundary = pos;
  });
  return boundary ?? view.state.doc.content.size;
}

function rectOf(view: EditorView, pos: number): DOMRect | null {
  const dom = view.nodeDOM(pos);
  return dom instanceof HTMLElement ? dom.getBoundingClientRect() : null;
}
