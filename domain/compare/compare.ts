import type { ContentJson } from '../document/content.ts';
import { type BlockChange, compareBlocks, isChange } from './blocks.ts';
import { type ComparedFields, compareFields, type FieldChange } from './fields.ts';
import { countChanged, type Part, wordParts } from './words.ts';

/** What an article was at one time: its words and the fields around them. */
export type Version = { content: ContentJson; fields: ComparedFields };

/** What is different between two versions, and what is the same around it, in the order in which it is read. */
export type Comparison = {
  fields: FieldChange[];
  title: Part[];
  lead: Part[];
  /** Every block of the newer version, and those that are gone where they stood. */
  blocks: BlockChange[];
  /** Words that came and words that went: title, lead and body, with captions, credits and alternative texts. */
  wordsAdded: number;
  wordsRemoved: number;
  isSame: boolean;
};

/**
 * Compares two versions of an article. Blocks are matched by their id and words compared inside each, so that a change
 * stays as small as it was made however long the article is. Pure; the same input gives the same answer.
 */
export function compareVersions(before: Version, after: Version): Comparison {
  const fields = compareFields(before.fields, after.fields);
  const words = compareContent(before.content, after.content);
  return { ...words, fields, isSame: words.isSame && fields.length === 0 };
}

/** Compares the words alone. */
export function compareContent(before: ContentJson, after: ContentJson): Omit<Comparison, 'fields'> {
  const title = wordParts(before.title, after.title);
  const lead = wordParts(before.lead, after.lead);
  const blocks = compareBlocks(before.body.content ?? [], after.body.content ?? []);
  const counts = [title, lead, ...blocks.flatMap(textsOf)].map(countChanged);
  return {
    title,
    lead,
    blocks,
    wordsAdded: counts.reduce((sum, { added }) => sum + added, 0),
    wordsRemoved: counts.reduce((sum, { removed }) => sum + removed, 0),
    isSame: !isChanged(title) && !isChanged(lead) && !blocks.some(isChange),
  };
}

export const isChanged = (parts: readonly Part[]): boolean => parts.some(({ kind }) => kind !== 'kept');

function textsOf({ runs, alt, children }: BlockChange): Part[][] {
  return [runs, alt, ...children.flatMap(textsOf)];
}
