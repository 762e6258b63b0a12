import { type ContentMatch, Fragment, Node, type Schema } from 'prosemirror-model';
import type { NodeJson } from '../../domain/document/content.ts';

/**
 * Brings a node to a shape that its schema allows, for states that no single person wrote: concurrent edits can
 * leave a list without items or a figure with two captions. Words are never dropped: what cannot stand where it
 * stands is added to the text before it. A node that is left with nothing in it goes away, a missing part
 * (a credit) is added empty.
 *
 * Every node is known to the schema; the quarantine saw to that before it was stored.
 */
export function repairNode(schema: Schema, node: NodeJson): NodeJson {
  return repair(schema, node) ?? node;
}

function repair(schema: Schema, node: NodeJson): NodeJson | null {
  const type = schema.nodes[node.type];
  if (!type || type.isText || type.isLeaf) return node;
  const given = (node.content ?? []).map((child) => repair(schema, child)).filter((child) => child !== null);
  if (type.inlineContent) return { ...node, content: given };

  const content: NodeJson[] = [];
  let match: ContentMatch = type.contentMatch;
  for (const child of given) {
    const childType = schema.nodes[child.type];
    const direct = childType && match.matchType(childType);
    if (direct) {
      content.push(child);
      match = direct;
      continue;
    }
    const shape = childType && Fragment.from(Node.fromJSON(schema, child));
    const fill = shape && match.fillBefore(shape);
    const after = fill && match.matchFragment(fill)?.matchType(childType);
    if (fill && after) {
      content.push(...toJson(fill), child);
      match = after;
    } else addText(schema, content, child);
  }
  if (content.length === 0 && needsOwnContent(node.type)) return null;
  const rest = match.fillBefore(Fragment.empty, true);
  return rest ? { ...node, content: [...content, ...toJson(rest)] } : null;
}

/** A picture stays even when its caption and credit are gone; an empty list, quote, table or cell does not. */
function needsOwnContent(type: string): boolean {
  return type !== 'figure' && type !== 'doc';
}

/** Adds all text of `lost` to the last text block before it; nothing happens when it holds no text. */
function addText(schema: Schema, content: NodeJson[], lost: NodeJson): void {
  const text = plainText(lost).trim();
  if (text === '') return;
  const host = lastTextblock(schema, content.at(-1));
  if (host) host.content = [...(host.content ?? []), { type: 'text', text: ` ${text}` }];
}

function lastTextblock(schema: Schema, node: NodeJson | undefined): NodeJson | undefined {
  if (!node || schema.nodes[node.type]?.inlineContent) return node;
  return lastTextblock(schema, node.content?.at(-1));
}

function plainText(node: NodeJson): string {
  return node.text ?? (node.content ?? []).map(plainText).join(' ');
}

function toJson(fragment: Fragment): NodeJson[] {
  return (fragment.toJSON() ?? []) as NodeJson[];
}
