import { newBlockId } from '../../domain/document/block-id.ts';
import type { NodeJson } from '../../domain/document/content.ts';
import { blocksWithId } from '../../domain/document/extensions.ts';
import { blockText } from '../../domain/document/to-text.ts';

/**
 * Assigns an id to every block that has none, or a duplicate. `before` is the node's former version: a block without
 * an id takes over that of its most likely predecessor, so that a script that writes an article again changes no ids.
 */
export function withBlockIds(body: NodeJson, before: NodeJson | undefined): NodeJson {
  const taken = new Set<string>();
  collectIds(body, taken);
  return assign(body, before, taken, new Set());
}

function assign(
  node: NodeJson,
  before: NodeJson | undefined,
  taken: Set<string>,
  seen: Set<string>,
): NodeJson {
  const id = blocksWithId.includes(node.type) ? chooseId(node, before, taken, seen) : null;
  const attrs = id === null ? node.attrs : { ...node.attrs, id };
  const match = matchChildren(node.content ?? [], before?.content ?? []);
  const content = node.content?.map((child, index) => assign(child, match(index), taken, seen));
  return { ...node, ...(attrs && { attrs }), ...(content && { content }) };
}

function chooseId(
  node: NodeJson,
  before: NodeJson | undefined,
  taken: Set<string>,
  seen: Set<string>,
): string {
  const own = idOf(node);
  if (own !== undefined && !seen.has(own)) {
    seen.add(own);
    return own;
  }
  const former = before?.type === node.type ? idOf(before) : undefined;
  const id = former !== undefined && !taken.has(former) ? former : newBlockId();
  taken.add(id);
  seen.add(id);
  return id;
}

/** Pairs equal blocks from both ends, and the rest in order. */
function matchChildren(now: NodeJson[], before: NodeJson[]): (index: number) => NodeJson | undefined {
  let left = 0;
  while (left < now.length && left < before.length && isSame(now[left], before[left])) left += 1;
  let right = 0;
  while (
    right < Math.min(now.length, before.length) - left &&
    isSame(now[now.length - 1 - right], before[before.length - 1 - right])
  ) {
    right += 1;
  }
  return (index) => {
    if (index >= now.length - right) return before[before.length - (now.length - index)];
    return index < before.length - right ? before[index] : undefined;
  };
}

function isSame(a: NodeJson | undefined, b: NodeJson | undefined): boolean {
  return a && b ? a.type === b.type && blockText(a) === blockText(b) : a === b;
}

function idOf(node: NodeJson): string | undefined {
  return typeof node.attrs?.id === 'string' ? node.attrs.id : undefined;
}

function collectIds(node: NodeJson, ids: Set<string>): void {
  const id = idOf(node);
  if (id !== undefined) ids.add(id);
  for (const child of node.content ?? []) collectIds(child, ids);
}
