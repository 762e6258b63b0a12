import { diffArrays, diffWordsWithSpace } from 'diff';
import { canonicalJson } from '../../../domain/document/canonical.ts';
import type { ContentJson, NodeJson } from '../../../domain/document/content.ts';
import { blockText } from '../../../domain/document/to-text.ts';

/** A run of text in a change: kept, new, or gone. */
export type ChangePart = { text: string; kind: 'kept' | 'added' | 'removed' };

export type Change = {
  place: 'title' | 'lead' | 'body';
  /** `format`: the same words, but something else about the block (marks, layout, picture) is different. */
  kind: 'added' | 'removed' | 'changed' | 'format';
  parts: ChangePart[];
};

/**
 * What is different between two versions of an article's words, in reading order. Blocks are matched by their id,
 * those without one by their text; words are compared inside a block, so that a long article never collapses into
 * one giant change.
 */
export function changesBetween(before: ContentJson, after: ContentJson): Change[] {
  const changes: Change[] = [];
  for (const place of ['title', 'lead'] as const) {
    if (before[place] !== after[place]) {
      changes.push({ place, kind: 'changed', parts: wordParts(before[place], after[place]) });
    }
  }
  const [old, now] = [before.body.content ?? [], after.body.content ?? []];
  const oldByKey = new Map(old.map((block) => [keyOf(block), block]));
  for (const part of diffArrays(old.map(keyOf), now.map(keyOf))) {
    for (const key of part.value) {
      if (part.added)
        changes.push(
          whole(
            'added',
            now.find((block) => keyOf(block) === key),
          ),
        );
      else if (part.removed) changes.push(whole('removed', oldByKey.get(key)));
      else {
        const change = inside(
          oldByKey.get(key),
          now.find((block) => keyOf(block) === key),
        );
        if (change) changes.push(change);
      }
    }
  }
  return changes;
}

function keyOf(block: NodeJson): string {
  return typeof block.attrs?.id === 'string' ? block.attrs.id : `${block.type}:${blockText(block)}`;
}

function whole(kind: 'added' | 'removed', block: NodeJson | undefined): Change {
  if (!block) throw new Error('A block that neither version has');
  return { place: 'body', kind, parts: [{ text: blockText(block), kind }] };
}

function inside(before: NodeJson | undefined, after: NodeJson | undefined): Change | null {
  if (!before || !after) throw new Error('A block that only one version has');
  if (canonicalJson(before) === canonicalJson(after)) return null;
  const [old, now] = [blockText(before), blockText(after)];
  if (old === now) return { place: 'body', kind: 'format', parts: [{ text: now, kind: 'kept' }] };
  return { place: 'body', kind: 'changed', parts: wordParts(old, now) };
}

function wordParts(before: string, after: string): ChangePart[] {
  return diffWordsWithSpace(before, after).map(({ value, added, removed }) => ({
    text: value,
    kind: added ? 'added' : removed ? 'removed' : 'kept',
  }));
}
