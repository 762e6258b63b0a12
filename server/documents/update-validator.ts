import * as Y from 'yjs';
import { type DocumentProblem, vocabularyProblem } from '../../domain/document/check.ts';
import { fragmentNames, type NodeJson } from '../../domain/document/content.ts';
import { bodySchema, lineSchema } from '../../domain/document/extensions.ts';
import { findOrphanedText, type OrphanedText } from '../../domain/document/orphaned-text.ts';
import { blockText } from '../../domain/document/to-text.ts';
import { limits } from '../../domain/limits.ts';
import { countWords, fold } from '../../domain/vietnamese.ts';
import type { Projection } from './projection.ts';
import { childrenOf, lineOf, nodeOf, UnreadableDocument } from './yjs-content.ts';

/**
 * Where every update from outside is opened before it reaches the document, the database or anybody else.
 *
 * A Yjs update cannot be judged by looking at it: what it does depends on the document that it meets, and once it
 * is in a Y.Doc nothing takes it out again. So each open document has a shadow, a second Y.Doc with the same content.
 * An update is applied to the shadow first, and the blocks that it touched are compared with the vocabulary of the
 * schema. A good one goes on to the real document. After a bad one the shadow is thrown away and copied afresh; the
 * real document never heard of it.
 *
 * What is learnt about a block (size, words, folded text) is kept until the block changes. So a keypress costs one
 * block, not the document, and the projection for lists and search is a sum over what is known.
 */
export type UpdateValidator = {
  /**
   * Judges an update. Must be followed by applying it to the document when `ok`, and must not be otherwise. What is in
   * the database already may have made the document too large.
   */
  validate(update: Uint8Array, from?: 'client' | 'database'): Verdict;
  /** The projection of the document as it is now. Cheap: nothing that did not change is read again. */
  projection(): Projection;
  destroy(): void;
};

type Verdict =
  /** With the words that it orphans: to be put back when it has been applied. */
  | { kind: 'ok'; orphans: OrphanedText[] }
  | { kind: 'refused'; problem: DocumentProblem }
  /** It builds on edits that have not arrived. To be asked for again together with these. */
  | { kind: 'incomplete' };

type BlockFacts = { bytes: number; words: number; folded: string };

/** Lines may be longer than what can be handed in, because nothing stops a person from typing on. */
const lineTolerance = 4;
const encoder = new TextEncoder();
const names: ReadonlySet<string> = new Set(Object.values(fragmentNames));

/** @throws `UnreadableDocument` when the document itself holds what the schema has no word for. */
export function createUpdateValidator(source: Y.Doc): UpdateValidator {
  let facts = new WeakMap<Y.XmlElement, BlockFacts>();
  let shadow = copy();
  // What is stored is taken however large it is.
  let bytes = Number.POSITIVE_INFINITY;

  const follow = (update: Uint8Array) => Y.applyUpdate(shadow, update, source);
  source.on('update', follow);
  const problem = findProblem();
  if (problem) {
    destroy();
    throw new UnreadableDocument(`${problem.path}: ${problem.reason}`);
  }

  function copy(): Y.Doc {
    const doc = new Y.Doc();
    for (const name of names) doc.getXmlFragment(name);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(source), source);
    doc.on('afterTransaction', (transaction) => {
      for (const type of transaction.changed.keys()) {
        const block = blockAround(type);
        if (block) facts.delete(block);
      }
    });
    return doc;
  }

  function validate(update: Uint8Array, from: 'client' | 'database' = 'client'): Verdict {
    if (from === 'database') bytes = Number.POSITIVE_INFINITY;
    let orphans: OrphanedText[] = [];
    shadow.once('afterTransaction', (transaction: Y.Transaction) => {
      orphans = findOrphanedText(transaction, update);
    });
    try {
      Y.applyUpdate(shadow, update);
    } catch {
      return refuse({ path: '', reason: 'not a Yjs update' });
    }
    if (isWaiting(shadow) && !isWaiting(source)) {
      startAfresh();
      return { kind: 'incomplete' };
    }
    const found = findProblem();
    return found ? refuse(found) : { kind: 'ok', orphans };
  }

  function refuse(found: DocumentProblem): Verdict {
    startAfresh();
    return { kind: 'refused', problem: found };
  }

  function startAfresh(): void {
    shadow.destroy();
    facts = new WeakMap();
    shadow = copy();
    bytes = Number.POSITIVE_INFINITY;
    findProblem();
  }

  function findProblem(): DocumentProblem | null {
    for (const [name, type] of shadow.share) {
      if (!names.has(name)) return { path: name.slice(0, 60), reason: 'unknown field' };
      if (type._map.size > 0) return { path: name, reason: 'attributes on a field' };
    }
    return (
      lineProblem(fragmentNames.title, limits.titleMaxChars) ??
      lineProblem(fragmentNames.lead, limits.leadMaxChars) ??
      bodyProblem()
    );
  }

  function lineProblem(name: string, maxChars: number): DocumentProblem | null {
    const fragment = shadow.getXmlFragment(name);
    const root = { type: 'doc', content: childrenOf(fragment, 1) };
    const found = vocabularyProblem(lineSchema, root, 'doc', name);
    if (found) return found;
    return lineOf(fragment).length > maxChars * lineTolerance ? { path: name, reason: 'too long' } : null;
  }

  function bodyProblem(): DocumentProblem | null {
    let total = 0;
    for (const [index, block] of (bodyOf(shadow).toArray() as unknown[]).entries()) {
      const path = `body.content.${index}`;
      if (!(block instanceof Y.XmlElement)) return { path, reason: 'not a block' };
      let known = facts.get(block);
      if (!known) {
        const json = nodeOf(block, 1);
        const found = vocabularyProblem(bodySchema, { type: 'doc', content: [json] }, 'doc', 'body');
        if (found) return { ...found, path: found.path.replace('body.content.0', path) };
        known = learn(json);
        facts.set(block, known);
      }
      total += known.bytes;
    }
    // A document that is too large already may still be made smaller.
    if (total > limits.documentMaxBytes && total > bytes) return { path: 'body', reason: 'larger than 2 MB' };
    bytes = total;
    return null;
  }

  function projection(): Projection {
    const title = lineOf(shadow.getXmlFragment(fragmentNames.title));
    const lead = lineOf(shadow.getXmlFragment(fragmentNames.lead));
    let words = countWords(title) + countWords(lead);
    const folded = [fold(title), fold(lead)];
    for (const block of bodyOf(shadow).toArray()) {
      if (!(block instanceof Y.XmlElement)) continue;
      const known = facts.get(block) ?? learn(nodeOf(block, 1));
      facts.set(block, known);
      words += known.words;
      folded.push(known.folded);
    }
    const searchText = folded.filter((text) => text !== '').join(' ');
    return { title: title.trim(), lead: lead.trim(), words, searchText };
  }

  function destroy(): void {
    source.off('update', follow);
    shadow.destroy();
  }

  return { validate: validate, projection, destroy };
}

/** Whether it holds updates that build on others which have not arrived. */
function isWaiting(doc: Y.Doc): boolean {
  return doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
}

function learn(json: NodeJson): BlockFacts {
  const text = blockText(json);
  return {
    bytes: encoder.encode(JSON.stringify(json)).length,
    words: countWords(text),
    folded: fold(text),
  };
}

function bodyOf(doc: Y.Doc): Y.XmlFragment {
  return doc.getXmlFragment(fragmentNames.body);
}

/** The top-level block that a changed type stands in; null for a field itself. */
function blockAround(type: Y.Item['parent']): Y.XmlElement | null {
  let inner = type;
  while (inner instanceof Y.AbstractType && inner._item) {
    const outer: Y.Item['parent'] = inner._item.parent;
    if (outer instanceof Y.AbstractType && outer._item === null) {
      return inner instanceof Y.XmlElement ? inner : null;
    }
    inner = outer;
  }
  return null;
}
