import { yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { type ContentJson, fragmentNames, type NodeJson } from '../../domain/document/content.ts';
import { contentText } from '../../domain/document/to-text.ts';
import type { LocalDraftUpdates } from './collaboration/local-drafts.ts';
import { contentOf } from './content-of.ts';

/** The content of an article as stored locally, and how many words it adds and removes compared to the server's. */
export type LocalDraftContent = { content: ContentJson; added: number; removed: number };

export function localDraftContent({ synced, unsynced }: LocalDraftUpdates): LocalDraftContent {
  const serverCounts = wordCounts(contentIn(synced));
  const content = contentIn([...synced, ...unsynced]);
  const localCounts = wordCounts(content);
  return {
    content,
    added: additionalWords(localCounts, serverCounts),
    removed: additionalWords(serverCounts, localCounts),
  };
}

/** How many words `a` has more than `b`, by their number of occurrences. */
function additionalWords(a: Map<string, number>, b: Map<string, number>): number {
  return [...a].reduce((sum, [word, count]) => sum + Math.max(0, count - (b.get(word) ?? 0)), 0);
}

function contentIn(updates: Uint8Array[]): ContentJson {
  const doc = new Y.Doc();
  if (updates.length > 0) Y.applyUpdate(doc, Y.mergeUpdates(updates));
  try {
    return contentOf(doc);
  } catch {
    // Written under another version of the schema: the text can still be read.
    const { title, lead, body } = fragmentNames;
    const json = (name: string) => yXmlFragmentToProsemirrorJSON(doc.getXmlFragment(name)) as NodeJson;
    return { title: textOf(json(title)), lead: textOf(json(lead)), body: json(body) };
  } finally {
    doc.destroy();
  }
}

function textOf(node: NodeJson): string {
  return node.text ?? (node.content ?? []).map(textOf).join(' ');
}

/** How often each word occurs. */
function wordCounts(content: ContentJson): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of contentText(content).split(/\s+/)) {
    if (/[\p{L}\p{N}]/u.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}
