import type { Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { splitCaption, withoutCreditPrefix } from '../../../domain/credit.ts';
import {
  type FigureField,
  type FigureTexts,
  unconfirmedAttribute,
  unconfirmedFields,
} from '../../../domain/document/unconfirmed.ts';
import { type LegacyEncoding, legacyToUnicode, suspectLegacyText } from '../../../domain/legacy-encodings.ts';
import { i18n } from '../../lib/i18n.ts';
import { runAsUndoStep } from '../undo-steps.ts';
import { announce } from './dom.ts';
import { type BlockAt, type FigurePartName, partOf, partOfSelection } from './figure-positions.ts';

/** The key that confirms the text around the caret, or converts it. */
export const confirmKeys = 'Mod-Enter';

export function textsOfFigure(figure: Node): FigureTexts {
  return { caption: figure.child(0).textContent, credit: figure.child(1).textContent, alt: figure.attrs.alt };
}

/** The fields of a figure that wait for confirmation. */
export const waitingFields = (figure: Node): FigureField[] =>
  unconfirmedFields(figure.attrs, textsOfFigure(figure));

/** The reading of a text that was typed in an 8-bit font; null for other text. */
export function unicodeReading(
  text: string,
): { encoding: LegacyEncoding; text: string; doubtful: string[] } | null {
  const legacy = suspectLegacyText(text);
  const reading = legacy && legacyToUnicode(text, legacy);
  return reading && reading.text !== text ? { encoding: legacy.encoding, ...reading } : null;
}

/** Confirms a text as it is, as one undo step. @returns false when it does not wait. */
export function confirmText(view: EditorView, { node, pos }: BlockAt, field: FigureField): boolean {
  if (!view.editable || !waitingFields(node).includes(field)) return false;
  confirm(view, pos, field, view.state.tr);
  return true;
}

/** Confirms a text in Unicode: one of an 8-bit font is converted. */
export function acceptText(view: EditorView, figure: BlockAt, field: FigureField): boolean {
  const { node, pos } = figure;
  const reading = unicodeReading(textsOfFigure(node)[field]);
  if (!reading) return confirmText(view, figure, field);
  if (!view.editable || !waitingFields(node).includes(field)) return false;
  const { tr } = view.state;
  if (field === 'alt') tr.setNodeAttribute(pos, 'alt', reading.text);
  else if (field === 'credit') replacePart(tr, figure, 'credit', withoutCreditPrefix(reading.text));
  else {
    // A credit at the end is recognized only now. The position of the caption comes before it.
    const { caption, credit } = splitCaption(reading.text);
    const isSplit = credit !== '' && caption !== '' && textsOfFigure(node).credit === '';
    if (isSplit) replacePart(tr, figure, 'credit', credit);
    replacePart(tr, figure, 'caption', isSplit ? caption : reading.text);
  }
  confirm(view, pos, field, tr);
  return true;
}

function replacePart(tr: Transaction, { node, pos }: BlockAt, name: FigurePartName, text: string): void {
  const { start, end } = partOf(node, pos, name);
  tr.insertText(text, start, end);
}

function confirm(view: EditorView, figurePos: number, field: FigureField, tr: Transaction): void {
  tr.setNodeAttribute(figurePos, unconfirmedAttribute[field], null);
  runAsUndoStep(view, () => view.dispatch(tr));
  announce(i18n.t('media:confirm.done'));
}

/** Accepts the caption or credit around the caret. @returns false outside of figures. */
export function acceptTextAtCaret(view: EditorView): boolean {
  const part = partOfSelection(view.state.selection);
  if (!part) return false;
  acceptText(view, { node: part.figure, pos: part.figurePos }, part.name);
  return true;
}
