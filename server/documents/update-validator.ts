import * as Y from 'yjs';
import { type DocumentProblem, vocabularyProblem } from '../../domain/document/check.ts';
import { fragmentNames, type NodeJson } from '../../domain/document/content.ts';
import { bodySchema, lineSchema } from '../../domain/document/extensions.ts';
import { findOrphanedText, type OrphanedText } from '../../domain/document/orphaned-text.ts';
import { blockText } from '../../domain/document/to-text.ts';
import { limits } from '../../domain/limits.ts';
import { joinSearchLines, type SearchLine, searchLine } from '../../domain/search-text.ts';
import { countWords } from '../../domain/vietnamese.ts';
import type { Projection } from './projection.ts';
import { childrenOf, lineOf, nodeOf, UnreadableDocument } from './yjs-content.ts';

/**
 * Validates updates before they are applied to a document.
 *
 * The effect of a Yjs update depends on the document, and an applied update cannot be reverted. So each open document
 * has a shadow, a second Y.Doc with the same content: an update is applied there first, and the changed blocks are
 * checked against the schema. After an invalid update the shadow is discarded and copied again.
 *
 * Size, word count and search texts of each block are cached until it changes, so an update costs the blocks that it
 * touches and the projection is a sum.
 */
export type UpdateValidator = {
  /**
   * Validates an update. An accepted one must then be applied to the document, any other must not. With `database` the
   * size limit does not apply, because the update is stored already.
   */
  validate(update: Uint8Array, from?: 'client' | 'database'): Verdict;
  /** The projection of the document. Only changed blocks are read. */
  projection(): Projection;
  destroy(): void;
};

type Verdict =
  /** `orphanedText` is to be restored once the update has been applied. */
  | { kind: 'accepted'; orphanedText: OrphanedText[] }
  | { kind: 'rejected'; problem: DocumentProblem }
  /** The update depends on others that are missing; request it again together with them. */
  | { kind: 'incomplete' };

type BlockSummary = { bytes: number; wordCount: number; line: SearchLine };

const encoder = new TextEncoder();
const names: ReadonlySet<string> = new Set(Object.values(fragmentNames));

/** @throws `UnreadableDocument` when the document itself is invalid. */
export function createUpdateValidator(source: Y.Doc): UpdateValidator {
  let summaries = new WeakMap<Y.XmlElement, BlockSummary>();
  let shadow = createShadow();
  // A stored document of any size is accepted.
  let bytes = Number.POSITIVE_INFINITY;

  const mirror = (update: Uint8Array) => Y.applyUpdate(shadow, update, source);
  source.on('update', mirror);
  const problem = findProblem();
  if (problem) {
    destroy();
    throw new UnreadableDocument(`${problem.path}: ${problem.reason}`);
  }

  function createShadow(): Y.Doc {
    const doc = new Y.Doc();
    for (const name of names) doc.getXmlFragment(name);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(source), source);
    doc.on('afterTransaction', (transaction) => {
      for (const type of transaction.changed.keys()) {
        const block = topLevelBlock(type);
        if (block) summaries.delete(block);
      }
    });
    return doc;
  }

  function validate(update: Uint8Array, from: 'client' | 'database' = 'client'): Verdict {
    if (from === 'database') bytes = Number.POSITIVE_INFINITY;
    let orphanedText: OrphanedText[] = [];
    shadow.once('afterTransaction', (transaction: Y.Transaction) => {
      orphanedText = findOrphanedText(transaction, update);
    });
    try {
      Y.applyUpdate(shadow, update);
    } catch {
      return reject({ path: '', reason: 'not a Yjs update' });
    }
    if (hasPendingUpdates(shadow) && !hasPendingUpdates(source)) {
      resetShadow();
      return { kind: 'incomplete' };
    }
    const found = findProblem();
    return found ? reject(found) : { kind: 'accepted', orphanedText };
  }

  function reject(found: DocumentProblem): Verdict {
    resetShadow();
    return { kind: 'rejected', problem: found };
  }

  function resetShadow(): void {
    shadow.destroy();
    summaries = new WeakMap();
    shadow = createShadow();
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
    return lineOf(fragment).length > maxChars * limits.lineTolerance
      ? { path: name, reason: 'too long' }
      : null;
  }

  function bodyProblem(): DocumentProblem | null {
    let total = 0;
    for (const [index, block] of (bodyOf(shadow).toArray() as unknown[]).entries()) {
      const path = `body.content.${index}`;
      if (!(block instanceof Y.XmlElement)) return { path, reason: 'not a block' };
      let summary = summaries.get(block);
      if (!summary) {
        const json = nodeOf(block, 1);
        const found = vocabularyProblem(bodySchema, { type: 'doc', content: [json] }, 'doc', 'body');
        if (found) return { ...found, path: found.path.replace('body.content.0', path) };
        summary = summarize(json);
        summaries.set(block, summary);
      }
      total += summary.bytes;
    }
    // A document above the limit may still shrink.
    if (total > limits.documentMaxBytes && total > bytes) return { path: 'body', reason: 'larger than 2 MB' };
    bytes = total;
    return null;
  }

  function projection(): Projection {
    const title = lineOf(shadow.getXmlFragment(fragmentNames.title));
    const lead = lineOf(shadow.getXmlFragment(fragmentNames.lead));
    let wordCount = countWords(title) + countWords(lead);
    const lines: SearchLine[] = [];
    for (const block of bodyOf(shadow).toArray()) {
      if (!(block instanceof Y.XmlElement)) continue;
      const summary = summaries.get(block) ?? summarize(nodeOf(block, 1));
      summaries.set(block, summary);
      wordCount += summary.wordCount;
      lines.push(summary.line);
    }
    const search = joinSearchLines(searchLine(title), searchLine(lead), lines);
    return { title: title.trim(), lead: lead.trim(), wordCount, search };
  }

  function destroy(): void {
    source.off('update', mirror);
    shadow.destroy();
  }

  return { validate, projection, destroy };
}

/** Whether the document holds updates whose dependencies are missing. */
function hasPendingUpdates(doc: Y.Doc): boolean {
  return doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
}

function summarize(json: NodeJson): BlockSummary {
  const text = blockText(json);
  return {
    bytes: encoder.encode(JSON.stringify(json)).length,
    wordCount: countWords(text),
    line: searchLine(text),
  };
}

function bodyOf(doc: Y.Doc): Y.XmlFragment {
  return doc.getXmlFragment(fragmentNames.body);
}

/** The top-level block that contains a changed type; null for a field itself. */
function topLevelBlock(type: Y.Item['parent']): Y.XmlElement | null {
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
