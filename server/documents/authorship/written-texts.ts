import * as Y from 'yjs';
import { fragmentNames } from '../../../domain/document/content.ts';
import { lineBreak } from '../../../domain/document/to-text.ts';
import type { WrittenText } from '../../../domain/own-share.ts';
import type { WritersOf } from './writers.ts';

/** The texts of a document that readers see, with their writers. Expects a document of the schema. */
export function writtenTexts(doc: Y.Doc, writersOf: WritersOf): WrittenText[] {
  return Object.values(fragmentNames).flatMap((name) => textsIn(doc.getXmlFragment(name), writersOf));
}

function textsIn(parent: Y.XmlFragment, writersOf: WritersOf): WrittenText[] {
  const texts: WrittenText[] = [];
  const own: WrittenText[] = [];
  const children: unknown[] = parent.toArray();
  for (const child of children) {
    if (child instanceof Y.XmlText) own.push(textOf(child, writersOf));
    // White space counts for nobody.
    else if (child instanceof Y.XmlElement && child.nodeName === lineBreak) {
      own.push({ text: '\n', parts: [{ writer: undefined, length: 1 }] });
    } else if (child instanceof Y.XmlElement) {
      texts.push(...altTexts(child, writersOf), ...textsIn(child, writersOf));
    }
  }
  if (own.length > 0) {
    texts.push({ text: own.map(({ text }) => text).join(''), parts: own.flatMap(({ parts }) => parts) });
  }
  return texts;
}

function textOf(type: Y.XmlText, writersOf: WritersOf): WrittenText {
  const texts: string[] = [];
  const parts: WrittenText['parts'][number][] = [];
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
    texts.push(item.content.str);
    parts.push(...writersOf(item.id, item.length));
  }
  return { text: texts.join(''), parts };
}

function altTexts(element: Y.XmlElement, writersOf: WritersOf): WrittenText[] {
  const item = element._map.get('alt');
  if (!item || item.deleted) return [];
  const text: unknown = item.content.getContent()[item.length - 1];
  if (typeof text !== 'string') return [];
  return [{ text, parts: [{ writer: writersOf(item.lastId, 1)[0]?.writer, length: text.length }] }];
}
