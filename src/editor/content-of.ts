import { yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap';
import { Node } from 'prosemirror-model';
import type { Doc, XmlFragment } from 'yjs';
import { type ContentJson, fragmentNames, type NodeJson } from '../../domain/document/content.ts';
import { bodySchema } from '../../domain/document/extensions.ts';
import { normalizeText } from '../../domain/vietnamese.ts';

/**
 * An article's words as JSON, as this browser holds them now: for the list of checks and for counting. What is
 * published is always read by the server, which also mends what concurrent edits can leave behind.
 *
 * It walks the whole document: never call it on a keypress, see `useContent`.
 */
export function contentOf(ydoc: Doc): ContentJson {
  return {
    title: lineOf(ydoc.getXmlFragment(fragmentNames.title)),
    lead: lineOf(ydoc.getXmlFragment(fragmentNames.lead)),
    body: bodyOf(ydoc.getXmlFragment(fragmentNames.body)),
  };
}

/** Two people may make two lines at once; readers get them as one. */
function lineOf(fragment: XmlFragment): string {
  const { content = [] } = yXmlFragmentToProsemirrorJSON(fragment) as NodeJson;
  const lines = content.map((line) => (line.content ?? []).map(({ text }) => text ?? '').join(''));
  return normalizeText(lines.join(' '));
}

function bodyOf(fragment: XmlFragment): NodeJson {
  if (fragment.length === 0) return { type: 'doc', content: [{ type: 'paragraph', attrs: { id: null } }] };
  // Through the schema, so that every attribute is there, as in what the server answers.
  return Node.fromJSON(bodySchema, yXmlFragmentToProsemirrorJSON(fragment)).toJSON() as NodeJson;
}
