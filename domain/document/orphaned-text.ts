import * as Y from 'yjs';
import { newBlockId } from './block-id.ts';
import { fragmentNames } from './content.ts';

/**
 * Text that was inserted into a block while somebody else deleted the block.
 *
 * Yjs cannot change the type of a node: to turn a paragraph into a heading, or to join two, the editor deletes a block
 * and inserts another. A concurrent insertion is deleted with the old block, although the deleter had not seen it. The
 * delete set of an update names every character that its author knew; characters that are deleted with their block and
 * are not named are orphaned.
 *
 * Orphaned text is found exactly once, by the first replica that holds the characters alive when the deletion arrives.
 * The update that this replica passes on names them, and where they arrive after the deletion they were never alive.
 * So the replica that finds orphaned text restores it. See docs/decisions/013-text-that-loses-its-block-is-restored.md.
 */
export type OrphanedText = {
  /** One run of characters, without marks. */
  text: string;
  field: string;
  /** The text beside it in the block, up to `contextChars` each. Other orphaned text only if it continues that. */
  before: string;
  after: string;
  /** The ids of the enclosing blocks, innermost first. A block of the same id may exist as another type. */
  blockIds: string[];
  /** The id of the nearest block above that still exists; null at the top. */
  aboveId: string | null;
  /** Another replica may have restored it already. */
  isUncertain: boolean;
  /** It directly follows the previous entry, which differs in `isUncertain`. */
  continuesPrevious: boolean;
};

const contextChars = 60;
/** This much of the context must match in a block that is not known to be its own. */
const foreignContextMinChars = 10;

/**
 * Finds the text that the update has orphaned. Call it on `afterTransaction`: later Yjs discards deleted characters.
 *
 * @param isUncertain whether a character may have reached the sender only after the deletion, so that its being named
 *   proves nothing: characters that were sent, and not acknowledged when the connection broke.
 */
export function findOrphanedText(
  transaction: Y.Transaction,
  update: Uint8Array,
  isUncertain: (id: Y.ID) => boolean = () => false,
): OrphanedText[] {
  if (transaction.deleteSet.clients.size === 0) return [];
  const { ds: named } = Y.decodeUpdate(update);
  const deleted = new Map<Y.XmlText, Set<Y.Item>>();
  const statusOf = (id: Y.ID): DeletionStatus =>
    Y.isDeleted(named, id) ? (isUncertain(id) ? 'uncertain' : 'known') : 'orphaned';
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) return;
    const { parent, id } = struct;
    const existed = id.clock < (transaction.beforeState.get(id.client) ?? 0);
    if (!existed || !(parent instanceof Y.XmlText) || !parent._item?.deleted) return;
    if (idsOf(struct).every((one) => statusOf(one) === 'known')) return;
    deleted.set(parent, (deleted.get(parent) ?? new Set()).add(struct));
  });
  return [...deleted].flatMap(([text, items]) => orphanedTextIn(text, items, statusOf, transaction));
}

/** Of a character that is deleted with its block: whether the author of the deletion knew it. */
type DeletionStatus = 'known' | 'orphaned' | 'uncertain';

/** Yjs merges consecutive characters into one item, of which a delete set may name a part. */
const idsOf = ({ id, length }: Y.Item): Y.ID[] =>
  Array.from({ length }, (_, offset) => Y.createID(id.client, id.clock + offset));

/** The orphaned text of merging `older`, an earlier state with changes of its own, into `doc`. */
export function findOrphanedTextBetween(older: Uint8Array, doc: Y.Doc): OrphanedText[] {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, older);
  const update = Y.encodeStateAsUpdate(doc);
  let found: OrphanedText[] = [];
  copy.once('afterTransaction', (transaction: Y.Transaction) => {
    found = findOrphanedText(transaction, update);
  });
  Y.applyUpdate(copy, update);
  copy.destroy();
  return found;
}

/** Inserts the text where its context is now, else as a paragraph in place of its block, marked as restored. */
export function restoreOrphanedText(doc: Y.Doc, orphaned: readonly OrphanedText[], origin: unknown): void {
  if (orphaned.length === 0) return;
  doc.transact(() => {
    const unplaced: OrphanedText[] = [];
    for (const entry of orphaned) {
      const position = findPosition(doc, entry);
      if (!position) unplaced.push(entry);
      else if (entry.isUncertain && isTextAt(position, entry.text)) continue;
      else {
        const text = position.score > 0 ? entry.text : withSeparator(position, entry.text);
        position.text.insert(position.offset, text, {});
      }
    }
    for (const group of Map.groupBy(unplaced, ({ blockIds, field }) => `${field} ${blockIds[0]}`).values()) {
      insertAsParagraph(doc, group);
    }
  }, origin);
}

const isTextAt = ({ text, offset }: Position, wanted: string): boolean =>
  charactersOf(text)
    .slice(Math.max(0, offset - wanted.length), offset + wanted.length)
    .includes(wanted);

/** Adds a space where the text would run into the word before it. */
function withSeparator({ text, offset }: Position, inserted: string): string {
  return offset === 0 || /\s/.test(charactersOf(text).charAt(offset - 1)) ? inserted : ` ${inserted}`;
}

function orphanedTextIn(
  text: Y.XmlText,
  deleted: Set<Y.Item>,
  statusOf: (id: Y.ID) => DeletionStatus,
  transaction: Y.Transaction,
): OrphanedText[] {
  // The text that the author of the deletion knew; `found[n]` is between `known[n]` and `known[n + 1]`.
  const known: string[] = [''];
  const found: { text: string; isUncertain: boolean; continuesPrevious: boolean }[] = [];
  let last: DeletionStatus = 'known';
  const append = (characters: string, status: DeletionStatus) => {
    const open = found.at(-1);
    if (status === 'known') known.push(`${known.pop()}${characters}`);
    else if (open && status === last) open.text += characters;
    else {
      found.push({
        text: characters,
        isUncertain: status === 'uncertain',
        continuesPrevious: last !== 'known',
      });
      known.push('');
    }
    last = status;
  };
  for (let item = text._start; item !== null; item = item.right) {
    if (!(item.content instanceof Y.ContentString)) continue;
    const { str } = item.content;
    if (deleted.has(item)) {
      for (const [offset, id] of idsOf(item).entries()) append(str.charAt(offset), statusOf(id));
    } else if (!item.deleted || Y.isDeleted(transaction.deleteSet, item.id)) append(str, 'known');
  }
  const location = locationOf(text);
  return found.flatMap((entry, index) => {
    if (entry.text.trim() === '') return [];
    const preceding = entry.continuesPrevious ? (found[index - 1]?.text ?? '') : '';
    const before = `${known.slice(0, index + 1).join('')}${preceding}`.slice(-contextChars);
    const after = known
      .slice(index + 1)
      .join('')
      .slice(0, contextChars);
    return [{ ...entry, before, after, ...location }];
  });
}

/** Works for a text that has just been deleted too. */
function locationOf(text: Y.XmlText): Pick<OrphanedText, 'field' | 'blockIds' | 'aboveId'> {
  const blockIds: string[] = [];
  let top = text._item;
  for (let item = top; item?.parent instanceof Y.AbstractType; item = item.parent._item) {
    const id = idOf(item.parent);
    if (id !== null) blockIds.push(id);
    top = item;
  }
  const field = Object.values(fragmentNames).find((name) => text.doc?.share.get(name) === top?.parent);
  if (!field) throw new Error('A text is outside of the fields of an article');
  let above = top?.left ?? null;
  while (above && (above.deleted || !(above.content instanceof Y.ContentType))) above = above.left;
  return {
    field,
    blockIds,
    aboveId: above?.content instanceof Y.ContentType ? idOf(above.content.type) : null,
  };
}

/** Works for a block that has just been deleted too. */
function idOf(type: unknown): string | null {
  const item = type instanceof Y.XmlElement ? type._map.get('id') : undefined;
  const value: unknown = item?.content.getContent()[item.length - 1];
  return typeof value === 'string' ? value : null;
}

/** `score` is the number of matching context characters. */
type Position = { text: Y.XmlText; offset: number; score: number };

function findPosition(doc: Y.Doc, orphaned: OrphanedText): Position | null {
  const fragment = doc.getXmlFragment(orphaned.field);
  // Title and lead have only one block.
  if (orphaned.field !== fragmentNames.body) return bestPosition(textsIn(fragment), orphaned, 0);
  const required = Math.min(orphaned.before.length + orphaned.after.length, foreignContextMinChars);
  const blocks = elementsIn(fragment);
  for (const [index, id] of orphaned.blockIds.entries()) {
    const block = blocks.find((candidate) => idOf(candidate) === id);
    const position = block && bestPosition(textsIn(block), orphaned, index === 0 ? 0 : Math.max(required, 1));
    if (position) return position;
  }
  return bestPosition(
    blocksNear(fragment, orphaned.aboveId).flatMap(textsIn),
    orphaned,
    Math.max(required, 1),
  );
}

/** The position whose surroundings match the context best; null when fewer than `minScore` characters match. */
function bestPosition(
  texts: Y.XmlText[],
  { before, after }: OrphanedText,
  minScore: number,
): Position | null {
  let best: Position | null = null;
  for (const text of texts) {
    const characters = charactersOf(text);
    for (let offset = 0; offset <= characters.length; offset += 1) {
      const score = commonSuffix(before, characters, offset) + commonPrefix(after, characters, offset);
      // The last of equal ones, because additions are mostly at the end of a block.
      if (score >= (best?.score ?? minScore)) best = { text, offset, score };
    }
  }
  return best;
}

/** The number of characters by which `context` ends and which are before `offset`. */
function commonSuffix(context: string, characters: string, offset: number): number {
  let count = 0;
  while (
    count < Math.min(context.length, offset) &&
    context.at(-1 - count) === characters[offset - 1 - count]
  ) {
    count += 1;
  }
  return count;
}

/** The number of characters by which `context` starts and which are at `offset`. */
function commonPrefix(context: string, characters: string, offset: number): number {
  let count = 0;
  while (count < context.length && context[count] === characters[offset + count]) count += 1;
  return count;
}

/** The characters of a text, one for each position that Yjs counts. */
function charactersOf(text: Y.XmlText): string {
  let characters = '';
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue;
    characters += item.content instanceof Y.ContentString ? item.content.str : '\0'.repeat(item.length);
  }
  return characters;
}

/** The block of this id and the two after it: the deleted block was among them. */
function blocksNear(fragment: Y.XmlFragment, aboveId: string | null): Y.XmlElement[] {
  const children = fragment.toArray().filter((child) => child instanceof Y.XmlElement);
  const above = aboveId === null ? -1 : children.findIndex((child) => idOf(child) === aboveId);
  return children.slice(Math.max(0, above), above + 3);
}

function insertAsParagraph(doc: Y.Doc, group: OrphanedText[]): void {
  const [first] = group;
  if (!first) return;
  const { field, aboveId } = first;
  const fragment = doc.getXmlFragment(field);
  const block = new Y.XmlElement(field === fragmentNames.body ? 'paragraph' : 'line');
  if (field === fragmentNames.body) block.setAttribute('id', newBlockId());
  const joined = group.reduce(
    (all, { text, continuesPrevious }) =>
      continuesPrevious ? `${all}${text}` : `${all.trimEnd()} ${text.trimStart()}`,
    '',
  );
  const text = new Y.XmlText();
  // Title and lead have no marks.
  text.insert(0, joined.trim(), field === fragmentNames.body ? { restored: {} } : {});
  block.insert(0, [text]);
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
