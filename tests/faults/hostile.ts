import fc from 'fast-check';
import * as Y from 'yjs';
import { limits } from '../../domain/limits.ts';

/**
 * Documents that no article may hold, and edits that would make one. Each is a good document with one thing wrong in
 * it at a random place, so that all that stands between it and the database is the check of that thing.
 */

type Json = Record<string, unknown>;
export type Hostile<Subject> = { name: string; subject: Subject };

/** Names that an object has already, beside those that mean something elsewhere. */
const foreignNames = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'script',
  'iframe',
  'svg',
  'onclick',
  'style',
  'innerHTML',
  'x'.repeat(10_000),
);
/** Values that no attribute takes. */
const foreignValues = fc.oneof(
  fc
    .array(fc.anything({ maxDepth: 1, withNullPrototype: false }), { minLength: 1, maxLength: 3 })
    .map(asJson),
  fc.constant({ toString: 'x' }),
  fc.constant({ nested: [{ deeper: 1 }] }),
  fc.constant(-1),
  fc.constant(1e308),
  fc.constant(true),
);
const strings = fc.string({ minLength: 1, maxLength: 12 }).map((value) => value.replace(/[^\w ]/g, 'ă'));

const paragraph = strings.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] }));
const block = fc.oneof(
  paragraph,
  strings.map((text) => ({ type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text }] })),
  paragraph.map((inner) => ({ type: 'blockquote', content: [inner] })),
  paragraph.map((inner) => ({ type: 'bulletList', content: [{ type: 'listItem', content: [inner] }] })),
);

/** Just too deep, and so deep that whatever calls itself would overflow the stack. */
const depths = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: limits.documentMaxDepth, max: 60 }) },
  { weight: 1, arbitrary: fc.constant(10_000) },
);

/** What is put wrong in place of one block, given a good one. */
const wrongBlock: fc.Arbitrary<Hostile<unknown>> = fc.oneof(
  named(
    'an unknown node',
    fc.tuple(foreignNames, block).map(([type, inner]) => ({ type, content: [inner] })),
  ),
  named(
    'a node without a type',
    fc.constantFrom({}, { type: null }, { type: ['paragraph'] }, { type: { a: 1 } }),
  ),
  named('no node at all', fc.constantFrom(null, 1, 'p', [], [[]], true)),
  named(
    'an unknown attribute',
    fc.tuple(block, foreignNames).map(([node, name]) => ({ ...node, attrs: own(name, 'x') })),
  ),
  named(
    'attributes that are a list',
    block.map((node) => ({ ...node, attrs: [{ id: 'a' }] })),
  ),
  named(
    'attributes that are text',
    block.map((node) => ({ ...node, attrs: 'id' })),
  ),
  named(
    'an id that is none',
    fc.tuple(block, foreignValues).map(([node, id]) => ({ ...node, attrs: { level: 2, id } })),
  ),
  named(
    'a level that is none',
    foreignValues.map((level) => ({ type: 'heading', attrs: { level } })),
  ),
  named(
    'a start that is none',
    foreignValues.map((start) => ({ type: 'orderedList', attrs: { start }, content: [item()] })),
  ),
  named(
    'a span that is none',
    foreignValues.map((colspan) => ({
      type: 'table',
      content: [
        {
          type: 'tableRow',
          content: [{ type: 'tableCell', attrs: { colspan }, content: [{ type: 'paragraph' }] }],
        },
      ],
    })),
  ),
  named(
    'an unknown key',
    fc.tuple(block, foreignNames).map(([node, name]) => Object.assign(own(name, {}), node)),
  ),
  named(
    'content that is no list',
    fc
      .tuple(block, fc.constantFrom({}, 'text', 1, { length: 1 }))
      .map(([node, content]) => ({ ...node, content })),
  ),
  named(
    'marks on a block',
    block.map((node) => ({ ...node, marks: [{ type: 'bold' }] })),
  ),
  named(
    'an unknown mark',
    fc.tuple(strings, foreignNames).map(([text, type]) => marked(text, [{ type }])),
  ),
  named(
    'marks that are no list',
    strings.map((text) => marked(text, { bold: true })),
  ),
  named(
    'a link that runs',
    strings.map((text) => marked(text, [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }])),
  ),
  named(
    'a link to a list',
    fc.tuple(strings, foreignValues).map(([text, href]) => marked(text, [{ type: 'link', attrs: { href } }])),
  ),
  named(
    'marks where none belong',
    strings.map((text) => ({
      type: 'blockquote',
      content: [
        { type: 'paragraph' },
        { type: 'attribution', content: [{ type: 'text', text, marks: [{ type: 'bold' }] }] },
      ],
    })),
  ),
  named(
    'text that is none',
    fc.constantFrom('', 1, null, ['a'], '\u0000', '\ud800', '\u001b[31m').map((text) => ({
      type: 'paragraph',
      content: [{ type: 'text', text }],
    })),
  ),
  named(
    'text outside a block',
    strings.map((text) => ({ type: 'text', text })),
  ),
  named(
    'a block where it cannot stand',
    fc.constantFrom('tableRow', 'tableCell', 'listItem', 'caption', 'doc').map((type) => ({ type })),
  ),
  named(
    'a picture in a list',
    fc.constant({
      type: 'bulletList',
      content: [{ type: 'listItem', content: [{ type: 'figure', attrs: { mediaId: 'm' } }] }],
    }),
  ),
  named(
    'a picture that nobody has',
    fc.constant({
      type: 'figure',
      attrs: { mediaId: '00000000-0000-4000-8000-000000000000' },
      content: [{ type: 'caption' }, { type: 'credit' }],
    }),
  ),
  named('depth', depths.map(deepList)),
);

/** The body of a request, as JSON text. */
export const hostileDocument: fc.Arbitrary<Hostile<string>> = fc
  .tuple(
    fc.array(block, { maxLength: 4 }),
    fc.nat(4),
    fc.oneof(
      { weight: 12, arbitrary: wrongBlock.map((wrong) => ({ ...wrong, at: 'body' as const })) },
      {
        weight: 2,
        arbitrary: named(
          'a line that is none',
          fc.constantFrom<unknown>('a\nb', 'x'.repeat(1_000), 1, null, ['a'], {}, '\u0000', '\ud800'),
        ).map((wrong) => ({ ...wrong, at: 'line' as const })),
      },
      {
        weight: 1,
        arbitrary: named(
          'a body that is none',
          fc.constantFrom<unknown>(null, 1, 'doc', [], {}, { type: 'paragraph' }),
        ).map((wrong) => ({ ...wrong, at: 'root' as const })),
      },
    ),
  )
  .map(([blocks, index, { name, subject, at }]) => {
    const good: Json = { title: 'Tiêu đề', lead: 'Sapo', body: { type: 'doc', content: blocks } };
    if (at === 'body')
      good.body = { type: 'doc', content: blocks.toSpliced(index, 0, subject as (typeof blocks)[number]) };
    if (at === 'line') good[index % 2 === 0 ? 'title' : 'lead'] = subject;
    if (at === 'root') good.body = subject;
    return { name, subject: jsonText(good) };
  });

type Edit = (doc: Y.Doc) => void;
const body = (doc: Y.Doc) => doc.getXmlFragment('body');
const first = (doc: Y.Doc) => body(doc).get(0) as Y.XmlElement;
const firstText = (doc: Y.Doc) => first(doc).get(0) as Y.XmlText;
const at = (doc: Y.Doc, place: number) => Math.min(place, body(doc).length);

/** What a changed client could do to an article's Y.Doc, whose first block is a paragraph with text. */
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
  edit('an unknown mark', foreignNames, (name) => (doc) => firstText(doc).format(0, 3, own(name, {}))),
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
    const words = new Y.XmlText();
    words.insert(0, text, { bold: {} });
    (doc.getXmlFragment('title').get(0) as Y.XmlElement).insert(0, [words]);
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
        for (let level = 0; level < depth; level += 1) {
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

function named<Value>(name: string, values: fc.Arbitrary<Value>): fc.Arbitrary<Hostile<Value>> {
  return values.map((subject) => ({ name, subject }));
}

/** An object with a property of its own of any name, `__proto__` too, as JSON brings it. */
function own(name: string, value: unknown): Json {
  return JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)}}`) as Json;
}

function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value) ?? 'null');
}

const item = () => ({ type: 'listItem', content: [{ type: 'paragraph' }] });
const marked = (text: string, marks: unknown) => ({
  type: 'paragraph',
  content: [{ type: 'text', text, marks }],
});

/** Stands for a list in a list in a list; `jsonText` writes it, because `JSON.stringify` would overflow the stack. */
function deepList(depth: number): unknown {
  return { [deepKey]: depth };
}
const deepKey = 'lists within lists';

function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(new RegExp(`\\{"${deepKey}":(\\d+)\\}`), (_all, depth: string) => {
    const levels = Number(depth);
    const open = '{"type":"bulletList","content":[{"type":"listItem","content":[{"type":"paragraph"},';
    return `${open.repeat(levels)}{"type":"paragraph"}${']}]}'.repeat(levels)}`;
  });
}
