import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView, NodeView, ViewMutationRecord } from '@tiptap/pm/view';
import { i18n } from '../../lib/i18n.ts';
import { element, refreshEvent, setAttribute } from './dom.ts';

/**
 * The node view of caption and credit, set in one line as readers see them: `caption (Ảnh: credit)`. An empty one
 * shows a placeholder text. The prefix `Ảnh: ` is an uneditable element with real text: without it browsers treat the
 * end of the caption and the start of the credit as one position, and type into the wrong one.
 */
export class FigurePartView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;

  constructor(node: Node, view: EditorView) {
    const isCredit = node.type.name === 'credit';
    this.contentDOM = element('span', { class: 'figure-text' });
    this.dom = element('span', { class: node.type.name });
    if (isCredit) {
      const prefix = element('span', {}, i18n.t('media:figure.creditPrefix'));
      this.dom.append(element('span', { class: 'credit-prefix', contenteditable: 'false' }, prefix));
    }
    this.dom.append(
      this.contentDOM,
      element('span', { class: 'figure-missing', contenteditable: 'false' }),
      // Deleting the last letter makes browsers remove all emptied elements; this one stops them.
      element('span', { class: 'figure-edge', contenteditable: 'false' }),
    );
    showPlaceholderTexts(this.dom, view.editable);
    this.show(node);
  }

  update(node: Node): boolean {
    if (node.type.name !== this.dom.classList[0]) return false;
    this.show(node);
    return true;
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    if (mutation.type === 'selection') return false;
    if (mutation.type === 'attributes') return true;
    return mutation.target !== this.dom && !this.contentDOM.contains(mutation.target);
  }

  private show(node: Node): void {
    setAttribute(this.dom, 'data-empty', node.content.size === 0);
  }
}

function showPlaceholderTexts(root: Element, isEditable: boolean): void {
  for (const placeholder of root.querySelectorAll('.figure-missing')) {
    const isCredit = placeholder.parentElement?.classList.contains('credit') ?? false;
    placeholder.textContent = isEditable
      ? i18n.t(isCredit ? 'media:figure.addCredit' : 'media:figure.addCaption')
      : i18n.t(isCredit ? 'media:figure.noCredit' : 'media:figure.noCaption');
  }
}

/** Delay after the last change before figures are renumbered, to stay out of the keypress. */
const renumberDelayMs = 400;

/** Updates texts of the node views that are not content: placeholder texts and accessible names. */
export function figureLabels(): Plugin {
  return new Plugin({
    view: (view) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const labelLater = () => {
        clearTimeout(timer);
        timer = setTimeout(() => labelFigures(view), renumberDelayMs);
      };
      let wasEditable: boolean | null = null;
      const refresh = () => {
        wasEditable = view.editable;
        showPlaceholderTexts(view.dom, view.editable);
        labelLater();
        // After the editor has applied its new state, which a finished upload may wait for.
        queueMicrotask(() => {
          for (const block of view.dom.querySelectorAll('.figure, .upload')) {
            block.dispatchEvent(new Event(refreshEvent));
          }
        });
      };
      refresh();
      i18n.on('languageChanged', refresh);
      return {
        update: (_view, previous) => {
          if (view.editable !== wasEditable) refresh();
          else if (previous.doc !== view.state.doc) labelLater();
        },
        destroy: () => {
          clearTimeout(timer);
          i18n.off('languageChanged', refresh);
        },
      };
    },
  });
}

function labelFigures(view: EditorView): void {
  if (view.isDestroyed) return;
  let number = 0;
  view.state.doc.forEach((node, pos) => {
    if (node.type.name !== 'figure') return;
    number += 1;
    const caption = node.child(0).textContent.trim();
    const dom = view.nodeDOM(pos);
    if (!(dom instanceof HTMLElement)) return;
    const label = caption
      ? i18n.t('media:figure.name', { number, caption })
      : i18n.t('media:figure.nameWithoutCaption', { number });
    setAttribute(dom, 'aria-label', label);
  });
}
