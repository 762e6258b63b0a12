import fc from 'fast-check';
import * as Y from 'yjs';
import { depths, foreignNames, foreignValues, type Hostile, objectWithKey, strings } from './hostile.ts';

type Edit = (doc: Y.Doc) => void;
const body = (doc: Y.Doc) => doc.getXmlFragment('body');
const first = (doc: Y.Doc) => body(doc).get(0) as Y.XmlElement;
const firstText = (doc: Y.Doc) => first(doc).get(0) as Y.XmlText;
const at = (doc: Y.Doc, place: number) => Math.min(place, body(doc).length);

/** Edits by which a manipulated client could break an article's Y.Doc, whose first block is a paragraph with text. */
export const hostileEdit: fc.Arbitrary<Hostile<Edit>> = fc.oneof(
  edit(
    'an unknown node',
    fc.tuple(foreignNames, fc.nat(3)),
    ([name, place]) =>
      (doc) =>
        body(doc).insert(at(doc, place), [new Y.XmlElement(name)]),
  ),
  edit('an unknown attribute', foreignNames, (name) => (doc) => first(doc).setAttribute(name, 'x')),
  edit(
    'an id that is none',
    foreignValues,
    (value) => (doc) => first(doc).setAttribute('id', value as string),
  ),
  edit('a level that is none', foreignValues, (value) => (doc) => {
    const heading = new Y.XmlElement('heading');
    heading.setAttribute('level', value as string);
    body(doc).insert(0, [heading]);
  }),
  edit(
    'an unknown mark',
    foreignNames,
    (name) => (doc) => firstText(doc).format(0, 3, objectWithKey(name, {})),
  ),
  edit(
    'a mark of odd attributes',
    foreignValues,
    (value) => (doc) => firstText(doc).format(0, 3, { link: { href: value } }),
  ),
  edit(
    'a link that runs',
    strings,
    (text) => (doc) => firstText(doc).insert(0, text, { link: { href: `javascript:${text}` } }),
  ),
  edit('marks in a title', strings, (text) => (doc) => {
    const xmlText = new Y.XmlText();
    xmlText.insert(0, text, { bold: {} });
    (doc.getXmlFragment('title').get(0) as Y.XmlElement).insert(0, [xmlText]);
  }),
  edit(
    'a block in a title',
    strings,
    () => (doc) => doc.getXmlFragment('title').insert(0, [new Y.XmlElement('paragraph')]),
  ),
  edit('text outside a block', strings, (text) => (doc) => body(doc).insert(0, [new Y.XmlText(text)])),
  edit(
    'a control character',
    fc.constantFrom('\u0000', '\u001b', '\u0007'),
    (text) => (doc) => firstText(doc).insert(1, text),
  ),
  edit('something embedded', foreignValues, (value) => (doc) => firstText(doc).insertEmbed(0, { value })),
  edit('a field that no article has', foreignNames, (name) => (doc) => doc.getMap(name).set('a', 1)),
  edit('an attribute on a field', foreignNames, (name) => (doc) => doc.getMap('body').set(name, 1)),
  edit('values instead of nodes', foreignValues, (value) => (doc) => doc.getArray('body').insert(0, [value])),
  edit('a document inside', strings, () => (doc) => doc.getArray('body').insert(0, [new Y.Doc()])),
  edit(
    'depth',
    depths,
    (depth) => (doc) =>
      doc.transact(() => {
        let outer: Y.XmlFragment = body(doc);
        // The deepest allowed level is valid.
        for (let level = 0; level <= depth; level += 1) {
          const inner = new Y.XmlElement(level % 2 === 0 ? 'bulletList' : 'listItem');
          outer.insert(0, [inner]);
          outer = inner;
        }
      }),
  ),
);

function edit<Value>(
  name: string,
  values: fc.Arbitrary<Value>,
  make: (value: Value) => Edit,
): fc.Arbitrary<Hostile<Edit>> {
  return values.map((value) => ({ name, subject: make(value) }));
}
