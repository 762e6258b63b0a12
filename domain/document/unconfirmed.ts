import { limits } from '../limits.ts';
import { normalizeText } from '../vietnamese.ts';
import type { ContentJson, NodeJson } from './content.ts';

/** The texts of a figure. */
export const figureFields = ['caption', 'credit', 'alt'] as const;
export type FigureField = (typeof figureFields)[number];
export type FigureTexts = Record<FigureField, string>;

/**
 * A text that came with a picture, or stayed when the picture was replaced, is a proposal until somebody confirms it.
 * The figure records the proposed text in one attribute for each field, so that two people can confirm two fields at
 * once. A field waits only while it has exactly that text: editing it confirms it. Null: nothing was proposed.
 */
export const unconfirmedAttribute = {
  caption: 'unconfirmedCaption',
  credit: 'unconfirmedCredit',
  alt: 'unconfirmedAlt',
} as const satisfies Record<FigureField, string>;

const maxChars: Record<FigureField, number> = {
  caption: limits.captionMaxChars,
  credit: limits.creditMaxChars,
  alt: limits.altMaxChars,
};

/** The value of a field's attribute for this text: cut, because a caption has no limit. Null for empty text. */
function recordOf(field: FigureField, text: string): string | null {
  return normalizeText(text).trim().slice(0, maxChars[field]).toWellFormed() || null;
}

/** The attributes of a figure with these texts, none of which is confirmed. */
export function unconfirmedAttributes(texts: FigureTexts): Record<string, string | null> {
  return Object.fromEntries(
    figureFields.map((field) => [unconfirmedAttribute[field], recordOf(field, texts[field])]),
  );
}

/** The fields that wait for confirmation, in reading order. Empty ones wait for a text instead. */
export function unconfirmedFields(attrs: NodeJson['attrs'], texts: FigureTexts): FigureField[] {
  return figureFields.filter((field) => {
    const proposed = attrs?.[unconfirmedAttribute[field]];
    return typeof proposed === 'string' && recordOf(field, proposed) === recordOf(field, texts[field]);
  });
}

const attributeNames: ReadonlySet<string> = new Set(Object.values(unconfirmedAttribute));

/** Whether an attribute is a note for the desk: no part of what readers get. */
export const isDeskAttribute = (name: string): boolean => attributeNames.has(name);

export function withoutDeskAttributes(attrs: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(attrs).filter(([name]) => !isDeskAttribute(name)));
}

/** The content as readers get it: whether a text was confirmed is no part of it. */
export function withoutUnconfirmed<Content extends ContentJson>(content: Content): Content {
  const { body } = content;
  // Figures occur at the top level only.
  const blocks = body.content?.map((block) =>
    block.type === 'figure' && block.attrs ? { ...block, attrs: withoutDeskAttributes(block.attrs) } : block,
  );
  return { ...content, body: { ...body, ...(blocks && { content: blocks }) } };
}

/** Whether the figures of two contents have recorded the same. */
export function haveSameProposals(a: ContentJson, b: ContentJson): boolean {
  const proposalsOf = ({ body }: ContentJson) =>
    (body.content ?? []).map(({ attrs }) =>
      figureFields.map((field) => attrs?.[unconfirmedAttribute[field]] ?? null),
    );
  return JSON.stringify(proposalsOf(a)) === JSON.stringify(proposalsOf(b));
}
