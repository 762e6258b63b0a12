import type { Node } from '@tiptap/pm/model';
import type { EditorView, NodeView, ViewMutationRecord } from '@tiptap/pm/view';
import { i18n } from '../../lib/i18n.ts';
import { element, setAttribute } from './dom.ts';

/**
 * Caption and credit stand in one line, as readers see them: `caption (Ảnh: credit)`. An empty one shows a word that
 * is itself the place to type. The `Ảnh: ` before the credit is an uneditable island of real text: without it a
 * browser takes the end of the caption and the start of the credit for one place, and types into the wrong one.
 */
export class PartView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;

  constructor(node: Node, view: EditorView) {
    const isCredit = node.type.name === 'credit';
    this.contentDOM = element('span', { class: 'figure-words' });
    this.dom = element('span', { class: node.type.name });
    if (isCredit) {
      const prefix = element('span', {}, i18n.t('media:figure.creditPrefix'));
      this.dom.append(element('span', { class: 'credit-prefix', contenteditable: 'false' }, prefix));
    }
    this.dom.append(
      this.contentDOM,
      element('span', { class: 'figure-missing', contenteditable: 'false' }),
      // Deleting the last letter makes a browser remove every element that then holds nothing; this keeps the rest.
      element('span', { class: 'figure-edge', contenteditable: 'false' }),
    );
    writeMissing(this.dom, view.editable);
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

/** Writes what stands in the places of missing captions and credits below `root`, in the language of the desk. */
export function writeMissing(root: Element, isEditable: boolean): void {
  for (const missing of root.querySelectorAll('.figure-missing')) {
    const isCredit = missing.parentElement?.classList.contains('credit') ?? false;
    missing.textContent = isEditable
      ? i18n.t(isCredit ? 'media:figure.addCredit' : 'media:figure.addCaption')
      : i18n.t(isCredit ? 'media:figure.noCredit' : 'media:figure.noCaption');
  }
}
