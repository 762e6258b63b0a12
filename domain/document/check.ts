import { Node, type NodeType, type Schema } from 'prosemirror-model';
import { limits } from '../limits.ts';
import { normalizeText } from '../vietnamese.ts';
import { canonicalJson } from './canonical.ts';
import type { ContentJson, NodeJson } from './content.ts';
import { bodySchema } from './extensions.ts';
import { lineBreak } from './to-text.ts';

/** Why a document is rejected. `path` names the place, such as `body.content.3.attrs.level`. */
export type DocumentProblem = { path: string; reason: string };

export type DocumentCheck =
  | { ok: true; content: ContentJson }
  | { ok: false; problem: DocumentProblem; tooLarge?: true };

/**
 * Checks untrusted content and brings it to canonical form: every attribute present, text in NFC, line breaks without
 * marks. Nothing else is dropped or repaired: anything outside the schema is rejected.
 *
 * Depth is checked before anything recursive runs, because ProseMirror overflows the stack at 20,000 levels.
 */
export function checkContent(input: unknown): DocumentCheck {
  if (!isRecord(input)) return problemAt('', 'not an object');
  const { title, lead, body, ...rest } = input;
  const stranger = Object.keys(rest)[0];
  if (stranger !== undefined) return problemAt(stranger, 'unknown field');
  for (const [path, line, max] of [
    ['title', title, limits.titleMaxChars],
    ['lead', lead, limits.leadMaxChars],
  ] as const) {
    if (typeof line !== 'string') return problemAt(path, 'not text');
    if (/[\r\n\u2028\u2029]/.test(line)) return problemAt(path, 'more than one line');
    if (!isPlainText(line)) return problemAt(path, 'control character in text');
    if (hasMarkTower(line)) return problemAt(path, tooManyMarks);
    if (line.length > max) return problemAt(path, `longer than ${max} characters`);
  }
  const problem = vocabularyProblem(bodySchema, body, 'doc', 'body');
  if (problem) return { ok: false, problem };
  const content: ContentJson = {
    title: normalizeText(title as string),
    lead: normalizeText(lead as string),
    body: normalizeNode(body as NodeJson),
  };
  if (new TextEncoder().encode(canonicalJson(content)).length > limits.documentMaxBytes) {
    return { ok: false, problem: { path: 'body', reason: 'larger than 2 MB' }, tooLarge: true };
  }
  try {
    const node = Node.fromJSON(bodySchema, content.body);
    node.check();
    return { ok: true, content: { ...content, body: node.toJSON() as NodeJson } };
  } catch (error) {
    return problemAt('body', error instanceof Error ? error.message.slice(0, 200) : 'invalid');
  }
}

/**
 * Finds the first violation of the schema's vocabulary: an unknown node, mark or attribute, an invalid attribute value,
 * a child type that its parent never allows, or nesting past the limit. Completeness (an empty list, a missing caption)
 * is not checked, because such states occur while several people edit. Iterative, so that depth cannot overflow the
 * stack. Used for REST bodies and for every update on the socket.
 */
export function vocabularyProblem(
  schema: Schema,
  root: unknown,
  rootType: string,
  rootPath: string,
): DocumentProblem | null {
  type Task = { node: unknown; path: string; depth: number; parent: NodeType | null };
  const tasks: Task[] = [{ node: root, path: rootPath, depth: 0, parent: null }];
  for (let task = tasks.pop(); task; task = tasks.pop()) {
    const { node, path, depth, parent } = task;
    if (depth > limits.documentMaxDepth) return { path, reason: 'nested too deeply' };
    if (!isRecord(node)) return { path, reason: 'not a node' };
    const type =
      typeof node.type === 'string' && Object.hasOwn(schema.nodes, node.type) && schema.nodes[node.type];
    if (!type) return { path, reason: `unknown node ${JSON.stringify(node.type)?.slice(0, 60)}` };
    if (parent ? !childTypes(parent).has(type) : type.name !== rootType) {
      return { path, reason: `${type.name} is not allowed here` };
    }
    const problem = ownProblem(schema, type, node, path, parent);
    if (problem) return problem;
    const children = Array.isArray(node.content) ? node.content : [];
    for (let index = children.length - 1; index >= 0; index -= 1) {
      tasks.push({ node: children[index], path: `${path}.content.${index}`, depth: depth + 1, parent: type });
    }
  }
  return null;
}

function ownProblem(
  schema: Schema,
  type: NodeType,
  node: Record<string, unknown>,
  path: string,
  parent: NodeType | null,
): DocumentProblem | null {
  for (const key of Object.keys(node)) {
    if (!['type', 'attrs', 'content', 'marks', 'text'].includes(key))
      return { path, reason: `unknown key ${key}` };
  }
  if (type.isText) {
    if (typeof node.text !== 'string' || node.text === '') return { path, reason: 'text without text' };
    if (!isPlainText(node.text)) return { path, reason: 'control character in text' };
    if (hasMarkTower(node.text)) return { path, reason: tooManyMarks };
  } else if (node.text !== undefined) return { path, reason: 'text outside a text node' };
  if (node.content !== undefined && !Array.isArray(node.content))
    return { path, reason: 'content is no list' };
  if (type.isLeaf && Array.isArray(node.content) && node.content.length > 0) {
    return { path, reason: `${type.name} has no content` };
  }
  const attrs = attributeProblem(type.spec.attrs ?? {}, node.attrs, `${path}.attrs`);
  if (attrs) return attrs;
  if (node.marks === undefined) return null;
  if (!Array.isArray(node.marks)) return { path, reason: 'marks are no list' };
  for (const mark of node.marks as unknown[]) {
    const name = isRecord(mark) ? mark.type : undefined;
    const markType = typeof name === 'string' && Object.hasOwn(schema.marks, name) && schema.marks[name];
    if (!markType || !isRecord(mark)) return { path, reason: 'unknown mark' };
    if (!parent?.allowsMarkType(markType)) return { path, reason: `${markType.name} is not allowed here` };
    if (Object.keys(mark).some((key) => key !== 'type' && key !== 'attrs'))
      return { path, reason: 'unknown key' };
    const problem = attributeProblem(markType.spec.attrs ?? {}, mark.attrs, `${path}.marks`);
    if (problem) return problem;
  }
  return null;
}

type AttributeSpecs = Record<string, { default?: unknown; validate?: string | ((value: unknown) => void) }>;

function attributeProblem(specs: AttributeSpecs, attrs: unknown, path: string): DocumentProblem | null {
  const given = attrs ?? {};
  if (!isRecord(given)) return { path, reason: 'attributes are no object' };
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(specs, name)) return { path, reason: `unknown attribute ${name.slice(0, 60)}` };
  }
  for (const [name, spec] of Object.entries(specs)) {
    const value = Object.hasOwn(given, name) ? given[name] : spec.default;
    if (typeof spec.validate !== 'function') throw new Error(`Attribute ${name} at ${path} has no validator`);
    try {
      spec.validate(value);
    } catch (error) {
      if (error instanceof RangeError) return { path: `${path}.${name}`, reason: error.message };
      throw error;
    }
  }
  return null;
}

const childTypesCache = new WeakMap<NodeType, Set<NodeType>>();

/** Every type that is allowed anywhere among the children of `parent`. */
function childTypes(parent: NodeType): Set<NodeType> {
  const known = childTypesCache.get(parent);
  if (known) return known;
  const types = new Set<NodeType>();
  const seen = new Set([parent.contentMatch]);
  for (const match of seen) {
    for (let edge = 0; edge < match.edgeCount; edge += 1) {
      types.add(match.edge(edge).type);
      seen.add(match.edge(edge).next);
    }
  }
  childTypesCache.set(parent, types);
  return types;
}

function normalizeNode(node: NodeJson): NodeJson {
  if (node.text !== undefined) return { ...node, text: normalizeText(node.text) };
  // Editors format line breaks with the text around them; a Y.Doc cannot hold that.
  if (node.type === lineBreak) return { type: lineBreak };
  return node.content ? { ...node, content: node.content.map(normalizeNode) } : node;
}

/** No control characters but tab and line feed, and no lone surrogates: the database stores neither. */
function isPlainText(text: string): boolean {
  return text.isWellFormed() && !/[^\P{Cc}\t\n]/u.test(text);
}

const tooManyMarks = 'too many marks on a letter';

/** Normalizing to NFC sorts the marks of a letter: a million of them would block the server for minutes. */
function hasMarkTower(text: string): boolean {
  return /\p{M}{100}/u.test(text);
}

function problemAt(path: string, reason: string): DocumentCheck {
  return { ok: false, problem: { path, reason } };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
