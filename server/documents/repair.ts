import { type ContentMatch, Fragment, Node, type Schema } from 'prosemirror-model';
import type { NodeJson } from '../../domain/document/content.ts';
import { rectangularTable } from '../../domain/document/table-shape.ts';
import { blockText } from '../../domain/document/to-text.ts';

/**
 * Repairs a node that violates its content expression. Concurrent edits can leave a list without items, a figure
 * with two captions, or a table of which one row is too short. No text is dropped: the text of a misplaced child is
 * appended to the text block before it. A node that ends up empty is removed; a missing child (a credit) is added empty.
 *
 * Expects only nodes of the schema, which the update validator guarantees for stored documents.
 */
export function repairNode(schema: Schema, node: NodeJson): NodeJson {
  return repair(schema, node) ?? node;
}

function repair(schema: Schema, node: NodeJson): NodeJson | null {
  const type = schema.nodes[node.type];
  if (!type || type.isText || type.isLeaf) return node;
  const children = (node.content ?? [])
    .map((child) => repair(schema, child))
    .filter((child) => child !== null);
  if (type.inlineContent) return { ...node, content: children };

  const content: NodeJson[] = [];
  let match: ContentMatch = type.contentMatch;
  for (const child of children) {
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
    } else appendText(schema, content, child);
  }
  if (content.length === 0 && !canBeFilled(node.type)) return null;
  const rest = match.fillBefore(Fragment.empty, true);
  if (!rest) return null;
  const filled = { ...node, content: [...content, ...toJson(rest)] };
  return type.name === 'table' ? repairTable(schema, filled) : filled;
}

/** As editors repair it with the next edit of the table, with the same ids. */
function repairTable(schema: Schema, json: NodeJson): NodeJson | null {
  const table = Node.fromJSON(schema, json);
  const rectangular = rectangularTable(table);
  return rectangular === table ? json : ((rectangular?.toJSON() as NodeJson | undefined) ?? null);
}

/**
 * A figure remains without caption and credit, and a row without cells, which can be covered by those above; an empty
 * list, quote, table or cell is removed.
 */
function canBeFilled(type: string): boolean {
  return type === 'figure' || type === 'tableRow' || type === 'doc';
}

/** Appends the text of `misplaced` to the last text block of `content`. */
function appendText(schema: Schema, content: NodeJson[], misplaced: NodeJson): void {
  const text = blockText(misplaced).replace(/\s+/g, ' ').trim();
  if (text === '') return;
  const host = lastTextblock(schema, content.at(-1));
  if (host) host.content = [...(host.content ?? []), { type: 'text', text: ` ${text}` }];
}

function lastTextblock(schema: Schema, node: NodeJson | undefined): NodeJson | undefined {
  if (!node || schema.nodes[node.type]?.inlineContent) return node;
  return lastTextblock(schema, node.content?.at(-1));
}

function toJson(fragment: Fragment): NodeJson[] {
  return (fragment.toJSON() ?? []) as NodeJson[];
}
