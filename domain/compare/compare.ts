import type { ContentJson } from '../document/content.ts';
import { type BlockChange, compareBlocks, isChange } from './blocks.ts';
import { type ComparedFields, compareFields, type FieldChange } from './fields.ts';
import { countChanged, diffWords, type Part } from './word-diff.ts';

/** An article at one time: content and fields. */
export type Version = { content: ContentJson; fields: ComparedFields };

/** The differences between two versions, with the unchanged parts, in reading order. */
export type Comparison = {
  fields: FieldChange[];
  title: Part[];
  lead: Part[];
  /** The blocks of the newer version, and the removed ones at their former place. */
  blocks: BlockChange[];
  /** Word counts of title, lead and body, with captions, credits and alternative texts. */
  wordsAdded: number;
  wordsRemoved: number;
  isSame: boolean;
};

/**
 * Compares two versions of an article. Blocks are matched by id, and text is compared word by word within a block, so
 * that an edit of one block shows as a change of that block only.
 */
export function compareVersions(before: Version, after: Version): Comparison {
  const fields = compareFields(before.fields, after.fields);
  const content = compareContent(before.content, after.content);
  return { ...content, fields, isSame: content.isSame && fields.length === 0 };
}

export function compareContent(before: ContentJson, after: ContentJson): Omit<Comparison, 'fields'> {
  const title = diffWords(before.title, after.title);
  const lead = diffWords(before.lead, after.lead);
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
