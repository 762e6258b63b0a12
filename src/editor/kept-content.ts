import { yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { type ContentJson, fragmentNames, type NodeJson } from '../../domain/document/content.ts';
import { contentText } from '../../domain/document/to-text.ts';
import type { KeptUpdates } from './collaboration/device-shelf.ts';
import { contentOf } from './content-of.ts';

/** An article as this device holds it, and how many words of it the server does not have, or still has. */
export type KeptContent = { content: ContentJson; added: number; removed: number };

export function keptContentOf({ sent, unsent }: KeptUpdates): KeptContent {
  const known = wordsIn(contentIn(sent));
  const content = contentIn([...sent, ...unsent]);
  const words = wordsIn(content);
  const moreThan = (a: Map<string, number>, b: Map<string, number>) =>
    [...a].reduce((sum, [word, count]) => sum + Math.max(0, count - (b.get(word) ?? 0)), 0);
  return { content, added: moreThan(words, known), removed: moreThan(known, words) };
}

function contentIn(updates: Uint8Array[]): ContentJson {
  const doc = new Y.Doc();
  if (updates.length > 0) Y.applyUpdate(doc, Y.mergeUpdates(updates));
  try {
    return contentOf(doc);
  } catch {
    // Of another version of the schema: its text can be read all the same.
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

function wordsIn(content: ContentJson): Map<string, number> {
  const words = new Map<string, number>();
  for (const word of contentText(content).split(/\s+/)) {
    if (/[\p{L}\p{N}]/u.test(word)) words.set(word, (words.get(word) ?? 0) + 1);
  }
  return words;
}
