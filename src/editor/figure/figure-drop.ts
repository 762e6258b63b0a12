import { NodeSelection, Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { isImageFile } from '../../uploads/image-files.ts';
import { isWordFile } from '../docx/word-file.ts';
import { fileOfDataUrl, isWebAddress, type PastedPicture } from '../paste/pasted-images.ts';
import { element } from './dom.ts';
import { findBlock } from './figure-positions.ts';
import { type BlockRange, type FigureOptions, insertFiles } from './insert-figures.ts';

/** Paste and drop of image files, and dragging of figures to block boundaries. */
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
      handlePaste: (view, event, slice) => {
        const files = filesOf(event.clipboardData);
        const html = event.clipboardData?.getData('text/html') ?? '';
        // A spreadsheet is copied as text and as a picture of it.
        if (files.length === 0 || hasText(html) || slice.content.textBetween(0, slice.content.size) !== '') {
          return false;
        }
        insertPictures(view, files, options);
        return true;
      },
      handleDrop: (view, event, _slice, isMove) => {
        indicator?.hide();
        if (!(event instanceof DragEvent)) return false;
        const files = filesOf(event.dataTransfer);
        // An image dragged inside the page is offered as a file as well.
        if (view.dragging || files.length === 0) return dropFigure(view, event, isMove);
        const pos = blockBoundaryAt(view, event.clientY);
        insertPictures(view, files, options, { from: pos, to: pos });
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

/** `DocxDrop` has taken the Word files. */
const filesOf = (data: DataTransfer | null) => [...(data?.files ?? [])].filter((file) => !isWordFile(file));

/** Inserts the images among these files, and names the others. */
function insertPictures(
  view: EditorView,
  files: readonly File[],
  options: FigureOptions,
  range?: BlockRange,
): void {
  const others = files.filter((file) => !isImageFile(file)).map(({ name }) => name);
  if (others.length > 0) options.onNotice({ kind: 'not-pictures', names: others });
  insertFiles(view, files.filter(isImageFile), options, range);
}

/** Screenshots come with an `<img>` as HTML; copied pages and mails bring text along. */
function hasText(html: string): boolean {
  return html !== '' && new DOMParser().parseFromString(html, 'text/html').body.textContent?.trim() !== '';
}

/** Uploads the pictures of a paste for their placeholders; the server fetches those of other sites. */
export function uploadPastedPictures(
  view: EditorView,
  pictures: readonly PastedPicture[],
  { uploads, articleId }: FigureOptions,
): void {
  for (const [index, { uploadId, source }] of pictures.entries()) {
    // A copied picture came as a file, or the text was pasted without it.
    if (!findBlock(view.state.doc, 'upload', 'uploadId', uploadId)) continue;
    const file = fileOfDataUrl(source, index + 1);
    if (file) uploads.replaceFile(uploadId, file, articleId);
    else if (isWebAddress(source)) uploads.fetchRemote(uploadId, source, articleId);
  }
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
export function blockBoundaryAt(view: EditorView, top: number): number {
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
