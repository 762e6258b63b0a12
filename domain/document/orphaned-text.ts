import * as Y from 'yjs';
import { newBlockId } from './block-id.ts';
import { fragmentNames } from './content.ts';

/**
 * Words that lost the block in which they stood, and their way back.
 *
 * What a block is cannot be changed in Yjs: who turns a paragraph into a heading, joins two or takes a quote apart
 * deletes one block and writes another. What somebody else wrote into the old one at the same moment would go with
 * it, though nobody who deleted it had seen it. A deletion names every letter that its author knew; the letters that
 * fall with their block and are not named are the orphans.
 *
 * Each is found exactly once, by the first replica that has it alive and meets the deletion: what that replica passes
 * on names the letter, and where the letter comes after the deletion it was never alive. So whoever finds an orphan
 * puts it back, and nobody else does.
 */
export type OrphanedText = {
  /** The letters, without their formatting: what was written in one go. */
  text: string;
  field: string;
  /** What stood beside it in the block, at most `contextChars` on either side; other orphans only if it continues them. */
  before: string;
  after: string;
  /** The ids of the blocks that it stood in, innermost first. One of those may have come again as another kind. */
  blockIds: string[];
  /** The id of the nearest block above that is still there; null at the top. */
  aboveId: string | null;
  /** Somebody else may have put it back already. */
  isUncertain: boolean;
  /** It was written right behind the orphan before it, of which that may not be so. */
  continuesPrevious: boolean;
};

const contextChars = 60;
/** So much of what stood beside a word must be found again in a block that is not known to be its own. */
const foreignContextChars = 10;

/**
 * What the update has orphaned. To be called when its transaction ends (`afterTransaction`): a moment later Yjs has
 * forgotten the letters. `isUnsure` tells of letters which may have come to the sender too late to live there, so that
 * their being named says nothing: those for which a connection broke before it was known what became of them.
 */
export function findOrphanedText(
  transaction: Y.Transaction,
  update: Uint8Array,
  isUnsure: (id: Y.ID) => boolean = () => false,
): OrphanedText[] {
  if (transaction.deleteSet.clients.size === 0) return [];
  const { ds: named } = Y.decodeUpdate(update);
  const fallen = new Map<Y.XmlText, Set<Y.Item>>();
  const fateOf = (id: Y.ID): Fate =>
    Y.isDeleted(named, id) ? (isUnsure(id) ? 'doubtful' : 'known') : 'orphan';
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) return;
    const { parent, id } = struct;
    const wasThere = id.clock < (transaction.beforeState.get(id.client) ?? 0);
    if (!wasThere || !(parent instanceof Y.XmlText) || !parent._item?.deleted) return;
    if (idsOf(struct).every((one) => fateOf(one) === 'known')) return;
    fallen.set(parent, (fallen.get(parent) ?? new Set()).add(struct));
  });
  return [...fallen].flatMap(([text, items]) => orphansIn(text, items, fateOf, transaction));
}

/** Of a letter that fell with its block: whoever deleted that knew it, or did not, or nobody can tell. */
type Fate = 'known' | 'orphan' | 'doubtful';

/** Yjs keeps letters that were typed one after the other in one item, of which a deletion may name a part. */
const idsOf = ({ id, length }: Y.Item): Y.ID[] =>
  Array.from({ length }, (_, offset) => Y.createID(id.client, id.clock + offset));

/** What `doc` would take from the words of `kept`, an older copy of the same document with words of its own. */
export function findOrphanedTextBetween(kept: Uint8Array, doc: Y.Doc): OrphanedText[] {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, kept);
  const update = Y.encodeStateAsUpdate(doc);
  let orphans: OrphanedText[] = [];
  copy.once('afterTransaction', (transaction: Y.Transaction) => {
    orphans = findOrphanedText(transaction, update);
  });
  Y.applyUpdate(copy, update);
  copy.destroy();
  return orphans;
}

/** Writes them where the words beside them stand now, else as a paragraph in the place of the block they stood in. */
export function restoreOrphanedText(doc: Y.Doc, orphans: readonly OrphanedText[], origin: unknown): void {
  if (orphans.length === 0) return;
  doc.transact(() => {
    const homeless: OrphanedText[] = [];
    for (const orphan of orphans) {
      const place = placeFor(doc, orphan);
      if (!place) homeless.push(orphan);
      else if (orphan.isUncertain && standsAt(place, orphan.text)) continue;
      else place.text.insert(place.at, place.score > 0 ? orphan.text : apart(place, orphan.text), {});
    }
    for (const group of Map.groupBy(homeless, ({ blockIds, field }) => `${field} ${blockIds[0]}`).values()) {
      putInParagraph(doc, group);
    }
  }, origin);
}

const standsAt = ({ text, at }: Place, words: string): boolean =>
  lettersOf(text)
    .slice(Math.max(0, at - words.length), at + words.length)
    .includes(words);

/** Where nothing tells what it stood beside, it does not run into the word before. */
function apart({ text, at }: Place, words: string): string {
  return at === 0 || /\s/.test(lettersOf(text).charAt(at - 1)) ? words : ` ${words}`;
}

function orphansIn(
  text: Y.XmlText,
  fallen: Set<Y.Item>,
  fateOf: (id: Y.ID) => Fate,
  transaction: Y.Transaction,
): OrphanedText[] {
  // What those who deleted the block knew of its words, and between them what they did not.
  const known: string[] = [''];
  const found: { words: string; isUncertain: boolean; continuesPrevious: boolean }[] = [];
  let last: Fate = 'known';
  const take = (letters: string, fate: Fate) => {
    const open = found.at(-1);
    if (fate === 'known') known.push(`${known.pop()}${letters}`);
    else if (open && fate === last) open.words += letters;
    else {
      found.push({ words: letters, isUncertain: fate === 'doubtful', continuesPrevious: last !== 'known' });
      known.push('');
    }
    last = fate;
  };
  for (let item = text._start; item !== null; item = item.right) {
    if (!(item.content instanceof Y.ContentString)) continue;
    const { str } = item.content;
    if (fallen.has(item)) {
      for (const [offset, id] of idsOf(item).entries()) take(str.charAt(offset), fateOf(id));
    } else if (!item.deleted || Y.isDeleted(transaction.deleteSet, item.id)) take(str, 'known');
  }
  const where = placeOf(text);
  return found.flatMap(({ words, isUncertain, continuesPrevious }, index) => {
    if (words.trim() === '') return [];
    const preceding = continuesPrevious ? (found[index - 1]?.words ?? '') : '';
    const before = `${known.slice(0, index + 1).join('')}${preceding}`.slice(-contextChars);
    const after = known
      .slice(index + 1)
      .join('')
      .slice(0, contextChars);
    return [{ text: words, before, after, ...where, isUncertain, continuesPrevious }];
  });
}

/** Where a text stands, or stood before its block fell. */
function placeOf(text: Y.XmlText): Pick<OrphanedText, 'field' | 'blockIds' | 'aboveId'> {
  const blockIds: string[] = [];
  let top = text._item;
  for (let item = top; item?.parent instanceof Y.AbstractType; item = item.parent._item) {
    const id = idOf(item.parent);
    if (id !== null) blockIds.push(id);
    top = item;
  }
  const field = Object.values(fragmentNames).find((name) => text.doc?.share.get(name) === top?.parent);
  if (!field) throw new Error('A text stands outside of the fields of an article');
  let above = top?.left ?? null;
  while (above && (above.deleted || !(above.content instanceof Y.ContentType))) above = above.left;
  return {
    field,
    blockIds,
    aboveId: above?.content instanceof Y.ContentType ? idOf(above.content.type) : null,
  };
}

/** A block's id, also of one that has just been deleted. */
function idOf(type: unknown): string | null {
  const item = type instanceof Y.XmlElement ? type._map.get('id') : undefined;
  const value: unknown = item?.content.getContent()[item.length - 1];
  return typeof value === 'string' ? value : null;
}

type Place = { text: Y.XmlText; at: number; score: number };

function placeFor(doc: Y.Doc, orphan: OrphanedText): Place | null {
  const fragment = doc.getXmlFragment(orphan.field);
  // A line is one block: there is no other place.
  if (orphan.field !== fragmentNames.body) return bestPlace(textsIn(fragment), orphan, 0);
  const known = Math.min(orphan.before.length + orphan.after.length, foreignContextChars);
  const blocks = elementsIn(fragment);
  for (const [index, id] of orphan.blockIds.entries()) {
    const block = blocks.find((candidate) => idOf(candidate) === id);
    const place = block && bestPlace(textsIn(block), orphan, index === 0 ? 0 : Math.max(known, 1));
    if (place) return place;
  }
  return bestPlace(blocksNear(fragment, orphan.aboveId).flatMap(textsIn), orphan, Math.max(known, 1));
}

/** The place whose surroundings are most like those that were lost; null where fewer than `enough` letters agree. */
function bestPlace(texts: Y.XmlText[], { before, after }: OrphanedText, enough: number): Place | null {
  let best: Place | null = null;
  for (const text of texts) {
    const letters = lettersOf(text);
    for (let at = 0; at <= letters.length; at += 1) {
      const score = commonEnd(before, letters, at) + commonStart(after, letters, at);
      // Of equal ones the last: what was added to a block mostly stands at its end.
      if (score >= (best?.score ?? enough)) best = { text, at, score };
    }
  }
  return best;
}

function commonEnd(wanted: string, letters: string, at: number): number {
  let count = 0;
  while (count < Math.min(wanted.length, at) && wanted.at(-1 - count) === letters[at - 1 - count]) count += 1;
  return count;
}

function commonStart(wanted: string, letters: string, at: number): number {
  let count = 0;
  while (count < wanted.length && wanted[count] === letters[at + count]) count += 1;
  return count;
}

/** The letters of a text, one for each position that Yjs counts. */
function lettersOf(text: Y.XmlText): string {
  let letters = '';
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue;
    letters += item.content instanceof Y.ContentString ? item.content.str : '\0'.repeat(item.length);
  }
  return letters;
}

/** The block of this id and the two after it: among them stood the one that is gone. */
function blocksNear(fragment: Y.XmlFragment, aboveId: string | null): Y.XmlElement[] {
  const children = fragment.toArray().filter((child) => child instanceof Y.XmlElement);
  const above = aboveId === null ? -1 : children.findIndex((child) => idOf(child) === aboveId);
  return children.slice(Math.max(0, above), above + 3);
}

function putInParagraph(doc: Y.Doc, orphans: OrphanedText[]): void {
  const [first] = orphans;
  if (!first) return;
  const { field, aboveId } = first;
  const fragment = doc.getXmlFragment(field);
  const block = new Y.XmlElement(field === fragmentNames.body ? 'paragraph' : 'line');
  if (field === fragmentNames.body) block.setAttribute('id', newBlockId());
  const words = orphans.reduce(
    (all, { text, continuesPrevious }) =>
      continuesPrevious ? `${all}${text}` : `${all.trimEnd()} ${text.trimStart()}`,
    '',
  );
  block.insert(0, [new Y.XmlText(words.trim())]);
  const children: unknown[] = fragment.toArray();
  const above = aboveId === null ? -1 : children.findIndex((child) => idOf(child) === aboveId);
  fragment.insert(above + 1, [block]);
}

function elementsIn(parent: Y.XmlFragment): Y.XmlElement[] {
  return childrenOf(parent)
    .filter((child) => child instanceof Y.XmlElement)
    .flatMap((child) => [child, ...elementsIn(child)]);
}

function textsIn(parent: Y.XmlFragment): Y.XmlText[] {
  return childrenOf(parent).flatMap((child) =>
    child instanceof Y.XmlElement ? textsIn(child) : child instanceof Y.XmlText ? [child] : [],
  );
}

const childrenOf = (parent: Y.XmlFragment): unknown[] => parent.toArray();
