import type { Node } from '@tiptap/pm/model';
import type { EditorView } from '@tiptap/pm/view';
import type { FigureField } from '../../../domain/document/unconfirmed.ts';
import { i18n } from '../../lib/i18n.ts';
import { keyLabel } from '../shortcuts.ts';
import { focusAltLine } from './alt-line.ts';
import {
  acceptText,
  confirmKeys,
  confirmText,
  textsOfFigure,
  unicodeReading,
  waitingFields,
} from './confirm-texts.ts';
import { element, quietButton } from './dom.ts';
import { selectAdjacent } from './figure-commands.ts';
import type { BlockAt } from './figure-positions.ts';

/** Words whose reading is not certain that are named. */
const wordsMax = 12;

/**
 * The row below a figure with a button for each text that nobody has confirmed, and the question whether a text of an
 * 8-bit font is to be converted. Tab reaches it behind the alternative text.
 */
export class ConfirmRow {
  readonly dom = element('div', { class: 'figure-confirm', hidden: true });
  private readonly view: EditorView;
  private readonly figureOf: () => BlockAt | null;
  private shown = '';

  /** @param figureOf the figure in the current document; null when it was deleted. */
  constructor(view: EditorView, figureOf: () => BlockAt | null) {
    this.view = view;
    this.figureOf = figureOf;
    this.dom.addEventListener('keydown', this.handleKeyDown);
  }

  /** @returns the fields that wait. */
  show(figure: Node): FigureField[] {
    const fields = this.view.editable ? waitingFields(figure) : [];
    const texts = textsOfFigure(figure);
    const shown = JSON.stringify([i18n.language, fields.map((field) => [field, texts[field]])]);
    if (shown === this.shown) return fields;
    this.shown = shown;
    this.dom.hidden = fields.length === 0;
    const keys = element(
      'span',
      { class: 'figure-confirm-keys' },
      i18n.t('media:confirm.keys', { keys: keyLabel(confirmKeys) }),
    );
    this.dom.replaceChildren(
      element('span', {}, i18n.t('media:confirm.intro')),
      ...fields.map((field) => this.button(i18n.t(`media:confirm.${field}`), field, confirmText)),
      keys,
      ...fields.flatMap((field) => this.question(field, texts[field])),
    );
    return fields;
  }

  private question(field: FigureField, text: string): HTMLElement[] {
    const reading = unicodeReading(text);
    if (!reading) return [];
    const { encoding, doubtful } = reading;
    const question = i18n.t('editor:paste.legacy.one', { encodings: encoding });
    const words = doubtful.slice(0, wordsMax).join(', ');
    return [
      element(
        'div',
        { class: 'figure-legacy', role: 'group', 'aria-label': question },
        element('strong', {}, question),
        element(
          'dl',
          {},
          element('dt', {}, i18n.t('editor:paste.legacy.before')),
          element('dd', {}, text),
          element('dt', {}, i18n.t('editor:paste.legacy.after')),
          element('dd', {}, reading.text),
        ),
        ...(words === '' ? [] : [element('p', {}, i18n.t('editor:paste.legacy.doubtful', { words }))]),
        this.button(i18n.t('editor:paste.legacy.convert'), field, acceptText),
      ),
    ];
  }

  private button(label: string, field: FigureField, act: typeof confirmText): HTMLElement {
    const button = quietButton('figure-confirm-button', label, () => {
      const figure = this.figureOf();
      // The button goes away.
      if (button === document.activeElement) this.view.focus();
      if (figure) act(this.view, figure, field);
    });
    return button;
  }

  private readonly handleKeyDown = (event: KeyboardEvent): void => {
    const figure = this.figureOf();
    if (!figure || event.ctrlKey || event.metaKey || event.altKey) return;
    const { view } = this;
    const buttons = Array.from(this.dom.querySelectorAll('button'));
    const isAt = (index: number) => buttons.at(index) === document.activeElement;
    if (event.key === 'Escape') view.focus();
    else if (event.key === 'Tab' && event.shiftKey && isAt(0)) focusAltLine(view, figure.pos);
    else if (event.key === 'Tab' && !event.shiftKey && isAt(-1)) {
      view.dispatch(selectAdjacent(view.state.tr, figure.pos + figure.node.nodeSize, 1));
      view.focus();
    } else return;
    event.preventDefault();
  };
}
