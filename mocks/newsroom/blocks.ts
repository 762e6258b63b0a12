import type { JsonNode } from './types.ts';

/** Inline content: a plain string, or text with a mark. */
export type Inline = string | JsonNode;

type FigureTexts = {
  caption?: Inline | Inline[];
  credit?: string;
  alt?: string;
  layout?: 'center' | 'wide' | 'left' | 'right';
};

export const b = (text: string): JsonNode => marked(text, { type: 'bold' });
export const i = (text: string): JsonNode => marked(text, { type: 'italic' });
export const a = (text: string, href: string): JsonNode => marked(text, { type: 'link', attrs: { href } });

export const p = (...inline: Inline[]): JsonNode => parent('paragraph', line(inline));
export const h2 = (text: string): JsonNode => heading(2, text);
export const h3 = (text: string): JsonNode => heading(3, text);
export const rule = (): JsonNode => ({ type: 'horizontalRule' });

/** A quotation of one paragraph with the name of the person who said it. */
export const quote = (text: string, attribution: string): JsonNode =>
  parent('blockquote', [p(text), parent('attribution', line([attribution]))]);

export const bullets = (...items: Inline[]): JsonNode => parent('bulletList', items.map(listItem));
export const steps = (...items: Inline[]): JsonNode => parent('orderedList', items.map(listItem));

export const table = (header: string[], ...rows: string[][]): JsonNode =>
  parent('table', [
    parent(
      'tableRow',
      header.map((text) => parent('tableHeader', [p(text)])),
    ),
    ...rows.map((row) =>
      parent(
        'tableRow',
        row.map((text) => parent('tableCell', [p(text)])),
      ),
    ),
  ]);

/** A figure. `mediaId` is the picture's key, which `seed-article.ts` replaces with its id. Missing texts are empty. */
export const figure = (pictureKey: string, texts: FigureTexts = {}): JsonNode => ({
  type: 'figure',
  attrs: { mediaId: pictureKey, alt: texts.alt ?? '', layout: texts.layout ?? 'center' },
  content: [
    parent('caption', line([texts.caption ?? []].flat())),
    parent('credit', line([texts.credit ?? ''])),
  ],
});

function heading(level: number, text: string): JsonNode {
  return { ...parent('heading', line([text])), attrs: { level } };
}

function listItem(inline: Inline): JsonNode {
  return parent('listItem', [p(inline)]);
}

function marked(text: string, mark: { type: string; attrs?: { href: string } }): JsonNode {
  return { type: 'text', text, marks: [mark] };
}

/** Drops empty strings: ProseMirror has no empty text nodes. */
function line(inline: Inline[]): JsonNode[] {
  return inline
    .filter((part) => part !== '')
    .map((part) => (typeof part === 'string' ? { type: 'text', text: part } : part));
}

/** Omits an empty `content`, as ProseMirror's JSON does. */
function parent(type: string, content: JsonNode[]): JsonNode {
  return content.length > 0 ? { type, content } : { type };
}
