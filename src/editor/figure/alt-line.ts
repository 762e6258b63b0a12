import type { EditorView } from '@tiptap/pm/view';
import { limits } from '../../../domain/limits.ts';
import { i18n } from '../../lib/i18n.ts';
import { acceptText } from './confirm-texts.ts';
import { element, setAttribute } from './dom.ts';
import { selectAdjacent, selectFigure } from './figure-commands.ts';
import { type BlockAt, selectPartEnd } from './figure-positions.ts';

const selector = '[data-figure-alt]';

/**
 * The line below caption and credit that edits a figure's alternative text, which readers do not see. A text area, because
 * the text is an attribute: every input is applied immediately.
 */
export class AltLine {
  readonly dom: HTMLElement;
  private readonly field = element('textarea', { 'data-figure-alt': true, rows: 1, lang: 'vi' });
  private readonly label = element('span', { class: 'figure-alt-label', 'aria-hidden': 'true' });
  private readonly view: EditorView;
  private readonly figureOf: () => BlockAt | null;

  /** @param figureOf the figure in the current document; null when it was deleted. */
  constructor(view: EditorView, figureOf: () => BlockAt | null) {
    this.view = view;
    this.figureOf = figureOf;
    this.field.maxLength = limits.altMaxChars;
    this.field.addEventListener('input', this.handleInput);
    this.field.addEventListener('keydown', this.handleKeyDown);
    this.dom = element('div', { class: 'figure-alt', contenteditable: 'false' }, this.label, this.field);
  }

  show(alt: string): void {
    const { editable } = this.view;
    this.label.textContent = i18n.t('media:alt.prefix');
    setAttribute(this.field, 'aria-label', i18n.t('media:alt.label'));
    setAttribute(this.field, 'title', i18n.t('media:alt.hint'));
    setAttribute(this.field, 'placeholder', i18n.t(editable ? 'media:alt.add' : 'media:alt.none'));
    this.field.readOnly = !editable;
    setAttribute(this.dom, 'data-empty', alt.trim() === '');
    // The document holds NFC; writing that back would break a composition.
    if (this.field.value.normalize('NFC') !== alt) this.field.value = alt;
  }

  private readonly handleInput = (): void => {
    const figure = this.figureOf();
    if (!figure || !this.view.editable) return;
    const alt = this.field.value.normalize('NFC').replace(/\n/g, ' ');
    this.view.dispatch(this.view.state.tr.setNodeAttribute(figure.pos, 'alt', alt));
  };

  private readonly handleKeyDown = (event: KeyboardEvent): void => {
    const figure = this.figureOf();
    if (event.isComposing || event.altKey || !figure) return;
    const { view } = this;
    if (event.ctrlKey || event.metaKey) {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      acceptText(view, figure, 'alt');
      return;
    }
    const next = this.dom.parentElement?.querySelector<HTMLElement>('.figure-confirm:not([hidden]) button');
    if (event.key === 'Tab' && !event.shiftKey && next) {
      event.preventDefault();
      next.focus();
      return;
    }
    const { node, pos } = figure;
    if (event.key === 'Tab' && event.shiftKey) {
      view.dispatch(selectPartEnd(view.state.tr, node, pos, 'credit'));
    } else if (event.key === 'Tab' || event.key === 'Enter') {
      view.dispatch(selectAdjacent(view.state.tr, pos + node.nodeSize, 1));
    } else if (event.key === 'Escape') {
      view.dispatch(selectPartEnd(view.state.tr, node, pos, 'credit'));
      selectFigure(view.state, view.dispatch);
    } else return;
    event.preventDefault();
    view.focus();
  };
}

/** Focuses the alternative text of the figure at `pos`, with the caret at its end. @returns false without one. */
export function focusAltLine(view: EditorView, pos: number): boolean {
  const dom = view.nodeDOM(pos);
  const field = dom instanceof HTMLElement && dom.querySelector<HTMLTextAreaElement>(selector);
  if (!field) return false;
  field.focus({ preventScroll: true });
  field.setSelectionRange(field.value.length, field.value.length);
  field.scrollIntoView({ block: 'nearest' });
  return true;
}
