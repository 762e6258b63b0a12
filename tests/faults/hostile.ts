import fc from 'fast-check';
import { limits } from '../../domain/limits.ts';

/**
 * Invalid documents; `hostile-edits.ts` has the edits that would make one. Each is a valid document with one error at a
 * random place, so that only the check of that error can reject it.
 */

type Json = Record<string, unknown>;
export type Hostile<Subject> = { name: string; subject: Subject };

/** Names of inherited properties, and names with a meaning elsewhere. */
export const foreignNames = fc.constantFrom(
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
/** Values that are invalid for every attribute. */
export const foreignValues = fc.oneof(
  fc
    .array(fc.anything({ maxDepth: 1, withNullPrototype: false }), { minLength: 1, maxLength: 3 })
    .map(asJson),
  fc.constant({ toString: 'x' }),
  fc.constant({ nested: [{ deeper: 1 }] }),
  fc.constant(-1),
  fc.constant(1e308),
  fc.constant(true),
);
export const strings = fc
  .string({ minLength: 1, maxLength: 12 })
  .map((value) => value.replace(/[^\w ]/g, 'ă'));

const paragraph = strings.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] }));
const block = fc.oneof(
  paragraph,
  strings.map((text) => ({ type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text }] })),
  paragraph.map((inner) => ({ type: 'blockquote', content: [inner] })),
  paragraph.map((inner) => ({ type: 'bulletList', content: [{ type: 'listItem', content: [inner] }] })),
);

/** One level too deep, and deep enough to overflow the stack of a recursive function. */
export const depths = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: limits.documentMaxDepth, max: 60 }) },
  { weight: 1, arbitrary: fc.constant(10_000) },
);

/** Invalid replacements of a valid block. */
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
    fc.tuple(block, foreignNames).map(([node, name]) => ({ ...node, attrs: objectWithKey(name, 'x') })),
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
    fc.tuple(block, foreignNames).map(([node, name]) => Object.assign(objectWithKey(name, {}), node)),
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

const many = (make: (index: number) => unknown) => Array.from({ length: 50_000 }, (_, index) => make(index));

/** A megabyte or two, so that quadratic work shows. */
const largeBlock: fc.Arbitrary<Hostile<unknown>> = fc.oneof(
  named(
    'very many blocks in a paragraph',
    fc.constant({ type: 'paragraph', content: many(() => ({ type: 'paragraph' })) }),
  ),
  named(
    'very many texts, the last of them none',
    fc.constant({
      type: 'paragraph',
      content: [...many(() => ({ type: 'text', text: 'a' })), { type: 'text', text: '' }],
    }),
  ),
  named(
    'very many marks, the last of them none',
    fc.constant(marked('a', [...many(() => ({ type: 'bold' })), { type: 'blink' }])),
  ),
  named(
    'very many attributes',
    fc.constant({
      type: 'paragraph',
      attrs: Object.fromEntries(many((index) => [`a${index}`, index]) as [string, number][]),
    }),
  ),
  named(
    'a very long list in place of an id',
    fc.constant({ type: 'paragraph', attrs: { id: many((index) => index) } }),
  ),
  named(
    'a very long text with a control character',
    fc.constant({ type: 'paragraph', content: [{ type: 'text', text: `${'ă'.repeat(500_000)}\u0001` }] }),
  ),
  named(
    'a tower of marks on one letter',
    fc.constant({
      type: 'paragraph',
      content: [{ type: 'text', text: `a${'\u0301\u0323'.repeat(250_000)}` }],
    }),
  ),
);

/** A request body as JSON text. */
export const hostileDocument: fc.Arbitrary<Hostile<string>> = fc
  .tuple(
    fc.array(block, { maxLength: 4 }),
    fc.nat(4),
    fc.oneof(
      { weight: 240, arbitrary: wrongBlock.map((wrong) => ({ ...wrong, at: 'body' as const })) },
      { weight: 1, arbitrary: largeBlock.map((wrong) => ({ ...wrong, at: 'body' as const })) },
      {
        weight: 40,
        arbitrary: named(
          'a line that is none',
          fc.constantFrom<unknown>('a\nb', 'x'.repeat(1_000), 1, null, ['a'], {}, '\u0000', '\ud800'),
        ).map((wrong) => ({ ...wrong, at: 'line' as const })),
      },
      {
        weight: 20,
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

function named<Value>(name: string, values: fc.Arbitrary<Value>): fc.Arbitrary<Hostile<Value>> {
  return values.map((subject) => ({ name, subject }));
}

/** An object with an own property of any name, `__proto__` too, as `JSON.parse` creates it. */
export function objectWithKey(name: string, value: unknown): Json {
  return JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)}}`) as Json;
}

function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value) ?? 'null');
}

const item = () => ({ type: 'listItem', content: [{ type: 'paragraph' }] });

function marked(text: string, marks: unknown) {
  return { type: 'paragraph', content: [{ type: 'text', text, marks }] };
}

/** Placeholder for deeply nested lists, written by `jsonText`, because `JSON.stringify` would overflow the stack. */
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
