import { canonicalJson } from '../document/canonical.ts';
import type { NodeJson } from '../document/content.ts';
import { withoutDeskAttributes } from '../document/unconfirmed.ts';

/** One entry in the newer order: a pair, an added block, or a removed one at about its former place. */
export type Match =
  | { before: NodeJson; after: NodeJson; isMoved: boolean }
  | { before: null; after: NodeJson; isMoved: false }
  | { before: NodeJson; after: null; isMoved: false };

/** Blocks that contain text directly. One may become another (paragraph, heading) and remain the same block. */
const textblocks = new Set(['paragraph', 'heading', 'caption', 'credit', 'attribution']);
export const isTextblock = ({ type }: NodeJson): boolean => textblocks.has(type);

/** Equal for nodes of equal content and formatting, ignoring ids. */
export const signatureOf = (node: NodeJson): string => canonicalJson(withoutIds(node));

/**
 * Pairs the blocks of two versions by id, or by their first descendant with an id; the rest by equal content. The result
 * is in the newer order, removed blocks after their former predecessor. `isMoved` is set on the fewest blocks possible.
 */
export function matchBlocks(before: readonly NodeJson[], after: readonly NodeJson[]): Match[] {
  const partners = pair(before, after);
  const staying = longestIncreasing(partners);
  const removed = removedAfter(before, partners, staying);
  return [
    ...(removed.get(-1) ?? []),
    ...after.flatMap((node, index): Match[] => {
      const partner = before[partners[index] ?? -1];
      const match: Match = partner
        ? { before: partner, after: node, isMoved: !staying.has(index) }
        : { before: null, after: node, isMoved: false };
      return [match, ...(removed.get(index) ?? [])];
    }),
  ];
}

/** For each newer block the index of its older one; -1 where there is none. */
function pair(before: readonly NodeJson[], after: readonly NodeJson[]): number[] {
  const places = placesOf(keysOf(before));
  const partners = keysOf(after).map((key) => places.get(key) ?? -1);
  const taken = new Set(partners);
  const left = before.flatMap((node, index) => (taken.has(index) ? [] : [{ node, index }]));
  if (left.length === 0 || !partners.includes(-1)) return partners;
  const bySignature = Map.groupBy(left, ({ node }) => signatureOf(node));
  return partners.map((partner, index) => {
    const node = after[index];
    if (partner !== -1 || !node) return partner;
    return bySignature.get(signatureOf(node))?.shift()?.index ?? -1;
  });
}

function placesOf(keys: readonly string[]): Map<string, number> {
  return new Map(keys.map((key, index) => [key, index]));
}

function keysOf(nodes: readonly NodeJson[]): string[] {
  const seen = new Map<string, number>();
  return nodes.map((node) => {
    const key = `${isTextblock(node) && idOf(node) ? 'text' : node.type} ${nameOf(node)}`;
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return `${key} ${count}`;
  });
}

/** Rows and cells have no id: the first descendant with one identifies them. */
function nameOf(node: NodeJson): string {
  if (node.type === 'caption' || node.type === 'credit' || node.type === 'attribution') return '';
  return idOf(node) ?? firstIdIn(node) ?? signatureOf(node);
}

export const idOf = ({ attrs }: NodeJson): string | null => (typeof attrs?.id === 'string' ? attrs.id : null);

function firstIdIn(node: NodeJson): string | undefined {
  for (const child of node.content ?? []) {
    const id = idOf(child) ?? firstIdIn(child);
    if (id !== undefined) return id;
  }
  return undefined;
}

/** The longest increasing subsequence: these pairs stay, the others have moved. Indexes of the newer version. */
function longestIncreasing(partners: readonly number[]): Set<number> {
  /** For each length, the newer index at which the best subsequence ends. */
  const ends: number[] = [];
  const previous: number[] = [];
  partners.forEach((partner, index) => {
    if (partner === -1) return;
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((partners[ends[middle] ?? 0] ?? 0) < partner) low = middle + 1;
      else high = middle;
    }
    previous[index] = ends[low - 1] ?? -1;
    ends[low] = index;
  });
  const staying = new Set<number>();
  for (let index = ends.at(-1) ?? -1; index !== -1; index = previous[index] ?? -1) staying.add(index);
  return staying;
}

/** Removed blocks by the newer index of their nearest staying predecessor; -1 where there is none. */
function removedAfter(
  before: readonly NodeJson[],
  partners: readonly number[],
  staying: ReadonlySet<number>,
): Map<number, Match[]> {
  const newPlaces = new Map(partners.map((partner, index) => [partner, index]));
  const removed = new Map<number, Match[]>();
  let place = -1;
  before.forEach((node, index) => {
    const now = newPlaces.get(index);
    if (now === undefined) {
      removed.set(place, [...(removed.get(place) ?? []), { before: node, after: null, isMoved: false }]);
    } else if (staying.has(now)) place = now;
  });
  return removed;
}

/** Without what readers do not get: ids, and notes of unconfirmed texts. */
function withoutIds({ attrs, content, ...node }: NodeJson): NodeJson {
  const { id: _id, ...rest } = withoutDeskAttributes(attrs ?? {});
  return {
    ...node,
    ...(Object.keys(rest).length > 0 && { attrs: rest }),
    ...(content && content.length > 0 && { content: content.map(withoutIds) }),
  };
}
