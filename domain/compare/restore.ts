import type { ContentJson, NodeJson } from '../document/content.ts';
import { idOf, signatureOf } from './match.ts';

/**
 * Restores one block of the body from an earlier version: in its present place, or, where it was removed or only moved,
 * behind its former predecessor.
 *
 * @returns the present content with the block restored; null when the earlier version has no such block.
 */
export function withBlockOf(present: ContentJson, earlier: ContentJson, blockId: string): ContentJson | null {
  const [now, then] = [present.body.content ?? [], earlier.body.content ?? []];
  const block = then.find((node) => idOf(node) === blockId);
  if (!block) return null;
  const place = now.findIndex((node) => idOf(node) === blockId);
  const existing = now[place];
  const content =
    existing && signatureOf(existing) !== signatureOf(block)
      ? now.with(place, block)
      : inserted(now.toSpliced(place, existing ? 1 : 0), then, block);
  return { ...present, body: { ...present.body, content } };
}

/** Inserts behind the nearest former predecessor that still exists, else before the nearest former successor. */
function inserted(now: readonly NodeJson[], then: readonly NodeJson[], block: NodeJson): NodeJson[] {
  const places = new Map(now.map((node, index) => [idOf(node), index]));
  const own = then.indexOf(block);
  const placeOf = (node: NodeJson) => (idOf(node) === null ? undefined : places.get(idOf(node)));
  const before = then.slice(0, own).findLast((node) => placeOf(node) !== undefined);
  const after = then.slice(own + 1).find((node) => placeOf(node) !== undefined);
  const place = before ? (placeOf(before) ?? 0) + 1 : ((after && placeOf(after)) ?? 0);
  return now.toSpliced(place, 0, block);
}
