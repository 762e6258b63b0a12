import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { i18n } from '../../lib/i18n.ts';
import { refreshEvent, setAttribute } from './dom.ts';
import { writeMissing } from './part-view.ts';

/** How long after the last change figures are numbered anew: off the keypress. */
const settleDelayMs = 400;

/** Words around figures that are no content: what stands where a caption is missing, and what screen readers call them. */
export function figureTexts(): Plugin {
  return new Plugin({
    view: (view) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const nameSoon = () => {
        clearTimeout(timer);
        timer = setTimeout(() => nameFigures(view), settleDelayMs);
      };
      let wasEditable: boolean | null = null;
      const write = () => {
        wasEditable = view.editable;
        writeMissing(view.dom, view.editable);
        nameSoon();
        // Once the editor has taken up its new state: a placeholder may have waited for it.
        queueMicrotask(() => {
          for (const block of view.dom.querySelectorAll('.figure, .upload')) {
            block.dispatchEvent(new Event(refreshEvent));
          }
        });
      };
      write();
      i18n.on('languageChanged', write);
      return {
        update: (_view, previous) => {
          if (view.editable !== wasEditable) write();
          else if (previous.doc !== view.state.doc) nameSoon();
        },
        destroy: () => {
          clearTimeout(timer);
          i18n.off('languageChanged', write);
        },
      };
    },
  });
}

function nameFigures(view: EditorView): void {
  if (view.isDestroyed) return;
  let number = 0;
  view.state.doc.forEach((node, pos) => {
    if (node.type.name !== 'figure') return;
    number += 1;
    const caption = node.child(0).textContent.trim();
    const dom = view.nodeDOM(pos);
    if (!(dom instanceof HTMLElement)) return;
    const name = caption
      ? i18n.t('media:figure.name', { number, caption })
      : i18n.t('media:figure.nameWithoutCaption', { number });
    setAttribute(dom, 'aria-label', name);
  });
}
