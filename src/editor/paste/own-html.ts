import { figureLayouts, isAllowedLink } from '../../../domain/document/attributes.ts';
import { limits } from '../../../domain/limits.ts';
import { cleanText } from './clean-text.ts';
import { figurePlaceholder, isForeignFigure } from './pasted-figures.ts';

/*
 * HTML copied from this editor, or from another one built on ProseMirror, is parsed with its open slice structure (half
 * a list, the middle of a table). Anyone can forge such HTML, so every element and attribute is checked.
 */

const sliceAttribute = 'data-pm-slice';

type Check = (value: string) => boolean;

const isId: Check = (value) => /^[\w-]{1,64}$/.test(value);
const isSpan: Check = (value) => /^([1-9]|[1-4]\d|50)$/.test(value);
const isShort =
  (maxChars: number): Check =>
  (value) =>
    value.length <= maxChars;
const isPixels: Check = (value) =>
  /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= limits.imageMaxSide;

const allowed: Record<string, Record<string, Check>> = {
  P: {},
  H2: {},
  H3: {},
  H4: {},
  BLOCKQUOTE: {},
  CITE: { 'data-attribution': (value) => value === '' },
  UL: {},
  OL: { start: (value) => /^\d{1,4}$/.test(value) },
  LI: {},
  TABLE: {},
  TBODY: {},
  TR: {},
  TH: { colspan: isSpan, rowspan: isSpan },
  TD: { colspan: isSpan, rowspan: isSpan },
  HR: {},
  BR: {},
  STRONG: {},
  EM: {},
  U: {},
  S: {},
  SUB: {},
  SUP: {},
  A: { href: isAllowedLink },
  FIGURE: {
    'data-media-id': isId,
    'data-alt': isShort(limits.altMaxChars),
    'data-layout': (value) => figureLayouts.some((layout) => layout === value),
    'data-width': isPixels,
    'data-height': isPixels,
    'data-unconfirmed-caption': isShort(limits.captionMaxChars),
    'data-unconfirmed-credit': isShort(limits.creditMaxChars),
    'data-unconfirmed-alt': isShort(limits.altMaxChars),
  },
  FIGCAPTION: {},
  SMALL: { 'data-credit': (value) => value === '' },
};

const renamed: Record<string, string> = {
  H1: 'h2',
  H5: 'h4',
  H6: 'h4',
  B: 'strong',
  I: 'em',
  DEL: 's',
  STRIKE: 's',
};

/** Whether the HTML was copied from a ProseMirror editor. */
export function isOwnHtml(source: Document): boolean {
  return source.body.querySelector(`[${sliceAttribute}]`) !== null;
}

/** Removes every element and attribute that the schema does not parse. */
export function cleanOwnHtml(source: Document): string {
  for (const element of source.body.querySelectorAll(
    'script, style, template, svg, math, iframe, img, colgroup',
  )) {
    element.remove();
  }
  const foreign = Array.from(source.body.querySelectorAll('figure')).filter(isForeignFigure);
  for (const element of Array.from(source.body.querySelectorAll('*'))) cleanElement(element);
  for (const figure of foreign) askForFile(figure);
  const walker = source.createTreeWalker(source.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) walker.currentNode.nodeValue = cleanText(walker.currentNode.nodeValue ?? '');
  return source.body.innerHTML;
}

/** Replaces a figure whose picture this newsroom does not have by a placeholder with its text. */
function askForFile(figure: Element): void {
  const slice = figure.getAttribute(sliceAttribute);
  // A slice that begins or ends inside the figure is text of it.
  if (slice !== null && !slice.startsWith('0 0 ')) return;
  const caption = figure.querySelector('figcaption')?.textContent ?? '';
  const credit = figure.querySelector('small')?.textContent ?? '';
  const alt = figure.getAttribute('data-alt') ?? '';
  const placeholder = figurePlaceholder({ alt, source: '' }, { caption, credit }, figure.ownerDocument);
  if (slice !== null) placeholder.setAttribute(sliceAttribute, slice);
  figure.replaceWith(placeholder);
}

function cleanElement(given: Element): void {
  let element = given;
  const name = renamed[element.tagName];
  if (name) {
    element = element.ownerDocument.createElement(name);
    for (const { name: attribute, value } of given.attributes) element.setAttribute(attribute, value);
    element.append(...given.childNodes);
    given.replaceWith(element);
  }
  if (element.tagName === 'BR' && element.closest('figcaption, small, cite')) {
    element.replaceWith(' ');
    return;
  }
  const attributes = allowed[element.tagName];
  if (!attributes) {
    moveSlice(element);
    element.replaceWith(...element.childNodes);
    return;
  }
  for (const { name: attribute, value } of Array.from(element.attributes)) {
    const isAllowed = attribute === sliceAttribute ? isSlice(value) : attributes[attribute]?.(value);
    if (!isAllowed) element.removeAttribute(attribute);
  }
}

/** ProseMirror reads the attribute from the first element. */
function moveSlice(element: Element): void {
  const slice = element.getAttribute(sliceAttribute);
  if (slice !== null) element.firstElementChild?.setAttribute(sliceAttribute, slice);
}

/** `openStart openEnd [-wrappers] [context]`, see `serializeForClipboard` of prosemirror-view. */
function isSlice(value: string): boolean {
  return value.length < 2_000 && /^\d{1,2} \d{1,2}(?: -\d{1,2})? \[.*\]$/s.test(value);
}
