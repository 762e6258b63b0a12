import { yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap';
import { Node } from 'prosemirror-model';
import type { Doc, XmlFragment } from 'yjs';
import { type ContentJson, fragmentNames, type NodeJson } from '../../domain/document/content.ts';
import { bodySchema } from '../../domain/document/extensions.ts';
import { normalizeText } from '../../domain/vietnamese.ts';

/**
 * The article's content as JSON, as in this browser, for checks and counts. Published content is read by the server,
 * which also repairs the results of concurrent edits. Walks the whole document: do not call it on a keypress, see
 * `useContent`.
 */
export function contentOf(ydoc: Doc): ContentJson {
  return {
    title: lineOf(ydoc.getXmlFragment(fragmentNames.title)),
    lead: lineOf(ydoc.getXmlFragment(fragmentNames.lead)),
    body: bodyOf(ydoc.getXmlFragment(fragmentNames.body)),
  };
}

/** Concurrent edits may create a second line; readers get both as one. */
function lineOf(fragment: XmlFragment): string {
  const { content = [] } = yXmlFragmentToProsemirrorJSON(fragment) as NodeJson;
  const lines = content.map((line) => (line.content ?? []).map(({ text }) => text ?? '').join(''));
  return normalizeText(lines.join(' '));
}

function bodyOf(fragment: XmlFragment): NodeJson {
  if (fragment.length === 0) return { type: 'doc', content: [{ type: 'paragraph', attrs: { id: null } }] };
  // Through the schema, which adds default attributes as the server does.
  return Node.fromJSON(bodySchema, yXmlFragmentToProsemirrorJSON(fragment)).toJSON() as NodeJson;
}
