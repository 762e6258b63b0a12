import { limits } from '../limits.ts';

/**
 * Validators for node and mark attributes, run by ProseMirror's `Node.check()` and by `vocabularyProblem`. Each throws a
 * `RangeError` that names the attribute.
 */
type Validator = (value: unknown) => void;

function validator(name: string, accepts: (value: unknown) => boolean): Validator {
  return (value) => {
    if (!accepts(value)) throw new RangeError(`${name}: ${JSON.stringify(value)?.slice(0, 80)}`);
  };
}

function nullable(validate: Validator): Validator {
  return (value) => {
    if (value !== null) validate(value);
  };
}

const isInt = (value: unknown, min: number, max: number) =>
  typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
const isText = (value: unknown, maxChars: number) => typeof value === 'string' && value.length <= maxChars;
const isId = (value: unknown) => typeof value === 'string' && /^[\w-]{1,64}$/.test(value);

export const figureLayouts = ['center', 'wide', 'left', 'right'] as const;
export type FigureLayout = (typeof figureLayouts)[number];

export const blockId: Validator = validator('id', (value) => value === null || isId(value));
export const headingLevel: Validator = validator('heading level', (value) => isInt(value, 2, 4));
export const listStart: Validator = validator('list start', (value) => isInt(value, 0, 9_999));
export const cellSpan: Validator = validator('cell span', (value) => isInt(value, 1, 50));
export const columnWidths: Validator = validator(
  'column widths',
  (value) =>
    value === null ||
    (Array.isArray(value) && value.length <= 50 && value.every((width) => isInt(width, 0, 4_000))),
);
/** The column of a cell; `~` marks a cell of a row that was added later. See `table-shape.ts`. */
export const columnName: Validator = validator(
  'column',
  (value) => value === null || (typeof value === 'string' && /^~?[\w-]{1,24}$/.test(value)),
);
export const mediaId: Validator = validator('media id', isId);
export const uploadId: Validator = validator('upload id', isId);
export const fileName: Validator = validator('file name', (value) => isText(value, 300));
export const altText: Validator = validator('alternative text', (value) => isText(value, limits.altMaxChars));
export const captionText: Validator = validator('caption', (value) => isText(value, limits.captionMaxChars));
export const creditText: Validator = validator('credit', (value) => isText(value, limits.creditMaxChars));
/** A text that waits for confirmation; null for none. See `unconfirmed.ts`. */
export const unconfirmedCaption: Validator = nullable(captionText);
export const unconfirmedCredit: Validator = nullable(creditText);
export const unconfirmedAlt: Validator = nullable(altText);
export const flag: Validator = validator('flag', (value) => typeof value === 'boolean');
export const figureLayout: Validator = validator('layout', (value) =>
  figureLayouts.some((name) => name === value),
);
export const pixels: Validator = validator('pixels', (value) => isInt(value, 1, limits.imageMaxSide));
export const linkTarget: Validator = validator(
  'link target',
  (value) => typeof value === 'string' && isAllowedLink(value),
);

const linkProtocols = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** Whether a link target is allowed: an absolute http, https, mailto or tel URL without credentials. */
export function isAllowedLink(href: string): boolean {
  if (href.length > limits.urlMaxChars || /[\p{Cc}\s]/u.test(href)) return false;
  if (!URL.canParse(href)) return false;
  const url = new URL(href);
  return linkProtocols.has(url.protocol) && url.username === '' && url.password === '';
}
