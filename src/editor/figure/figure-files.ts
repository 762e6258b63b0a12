import type { Node } from '@tiptap/pm/model';
import { NodeSelection, Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { limits } from '../../../domain/limits.ts';
import { i18n } from '../../lib/i18n.ts';
import { isImageFile } from '../../uploads/image-files.ts';
import { picturesInHtml } from '../paste/pasted-images.ts';
import { ownUndoStep } from '../undo-steps.ts';
import { announce } from './announce.ts';
import { DropLine } from './drop-line.ts';
import type { FigureOptions } from './figure-options.ts';
import { findBlock } from './figure-places.ts';
import { type BlockPlace, placeAtCaret, placeholderOf, putBlocks } from './place-pictures.ts';

/**
 * Starts uploads and puts their placeholders into the article in the order of the files, as one undo step.
 *
 * @param place between two blocks; without it, where the caret is, and the caret goes on behind the pictures.
 */
export function insertFiles(
  view: EditorView,
  files: readonly File[],
  { articleId, uploads, onNotice }: FigureOptions,
  place?: BlockPlace,
): void {
  const taken = files.slice(0, limits.uploadsAtOnce);
  if (files.length > taken.length) onNotice({ kind: 'too-many-files', max: limits.uploadsAtOnce });
  if (taken.length === 0) return;
  const { schema } = view.state;
  const added = taken.map((file) => ({ id: uploads.add(file, articleId), file }));
  const blocks = added.map(({ id, file }) => placeholderOf(schema, id, file.name));
  const tr = putBlocks(view.state.tr, place ?? placeAtCaret(view.state), blocks, place ? 'stay' : 'after');
  const dispatch = () => view.dispatch(place ? tr : tr.scrollIntoView());
  ownUndoStep(
    view,
    dispatch,
    added.map(({ id }) => id),
  );
  announce(i18n.t('media:upload.started', { count: taken.length }));
}

/** Pictures that are pasted or dropped, as files or inside HTML. A line shows between which blocks they will land. */
export function figureFiles(options: FigureOptions): Plugin {
  let line: DropLine | null = null;
  const hideLine = () => {
    line?.hide();
    return false;
  };
  return new Plugin({
    view: (view) => {
      line = new DropLine(view);
      return { destroy: () => line?.destroy() };
    },
    props: {
      handlePaste: (view, event) => {
        const files = [...(event.clipboardData?.files ?? [])];
        const html = event.clipboardData?.getData('text/html') ?? '';
        if (files.some(isImageFile) && !hasWords(html)) {
          insertFiles(view, files.filter(isImageFile), options);
          return true;
        }
        pastePicturesOf(view, html, options);
        return false;
      },
      handleDrop: (view, event, _slice, isMove) => {
        line?.hide();
        if (!(event instanceof DragEvent)) return false;
        const files = [...(event.dataTransfer?.files ?? [])];
        // A picture dragged inside the page also offers itself as a file.
        if (view.dragging || files.length === 0) return dropBlocks(view, event, isMove);
        if (files.some(isImageFile)) {
          const pos = blockBoundaryAt(view, event.clientY);
          insertFiles(view, files.filter(isImageFile), options, { from: pos, to: pos });
        } else options.onNotice({ kind: 'no-pictures' });
        return true;
      },
      handleDOMEvents: {
        dragover: (view, event) => {
          if (!view.editable) return false;
          const isFiles = !view.dragging && (event.dataTransfer?.types.includes('Files') ?? false);
          if (!isFiles && !isFigureDragged(view)) return hideLine();
          line?.show(blockBoundaryAt(view, event.clientY));
          if (isFiles) event.preventDefault();
          return false;
        },
        dragleave: (view, event) => {
          const { relatedTarget } = event;
          if (!(relatedTarget instanceof Element) || !view.dom.contains(relatedTarget)) line?.hide();
          return false;
        },
        dragend: hideLine,
      },
    },
  });
}

/** A screenshot comes as a file with an `<img>` beside it; a page or a letter brings words along. */
function hasWords(html: string): boolean {
  return html !== '' && new DOMParser().parseFromString(html, 'text/html').body.textContent?.trim() !== '';
}

/** Pictures inside pasted HTML: those that travel in it are uploaded, those on other sites are left out and counted. */
function pastePicturesOf(view: EditorView, html: string, options: FigureOptions): void {
  if (!/<img\b/i.test(html)) return;
  const { files, remoteCount } = picturesInHtml(html);
  if (remoteCount > 0) options.onNotice({ kind: 'remote-images', count: remoteCount });
  // After the words have been pasted.
  if (files.length > 0) queueMicrotask(() => !view.isDestroyed && insertFiles(view, files, options));
}

function isFigureDragged({ dragging }: EditorView): boolean {
  const name = dragging?.slice.content.childCount === 1 && dragging.slice.content.firstChild?.type.name;
  return name === 'figure' || name === 'upload';
}

/** A dragged figure lands between two blocks, wherever over them it is let go. */
function dropBlocks(view: EditorView, event: DragEvent, isMove: boolean): boolean {
  const dragged = view.dragging?.slice.content.firstChild;
  if (!dragged || !isFigureDragged(view)) return false;
  const pos = blockBoundaryAt(view, event.clientY);
  const { doc, tr } = view.state;
  const type = dragged.type.name === 'figure' ? 'figure' : 'upload';
  const source = isMove ? findBlock(doc, type, 'id', dragged.attrs.id) : null;
  // One upload ends in one place.
  if (!source && type === 'upload') return true;
  if (source) {
    const end = source.pos + source.node.nodeSize;
    // Let go where it was.
    if (pos === source.pos || pos === end) return true;
    tr.delete(source.pos, end);
  }
  const target = tr.mapping.map(pos);
  tr.insert(target, source ? source.node : copyOf(dragged));
  view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, target)).setMeta('uiEvent', 'drop'));
  view.focus();
  return true;
}

/** A copy is a block of its own; whoever gives ids gives it one. */
function copyOf(node: Node): Node {
  return node.type.create({ ...node.attrs, id: null }, node.content);
}

/** The position between two top-level blocks that is nearest to that height in the viewport, in pixels. */
function blockBoundaryAt(view: EditorView, top: number): number {
  let nearest = view.state.doc.content.size;
  let found = false;
  view.state.doc.forEach((_node, pos) => {
    if (found) return;
    const dom = view.nodeDOM(pos);
    if (!(dom instanceof HTMLElement)) return;
    const box = dom.getBoundingClientRect();
    if (top < (box.top + box.bottom) / 2) {
      nearest = pos;
      found = true;
    }
  });
  return nearest;
}
