import { yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap';
import { Node } from 'prosemirror-model';
import { type AbstractType, type Doc, XmlElement, type XmlFragment, type YEvent } from 'yjs';
import { type ContentJson, fragmentNames, type NodeJson } from '../../domain/document/content.ts';
import { bodySchema } from '../../domain/document/extensions.ts';
import { normalizeText } from '../../domain/vietnamese.ts';

/** The blocks that have been read. */
type ReadBlocks = WeakMap<object, NodeJson>;

/**
 * The article's content as JSON, as in this browser, for checks and counts. Published content is read by the server,
 * which also repairs the results of concurrent edits. Walks the whole document: do not call it on a keypress, see
 * `useContent`.
 */
export function contentOf(ydoc: Doc, known: ReadBlocks = new WeakMap()): ContentJson {
  return {
    title: lineOf(ydoc.getXmlFragment(fragmentNames.title)),
    lead: lineOf(ydoc.getXmlFragment(fragmentNames.lead)),
    body: bodyOf(ydoc.getXmlFragment(fragmentNames.body), known),
  };
}

/** Reads the content again and again: unchanged blocks are not read again, and stay the same objects. */
export function observeContent(ydoc: Doc): { read: () => ContentJson; stop: () => void } {
  const known: ReadBlocks = new WeakMap();
  const body = ydoc.getXmlFragment(fragmentNames.body);
  const forget = (events: YEvent<AbstractType<unknown>>[]) => {
    for (const { target } of events) {
      let block: AbstractType<unknown> | null = target;
      while (block && block.parent !== body) block = block.parent;
      if (block) known.delete(block);
    }
  };
  body.observeDeep(forget);
  return { read: () => contentOf(ydoc, known), stop: () => body.unobserveDeep(forget) };
}

/** Concurrent edits may create a second line; readers get both as one. */
function lineOf(fragment: XmlFragment): string {
  const { content = [] } = yXmlFragmentToProsemirrorJSON(fragment) as NodeJson;
  const lines = content.map((line) => (line.content ?? []).map(({ text }) => text ?? '').join(''));
  return normalizeText(lines.join(' '));
}

function bodyOf(fragment: XmlFragment, known: ReadBlocks): NodeJson {
  if (fragment.length === 0) return { type: 'doc', content: [{ type: 'paragraph', attrs: { id: null } }] };
  const content = fragment.toArray().map((type) => {
    if (!(type instanceof XmlElement)) throw new Error(`The body has a ${type.constructor.name} as a block`);
    const block = known.get(type) ?? blockOf(type);
    known.set(type, block);
    return block;
  });
  return { type: 'doc', content };
}

function blockOf(element: XmlElement): NodeJson {
  const { content } = yXmlFragmentToProsemirrorJSON(element) as { content: NodeJson[][] };
  // Through the schema, which adds default attributes as the server does.
  const json = { type: element.nodeName, attrs: element.getAttributes(), content: content.flat() };
  return Node.fromJSON(bodySchema, json).toJSON() as NodeJson;
}
