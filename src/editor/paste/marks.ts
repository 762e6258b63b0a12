import { type LegacyFont, legacyFontOf } from '../../../domain/legacy-encodings.ts';
import { cleanLink } from './clean-link.ts';
import { fontAttribute, fontName } from './legacy-fonts.ts';

/** The marks of a run of pasted text, and how its white space is meant. */
export type Marks = {
  bold: boolean;
  italic: boolean;
  underline: boolean;
  strike: boolean;
  sub: boolean;
  sup: boolean;
  href: string | null;
  /** Line feeds in the text are line breaks. */
  isPreformatted: boolean;
  /** The 8-bit font of the text, see `legacy-fonts.ts`. */
  font: LegacyFont | null;
};

export const noMarks: Marks = {
  bold: false,
  italic: false,
  underline: false,
  strike: false,
  sub: false,
  sup: false,
  href: null,
  isPreformatted: false,
  font: null,
};

/** The marks inside an element: inherited ones changed by its tag and inline styles (Google Docs uses styled spans). */
export function marksOf(element: HTMLElement, around: Marks): Marks {
  const marks = { ...around };
  switch (element.tagName) {
    case 'B':
    case 'STRONG':
      marks.bold = true;
      break;
    case 'I':
    case 'EM':
      marks.italic = true;
      break;
    case 'U':
    case 'INS':
      marks.underline = true;
      break;
    case 'S':
    case 'STRIKE':
    case 'DEL':
      marks.strike = true;
      break;
    case 'SUB':
      marks.sub = true;
      break;
    case 'SUP':
      marks.sup = true;
      break;
    case 'A':
      marks.href = cleanLink(element.getAttribute('href') ?? '') ?? marks.href;
      break;
    case 'PRE':
      marks.isPreformatted = true;
  }
  const { fontWeight, fontStyle, verticalAlign, textDecoration, textDecorationLine } = element.style;
  const whiteSpace = /white-space(?:-collapse)?\s*:\s*([\w-]+)/i.exec(
    element.getAttribute('style') ?? '',
  )?.[1];
  if (whiteSpace) marks.isPreformatted = /^(pre|break-spaces)/i.test(whiteSpace);
  if (fontWeight !== '') marks.bold = isBold(fontWeight, around.bold);
  if (fontStyle !== '') marks.italic = /italic|oblique/.test(fontStyle);
  if (verticalAlign === 'super') marks.sup = true;
  if (verticalAlign === 'sub') marks.sub = true;
  const decoration = `${textDecoration} ${textDecorationLine}`;
  if (decoration.includes('underline')) marks.underline = true;
  if (decoration.includes('line-through')) marks.strike = true;
  const family = fontFamilyOf(element);
  if (family !== null) marks.font = legacyFontOf(family);
  return marks;
}

/** Out of the attribute, because the unquoted name `.VnTime` is no CSS. */
function fontFamilyOf(element: HTMLElement): string | null {
  const style = element.getAttribute('style');
  return (style && /font-family\s*:\s*([^;]+)/i.exec(style)?.[1]) || element.getAttribute('face');
}

function isBold(weight: string, inherited: boolean): boolean {
  if (weight === 'bold' || weight === 'bolder') return true;
  if (weight === 'inherit') return inherited;
  return Number(weight) >= 600;
}

/** Wraps text in the elements of its marks. A link gets no underline mark. */
export function marked(text: string, marks: Marks, page: Document): Node {
  let node: Node = page.createTextNode(text);
  const wrap = (tag: string) => {
    const element = page.createElement(tag);
    element.append(node);
    node = element;
    return element;
  };
  if (marks.sub && !marks.sup) wrap('sub');
  if (marks.sup) wrap('sup');
  if (marks.strike) wrap('s');
  if (marks.underline && marks.href === null) wrap('u');
  if (marks.italic) wrap('em');
  if (marks.bold) wrap('strong');
  if (marks.href !== null) wrap('a').setAttribute('href', marks.href);
  if (marks.font !== null) wrap('span').setAttribute(fontAttribute, fontName(marks.font));
  return node;
}
