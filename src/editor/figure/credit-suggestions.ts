import type { Editor } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Suggestion, type SuggestionProps } from '@tiptap/suggestion';
import { fold, searchWords } from '../../../domain/vietnamese.ts';
import { i18n } from '../../lib/i18n.ts';
import { announce, element, setAttribute } from './dom.ts';
import { type FigurePart, partAt } from './figure-positions.ts';

/**
 * Suggests recently used credits while the caret is in a credit. The focus stays in the text. Arrow down enters the
 * list, Enter accepts the active option (without one it has its usual effect, for new names), Tab accepts the
 * active or the first option, Escape closes the list.
 *
 * Replaces two props of the suggestion plugin: its decoration would redraw the text under a composition, and its
 * key handler consumes Escape while no option is shown.
 */
export function creditSuggestions(editor: Editor, recentCredits: () => Promise<readonly string[]>): Plugin {
  const list = new CreditList(editor, recentCredits);
  const { spec } = Suggestion<string, string>({
    editor,
    pluginKey: new PluginKey('creditSuggestions'),
    findSuggestionMatch: ({ $position }) => {
      const part = partAt($position);
      if (part?.name !== 'credit') return null;
      const text = part.node.textContent;
      return { range: { from: part.start, to: part.end }, query: text, text };
    },
    allow: () => editor.isFocused,
    items: ({ query }) => list.matches(query),
    command: ({ range, props: credit }) => {
      const { state, view } = editor;
      view.dispatch(state.tr.insertText(credit, range.from, range.to).scrollIntoView());
    },
    render: () => ({
      onBeforeStart: (props) => list.enter(props),
      onBeforeUpdate: (props) => list.enter(props),
      onUpdate: (props) => list.update(props),
      onExit: () => list.exit(),
    }),
  });
  return new Plugin({
    ...spec,
    props: {
      handleKeyDown: (view, event) => {
        if (view.composing || event.isComposing || event.keyCode === 229) return false;
        return list.handleKeyDown(event);
      },
    },
  });
}

const maxSuggestions = 6;

/**
 * The recent credits that contain every word of `text`, ignoring case and diacritics; those that start with it come
 * first. Empty when the text is one of them already.
 */
export function creditMatches(recent: readonly string[], text: string): string[] {
  const unique = [...new Set(recent.map((credit) => credit.trim()).filter((credit) => credit !== ''))];
  if (unique.includes(text.trim())) return [];
  const words = searchWords(text);
  const prefix = fold(text);
  const found = unique.filter((credit) => words.every((word) => fold(credit).includes(word)));
  const first = found.filter((credit) => fold(credit).startsWith(prefix));
  return [...first, ...found.filter((credit) => !first.includes(credit))].slice(0, maxSuggestions);
}

const listId = 'figure-credits';

/** The listbox, rendered below the figure. Keys and ARIA state are on the editor's element, which has the focus. */
class CreditList {
  private readonly editor: Editor;
  private readonly recentCredits: () => Promise<readonly string[]>;
  private readonly listbox = element('div', {
    class: 'figure-credits',
    role: 'listbox',
    id: listId,
    contenteditable: 'false',
  });
  private figureId: unknown = null;
  private recent: Promise<readonly string[]> = Promise.resolve([]);
  private options: string[] = [];
  private activeIndex = -1;
  private accept: (credit: string) => void = () => {};
  private text = '';
  /** The text for which nothing is shown: it was there before the caret, or Escape closed the list. */
  private dismissedText: string | null = null;

  constructor(editor: Editor, recentCredits: () => Promise<readonly string[]>) {
    this.editor = editor;
    this.recentCredits = recentCredits;
    this.listbox.addEventListener('mousedown', (event) => {
      event.preventDefault();
      const option = event.target instanceof Element ? event.target.closest('[role=option]') : null;
      if (option) this.acceptOption(Number(option.getAttribute('data-index')));
    });
  }

  /** Called before every update; loads the recent credits when the caret has entered another credit. */
  enter({ query, range }: SuggestionProps<string, string>): void {
    const figureId = this.partAt(range.from)?.figure.attrs.id;
    this.text = query;
    if (figureId === this.figureId) return;
    this.close();
    this.figureId = figureId;
    this.dismissedText = query || null;
    // When loading fails there are no suggestions until the next credit is entered.
    const previous = this.recent;
    this.recent = this.recentCredits().catch(() => previous);
  }

  async matches(query: string): Promise<string[]> {
    return creditMatches(await this.recent, query);
  }

  update({ items, query, range, loading, command }: SuggestionProps<string, string>): void {
    // Each update comes twice; the first time without items.
    if (loading) return;
    if (query !== this.dismissedText) this.dismissedText = null;
    this.accept = command;
    const part = this.partAt(range.from);
    if (!part || items.length === 0 || this.dismissedText !== null) {
      this.close();
      return;
    }
    if (items.join('\n') === this.options.join('\n') && this.listbox.isConnected) return;
    const wasOpen = this.options.length > 0;
    this.options = items;
    this.activeIndex = -1;
    this.render(part);
    if (!wasOpen) announce(i18n.t('media:credits.offered', { count: items.length }));
  }

  exit(): void {
    this.figureId = null;
    this.close();
  }

  handleKeyDown(event: KeyboardEvent): boolean {
    if (this.options.length === 0 || event.ctrlKey || event.metaKey || event.altKey) return false;
    switch (event.key) {
      case 'ArrowDown':
        this.activate((this.activeIndex + 1) % this.options.length);
        return true;
      case 'ArrowUp':
        if (this.activeIndex === -1) return false;
        this.activate(this.activeIndex - 1);
        return true;
      case 'Enter':
        if (this.activeIndex === -1) return false;
        this.acceptOption(this.activeIndex);
        return true;
      case 'Tab':
        if (event.shiftKey) return false;
        this.acceptOption(Math.max(0, this.activeIndex));
        return true;
      case 'Escape':
        this.dismissedText = this.text;
        this.close();
        return true;
      default:
        return false;
    }
  }

  private close(): void {
    if (this.options.length === 0) return;
    this.options = [];
    this.activeIndex = -1;
    this.listbox.remove();
    if (this.editor.isDestroyed) return;
    for (const name of ['aria-controls', 'aria-activedescendant'])
      setAttribute(this.editor.view.dom, name, null);
  }

  private render(part: FigurePart): void {
    const { view } = this.editor;
    const figure = view.nodeDOM(part.figurePos);
    if (!(figure instanceof HTMLElement)) return;
    setAttribute(this.listbox, 'aria-label', i18n.t('media:credits.label'));
    this.listbox.replaceChildren(
      ...this.options.map((credit, index) =>
        element(
          'div',
          { role: 'option', id: `${listId}-${index}`, 'data-index': index, 'aria-selected': 'false' },
          credit,
        ),
      ),
    );
    const container = figure.querySelector('[data-figure-below]');
    if (container && this.listbox.parentElement !== container) container.append(this.listbox);
    setAttribute(view.dom, 'aria-controls', listId);
    this.position(figure);
  }

  /** Below the start of the credit, inside the width of the figure. */
  private position(figure: HTMLElement): void {
    const credit = figure.querySelector('.credit .figure-text');
    const container = this.listbox.parentElement;
    if (!credit || !container) return;
    const left = credit.getClientRects()[0]?.left ?? 0;
    const origin = container.getBoundingClientRect();
    const maxLeft = origin.width - this.listbox.offsetWidth;
    this.listbox.style.left = `${Math.max(0, Math.min(left - origin.left, maxLeft))}px`;
  }

  private activate(index: number): void {
    this.activeIndex = index;
    for (const [optionIndex, option] of [...this.listbox.children].entries()) {
      setAttribute(option, 'aria-selected', optionIndex === index ? 'true' : 'false');
      if (optionIndex === index) option.scrollIntoView({ block: 'nearest' });
    }
    const activeId = index === -1 ? null : `${listId}-${index}`;
    setAttribute(this.editor.view.dom, 'aria-activedescendant', activeId);
  }

  private acceptOption(index: number): void {
    const credit = this.options[index];
    if (credit === undefined) return;
    this.dismissedText = credit;
    this.accept(credit);
  }

  private partAt(pos: number): FigurePart | null {
    return partAt(this.editor.state.doc.resolve(pos));
  }
}
