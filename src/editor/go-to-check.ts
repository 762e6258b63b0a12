import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { NodeSelection, type Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { FailedCheck } from '../../domain/checks.ts';
import { i18n } from '../lib/i18n.ts';
import { type ArticleEditors, focusField } from './editors.ts';
import { focusAltLine } from './figure/alt-line.ts';
import { confirmKeys } from './figure/confirm-texts.ts';
import { announce } from './figure/dom.ts';
import { partOf } from './figure/figure-positions.ts';
import { keyLabel } from './shortcuts.ts';

/**
 * Moves the caret to the cause of a failed check and scrolls it to the middle of the screen.
 *
 * @returns false for checks outside of the text (category, bylines) and for deleted figures.
 */
export function goToCheck(editors: ArticleEditors, check: FailedCheck): boolean {
  switch (check.code) {
    case 'title-missing':
    case 'title-too-long':
      focusField(editors.title, 'end');
      return reveal(editors.title.view.dom);
    case 'lead-missing':
    case 'lead-too-long':
      focusField(editors.lead, 'end');
      return reveal(editors.lead.view.dom);
    case 'body-missing':
      focusField(editors.body, 'end');
      return reveal(editors.body.view.dom);
    case 'media-unknown':
    case 'caption-missing':
    case 'credit-missing':
    case 'alt-missing':
    case 'caption-unconfirmed':
    case 'credit-unconfirmed':
    case 'alt-unconfirmed':
    case 'upload-pending':
      return goToFigure(editors.body, check);
    case 'category-missing':
    case 'byline-missing':
      return false;
  }
}

function goToFigure(editor: Editor, check: FailedCheck): boolean {
  const block = findBlock(editor.state.doc, check);
  if (!block) return false;
  const { node, pos } = block;
  const { state, view } = editor;
  const select = (place: (tr: Transaction) => Selection) => {
    view.dispatch(state.tr.setSelection(place(state.tr)));
    view.focus();
  };
  const [field, problem] = check.code.split('-');
  if (problem === 'unconfirmed') announce(i18n.t('media:confirm.ask', { keys: keyLabel(confirmKeys) }));
  if ((field === 'caption' || field === 'credit') && node.type.name === 'figure') {
    const { end } = partOf(node, pos, field);
    select((tr) => TextSelection.create(tr.doc, end));
  } else {
    select((tr) => NodeSelection.create(tr.doc, pos));
    if (field === 'alt') focusAltLine(view, pos);
  }
  const dom = view.nodeDOM(pos);
  return dom instanceof HTMLElement && reveal(dom);
}

/** By id, which is stable when blocks move, or by number for a figure without one. */
function findBlock(doc: Node, check: FailedCheck): { node: Node; pos: number } | null {
  let found: { node: Node; pos: number } | null = null;
  let figureNumber = 0;
  doc.forEach((node, pos) => {
    if (node.type.name === 'figure') figureNumber += 1;
    const isIt = check.blockId
      ? node.attrs.id === check.blockId
      : node.type.name === 'figure' && figureNumber === check.figureNumber;
    if (isIt) found ??= { node, pos };
  });
  return found;
}

/** Blocks get their height within three frames after they came near the window. */
const framesUntilLaidOut = 6;

/** At once, and again while the blocks around it are laid out. A smooth scroll would miss by their heights. */
function reveal(element: Element): true {
  let frames = framesUntilLaidOut;
  const scroll = () => {
    element.scrollIntoView({ block: 'center' });
    frames -= 1;
    if (frames > 0) requestAnimationFrame(scroll);
  };
  scroll();
  return true;
}
