import { updateYFragment } from '@tiptap/y-tiptap';
import { Node } from 'prosemirror-model';
import * as Y from 'yjs';
import { type ContentJson, fragmentNames, type NodeJson } from '../../domain/document/content.ts';
import { bodySchema, lineSchema } from '../../domain/document/extensions.ts';
import { limits } from '../../domain/limits.ts';
import { normalizeText } from '../../domain/vietnamese.ts';
import { withBlockIds } from './block-ids.ts';
import { repairNode } from './repair.ts';

/**
 * Conversion between a Y.Doc and an article's content as JSON. Reading needs no DOM and never changes the Y.Doc, unlike
 * the editor's binding, which deletes nodes that it cannot render.
 */

/** The Y.Doc does not hold an article. `message` names the problem. */
export class UnreadableDocument extends Error {
  override name = 'UnreadableDocument';
}

/**
 * Reads the content in canonical form: every attribute present, text in NFC, title and lead each one line. Invalid
 * states that concurrent edits can leave (an empty list, two captions) are repaired in the result without loss of text.
 *
 * @throws `UnreadableDocument` when there is no title, or a node, mark or attribute outside the schema.
 */
export function contentOf(doc: Y.Doc): ContentJson {
  const title = doc.getXmlFragment(fragmentNames.title);
  if (title.length === 0)
    throw new UnreadableDocument('The document has no title line: it was never written');
  const raw: NodeJson = { type: 'doc', content: childrenOf(doc.getXmlFragment(fragmentNames.body), 1) };
  try {
    const body = Node.fromJSON(bodySchema, repairNode(bodySchema, normalized(raw)));
    body.check();
    return {
      title: lineOf(title),
      lead: lineOf(doc.getXmlFragment(fragmentNames.lead)),
      body: body.toJSON() as NodeJson,
    };
  } catch (error) {
    throw new UnreadableDocument(error instanceof Error ? error.message : String(error));
  }
}

/**
 * Writes content into the Y.Doc as a difference: equal parts are not touched. Blocks without an id take over that of
 * the block they replace, or get a new one. `origin` is that of the Yjs transaction.
 */
export function writeContent(doc: Y.Doc, content: ContentJson, origin: unknown): void {
  const body = doc.getXmlFragment(fragmentNames.body);
  const before = body.length === 0 ? undefined : { type: 'doc', content: childrenOf(body, 1) };
  doc.transact(() => {
    write(doc, fragmentNames.title, lineDocument(content.title));
    write(doc, fragmentNames.lead, lineDocument(content.lead));
    write(doc, fragmentNames.body, Node.fromJSON(bodySchema, withBlockIds(content.body, before)));
  }, origin);
}

function write(doc: Y.Doc, name: string, node: Node): void {
  updateYFragment(doc, doc.getXmlFragment(name), node, { mapping: new Map(), isOMark: new Map() });
}

function lineDocument(text: string): Node {
  return Node.fromJSON(lineSchema, {
    type: 'doc',
    content: [{ type: 'line', content: text === '' ? [] : [{ type: 'text', text }] }],
  });
}

/** Title or lead as one line; two lines that concurrent edits created are joined. */
export function lineOf(fragment: Y.XmlFragment): string {
  const lines = childrenOf(fragment, 1).map((line) => (line.content ?? []).map((text) => text.text).join(''));
  return normalizeText(lines.join(' ').replace(/[\t\r\n\u2028\u2029]+/g, ' '));
}

/** A type outside every schema, so that the check rejects the node. */
const foreign: NodeJson = { type: 'foreign' };

/**
 * The children as raw JSON, without defaults. Yjs types that no article holds become a node of an unknown type. Stops
 * one level below the deepest that the check accepts, so that the stack cannot overflow. `depth` is that of the
 * children below the document, 1 for its blocks.
 */
export function childrenOf(parent: Y.XmlFragment, depth: number): NodeJson[] {
  if (depth > limits.documentMaxDepth + 1) return [];
  const children: NodeJson[] = [];
  for (const child of parent.toArray() as unknown[]) {
    if (child instanceof Y.XmlText) children.push(...textsOf(child));
    else children.push(child instanceof Y.XmlElement ? nodeOf(child, depth) : foreign);
  }
  return children;
}

/** One element as raw JSON; see `childrenOf`. */
export function nodeOf(element: Y.XmlElement, depth: number): NodeJson {
  const node: NodeJson = { type: element.nodeName };
  const attrs = attributesOf(element);
  if (Object.keys(attrs).length > 0) node.attrs = attrs;
  const content = childrenOf(element, depth + 1);
  if (content.length > 0) node.content = content;
  return node;
}

/**
 * The attributes as own properties. `getAttributes` of Yjs assigns them to an object, where one named `__proto__` would
 * escape the check of the object's keys and still be readable.
 */
function attributesOf(type: Y.XmlElement | Y.XmlText): Record<string, unknown> {
  const present = [...type._map].filter(([, item]) => !item.deleted);
  return Object.fromEntries(
    present.map(([name, item]) => [name, item.content.getContent()[item.length - 1]]),
  );
}

/** Whether a mark is named `__proto__`; see `attributesOf`. */
function hasHiddenMark(text: Y.XmlText): boolean {
  for (let item = text._start; item !== null; item = item.right) {
    if (!item.deleted && item.content instanceof Y.ContentFormat && item.content.key === '__proto__')
      return true;
  }
  return false;
}

type Delta = { insert: unknown; attributes?: Record<string, unknown> }[];

function textsOf(text: Y.XmlText): NodeJson[] {
  if (Object.keys(attributesOf(text)).length > 0 || hasHiddenMark(text)) return [foreign];
  return (text.toDelta() as Delta).map(({ insert, attributes }) => {
    if (typeof insert !== 'string') return foreign;
    const marks = Object.entries(attributes ?? {})
      .filter(([, attrs]) => attrs !== null)
      .map(([type, attrs]) => ({ type, attrs: attrs as Record<string, unknown> }));
    return marks.length > 0 ? { type: 'text', text: insert, marks } : { type: 'text', text: insert };
  });
}

function normalized(node: NodeJson): NodeJson {
  if (node.text !== undefined) return { ...node, text: normalizeText(node.text) };
  return node.content ? { ...node, content: node.content.map(normalized) } : node;
}
