import { type EditorState, Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { i18n } from '../../lib/i18n.ts';
import { announce } from './announce.ts';
import { creditMatches } from './credit-matches.ts';
import { element, setAttribute } from './dom.ts';
import { type FigurePart, partOfSelection } from './figure-places.ts';

/**
 * Offers credits used lately while the caret is in a credit. The list never takes the focus and never touches a key
 * that belongs to an input method. Arrow down enters it, Enter takes the chosen one (and goes on as always when none
 * is chosen, so that a new name can be typed), Tab takes the chosen or the first, Esc closes it.
 */
export function creditSuggestions(recentCredits: () => Promise<readonly string[]>): Plugin {
  let list: SuggestionList | null = null;
  return new Plugin({
    view: (view) => {
      list = new SuggestionList(view, recentCredits);
      return list;
    },
    props: {
      handleKeyDown: (view, event) => {
        if (view.composing || event.isComposing || event.keyCode === 229) return false;
        return list?.handleKey(event) ?? false;
      },
      handleDOMEvents: {
        blur: () => {
          list?.close();
          return false;
        },
        focus: (view) => {
          queueMicrotask(() => list?.update(view, null));
          return false;
        },
      },
    },
  });
}

const listId = 'figure-credits';

class SuggestionList {
  private readonly view: EditorView;
  private readonly recentCredits: () => Promise<readonly string[]>;
  private readonly box = element('div', {
    class: 'figure-credits',
    role: 'listbox',
    id: listId,
    contenteditable: 'false',
  });
  private recent: readonly string[] | null = null;
  private offered: string[] = [];
  private active = -1;
  /** The text for which nothing is offered: it stood here already, was taken from the list, or Esc closed the list. */
  private closedFor: string | null = null;

  constructor(view: EditorView, recentCredits: () => Promise<readonly string[]>) {
    this.view = view;
    this.recentCredits = recentCredits;
    this.box.addEventListener('mousedown', (event) => {
      event.preventDefault();
      const option = event.target instanceof Element ? event.target.closest('[role=option]') : null;
      if (option) this.take(Number(option.getAttribute('data-index')));
    });
  }

  update(view: EditorView, previous: EditorState | null): void {
    const { state } = view;
    if (previous && previous.doc === state.doc && previous.selection.eq(state.selection)) return;
    const part = creditOf(state);
    if (!part || !view.editable || !view.hasFocus()) {
      this.closedFor = null;
      this.close();
      return;
    }
    const before = previous && creditOf(previous);
    const wasHere = before?.figure.attrs.id === part.figure.attrs.id;
    if (!wasHere) {
      this.closedFor = part.node.textContent || null;
      void this.load();
    }
    this.offer(part);
  }

  destroy(): void {
    this.close();
  }

  handleKey(event: KeyboardEvent): boolean {
    if (this.offered.length === 0 || event.ctrlKey || event.metaKey || event.altKey) return false;
    switch (event.key) {
      case 'ArrowDown':
        this.choose((this.active + 1) % this.offered.length);
        return true;
      case 'ArrowUp':
        if (this.active === -1) return false;
        this.choose(this.active - 1);
        return true;
      case 'Enter':
        if (this.active === -1) return false;
        this.take(this.active);
        return true;
      case 'Tab':
        if (event.shiftKey) return false;
        this.take(Math.max(0, this.active));
        return true;
      case 'Escape':
        this.closedFor = creditOf(this.view.state)?.node.textContent ?? null;
        this.close();
        return true;
      default:
        return false;
    }
  }

  close(): void {
    if (this.offered.length === 0) return;
    this.offered = [];
    this.active = -1;
    this.box.remove();
    for (const name of ['aria-controls', 'aria-activedescendant', 'aria-expanded'])
      this.view.dom.removeAttribute(name);
  }

  private async load(): Promise<void> {
    try {
      this.recent = await this.recentCredits();
    } catch {
      // Without the list one types the credit; asking again comes with the next credit.
      this.recent ??= [];
    }
    const part = this.view.isDestroyed ? null : creditOf(this.view.state);
    if (part && this.view.hasFocus()) this.offer(part);
  }

  private offer(part: FigurePart): void {
    const typed = part.node.textContent;
    if (typed !== this.closedFor) this.closedFor = null;
    const matches = this.closedFor === null ? creditMatches(this.recent ?? [], typed) : [];
    if (matches.length === 0) {
      this.close();
      return;
    }
    if (matches.join('\n') === this.offered.join('\n') && this.box.isConnected) return;
    const wasOpen = this.offered.length > 0;
    this.offered = matches;
    this.active = -1;
    this.draw(part);
    if (!wasOpen) announce(i18n.t('media:credits.offered', { count: matches.length }));
  }

  private draw(part: FigurePart): void {
    const { view, box } = this;
    const figure = view.nodeDOM(part.figurePos);
    if (!(figure instanceof HTMLElement)) return;
    setAttribute(box, 'aria-label', i18n.t('media:credits.label'));
    box.replaceChildren(
      ...this.offered.map((credit, index) =>
        element(
          'div',
          { role: 'option', id: `${listId}-${index}`, 'data-index': index, 'aria-selected': 'false' },
          credit,
        ),
      ),
    );
    const place = figure.querySelector('[data-figure-below]');
    if (place && box.parentElement !== place) place.append(box);
    setAttribute(view.dom, 'aria-controls', listId);
    this.position(figure);
  }

  /** Under the first letter of the credit, but never beyond the figure's edge. */
  private position(figure: HTMLElement): void {
    const credit = figure.querySelector('.credit .figure-words');
    const place = this.box.parentElement;
    if (!credit || !place) return;
    const left = credit.getClientRects()[0]?.left ?? 0;
    const origin = place.getBoundingClientRect();
    const room = origin.width - this.box.offsetWidth;
    this.box.style.left = `${Math.max(0, Math.min(left - origin.left, room))}px`;
  }

  private choose(index: number): void {
    this.active = index;
    for (const [at, option] of [...this.box.children].entries()) {
      setAttribute(option, 'aria-selected', at === index ? 'true' : 'false');
      if (at === index) option.scrollIntoView({ block: 'nearest' });
    }
    setAttribute(this.view.dom, 'aria-activedescendant', index === -1 ? null : `${listId}-${index}`);
  }

  private take(index: number): void {
    const credit = this.offered[index];
    const part = creditOf(this.view.state);
    if (credit === undefined || !part) return;
    const { tr } = this.view.state;
    this.closedFor = credit;
    this.view.dispatch(tr.insertText(credit, part.start, part.end).scrollIntoView());
  }
}

function creditOf(state: EditorState): FigurePart | null {
  const part = partOfSelection(state.selection);
  return part?.name === 'credit' ? part : null;
}
