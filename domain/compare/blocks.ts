import { canonicalJson } from '../document/canonical.ts';
import type { NodeJson } from '../document/content.ts';
import { isDeskAttribute } from '../document/unconfirmed.ts';
import { compareInline, type Run, wholeInline } from './inline.ts';
import { idOf, isTextblock, matchBlocks, signatureOf } from './match.ts';
import { diffWords, type Part } from './word-diff.ts';

/**
 * `changed`: text, picture, or the picture's texts differ. `format`: only the formatting differs (marks, a heading's
 * level, a figure's layout).
 */
type BlockKind = 'same' | 'added' | 'removed' | 'changed' | 'format';

/** The differences of a block that is in both versions, apart from its text. */
const blockDetails = [
  'picture',
  'alt',
  'caption',
  'credit',
  'type',
  'level',
  'marks',
  'layout',
  'numbering',
  'cells',
  'other',
] as const;
export type BlockDetail = (typeof blockDetails)[number];

export type BlockChange = {
  kind: BlockKind;
  /** Its position among its siblings differs. */
  isMoved: boolean;
  /** Null for a block without an id: a row, a cell, a caption. */
  id: string | null;
  /** Of the newer version; of the older one for a removed block. */
  type: string;
  attrs: Record<string, unknown>;
  /** Of the older version; of the newer one for an added block. */
  idBefore: string | null;
  typeBefore: string;
  attrsBefore: Record<string, unknown>;
  details: BlockDetail[];
  /** The text of a text block; empty for other blocks. */
  runs: Run[];
  /** The alternative text of a figure. */
  alt: Part[];
  children: BlockChange[];
};

export const isChange = ({ kind, isMoved }: BlockChange): boolean => kind !== 'same' || isMoved;

/** Compares sibling blocks with their descendants. In the order of the newer version. */
export function compareBlocks(before: readonly NodeJson[], after: readonly NodeJson[]): BlockChange[] {
  return matchBlocks(before, after).map((match) => {
    if (!match.before) return wholeBlock(match.after, 'added');
    if (!match.after) return wholeBlock(match.before, 'removed');
    return { ...compareBlock(match.before, match.after), isMoved: match.isMoved };
  });
}

/** A block that is added, removed or unchanged as a whole. */
function wholeBlock(node: NodeJson, kind: 'same' | 'added' | 'removed'): BlockChange {
  const inline = kind === 'same' ? 'kept' : kind;
  const { type, attrs = {}, content = [] } = node;
  const alt: Part[] =
    typeof attrs.alt === 'string' && attrs.alt !== '' ? [{ text: attrs.alt, kind: inline }] : [];
  return {
    kind,
    isMoved: false,
    id: idOf(node),
    type,
    attrs,
    idBefore: idOf(node),
    typeBefore: type,
    attrsBefore: attrs,
    details: [],
    runs: isTextblock(node) ? wholeInline(content, inline) : [],
    alt,
    children: isTextblock(node) ? [] : content.map((child) => wholeBlock(child, kind)),
  };
}

function compareBlock(before: NodeJson, after: NodeJson): BlockChange {
  if (signatureOf(before) === signatureOf(after))
    return { ...wholeBlock(after, 'same'), idBefore: idOf(before) };
  const [old, now] = [before.content ?? [], after.content ?? []];
  const isText = isTextblock(after);
  const runs = isText ? compareInline(old, now) : [];
  const children = isText ? [] : compareBlocks(old, now);
  const details = detailsOf(before, after, runs, children);
  const hasChangedContent =
    runs.some(({ kind }) => kind !== 'kept') ||
    details.includes('picture') ||
    details.includes('alt') ||
    children.some((child) => isChange(child) && child.kind !== 'format');
  return {
    ...wholeBlock(after, 'same'),
    kind: hasChangedContent ? 'changed' : 'format',
    idBefore: idOf(before),
    typeBefore: before.type,
    attrsBefore: before.attrs ?? {},
    details,
    runs,
    alt: after.type === 'figure' ? diffWords(altOf(before), altOf(after)) : [],
    children,
  };
}

function detailsOf(before: NodeJson, after: NodeJson, runs: Run[], children: BlockChange[]): BlockDetail[] {
  const found = new Set<BlockDetail>();
  if (before.type !== after.type) found.add('type');
  if (runs.some(({ marksBefore }) => marksBefore !== undefined)) found.add('marks');
  for (const child of children.filter(isChange)) {
    if (child.type === 'caption' || child.type === 'credit') found.add(child.type);
    // Details of children are details of the whole list, quote or table.
    else for (const detail of child.details) found.add(detail);
  }
  const names = new Set([...Object.keys(before.attrs ?? {}), ...Object.keys(after.attrs ?? {})]);
  for (const name of names) {
    if (name === 'id' || isDeskAttribute(name) || isEqual(before.attrs?.[name], after.attrs?.[name]))
      continue;
    // Another picture has other measures; a paragraph that becomes a heading has a level.
    if ((name === 'width' || name === 'height') && before.attrs?.mediaId !== after.attrs?.mediaId) continue;
    if (name === 'level' && before.type !== after.type) continue;
    found.add(attributeDetails[name] ?? 'other');
  }
  return blockDetails.filter((detail) => found.has(detail));
}

const attributeDetails: Record<string, BlockDetail | undefined> = {
  mediaId: 'picture',
  alt: 'alt',
  level: 'level',
  layout: 'layout',
  start: 'numbering',
  colspan: 'cells',
  rowspan: 'cells',
  colwidth: 'cells',
};

const isEqual = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null);

const altOf = ({ attrs }: NodeJson): string => (typeof attrs?.alt === 'string' ? attrs.alt : '');
