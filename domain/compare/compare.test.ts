import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ContentJson, NodeJson } from '../document/content.ts';
import { blockText } from '../document/to-text.ts';
import { type BlockChange, isChange } from './blocks.ts';
import { compareContent, compareVersions } from './compare.ts';
import type { ComparedFields } from './fields.ts';
import { signatureOf } from './match.ts';
import type { Part } from './word-diff.ts';

const text = (value: string, ...marks: string[]): NodeJson => ({
  type: 'text',
  text: value,
  ...(marks.length > 0 && { marks: marks.map((type) => ({ type })) }),
});
const block = (type: string, id: string | null, content: NodeJson[], attrs: object = {}): NodeJson => ({
  type,
  attrs: { ...(id !== null && { id }), ...attrs },
  content,
});
const paragraph = (id: string, value: string, ...marks: string[]) =>
  block('paragraph', id, value === '' ? [] : [text(value, ...marks)]);
const list = (id: string, ...items: [string, string][]) =>
  block(
    'bulletList',
    id,
    items.map(([itemId, value]) => block('listItem', itemId, [paragraph(`${itemId}p`, value)])),
  );
const figure = (id: string, caption: string, credit: string, attrs: object = {}) =>
  block('figure', id, [block('caption', null, [text(caption)]), block('credit', null, [text(credit)])], {
    mediaId: 'm1',
    alt: 'Tàu ở bến',
    layout: 'center',
    width: 1200,
    height: 800,
    ...attrs,
  });
const table = (...rows: string[][]) =>
  block(
    'table',
    't',
    rows.map((cells, row) =>
      block(
        'tableRow',
        null,
        cells.map((value, column) =>
          block('tableCell', null, [paragraph(`c${row}${column}`, value)], { colspan: 1, rowspan: 1 }),
        ),
      ),
    ),
  );
const body = (...content: NodeJson[]): ContentJson => ({
  title: 'Cảng mới',
  lead: 'Sáng nay.',
  body: { type: 'doc', content },
});

/** Each block that differs: kind, whether it moved, details. */
const changesBetween = (before: ContentJson, after: ContentJson) =>
  compareContent(before, after)
    .blocks.filter(isChange)
    .map(({ id, kind, isMoved, details }) => [id, kind, ...(isMoved ? ['moved'] : []), ...details].join(' '));
const marked = (parts: readonly Part[]) =>
  parts
    .map(({ text: value, kind }) =>
      kind === 'kept' ? value : kind === 'added' ? `[+${value}]` : `[-${value}]`,
    )
    .join('');

describe('words', () => {
  test('are compared by syllable, removed ones before added ones', () => {
    const { title } = compareContent(
      { ...body(), title: 'Cảng Đình Vũ đón tàu 120.000 tấn' },
      { ...body(), title: 'Cảng Đình Vũ đón hai tàu 125.000 tấn' },
    );
    expect(marked(title)).toBe('Cảng Đình Vũ đón [+hai ]tàu [-120.000][+125.000] tấn');
  });

  test('that change side by side are one change', () => {
    const { lead } = compareContent(
      { ...body(), lead: 'Con tàu rất lớn đã cập cảng sáng nay.' },
      { ...body(), lead: 'Con tàu khá nhỏ đã cập cảng sáng nay.' },
    );
    expect(marked(lead)).toBe('Con tàu [-rất lớn][+khá nhỏ] đã cập cảng sáng nay.');
  });

  test('that change do not include the space after them', () => {
    const { title } = compareContent(
      { ...body(), title: 'Mẻ bê tông cuối' },
      { ...body(), title: 'Mẻ vừa được tông cuối' },
    );
    expect(marked(title)).toBe('Mẻ [-bê][+vừa được] tông cuối');
  });

  test('of which hardly any are unchanged are shown as replaced', () => {
    const { lead } = compareContent(
      { ...body(), lead: 'Mưa lớn kéo dài, nhiều tuyến phố ngập sâu.' },
      { ...body(), lead: 'Giá cà phê xuất khẩu tăng mạnh, nông dân phấn khởi.' },
    );
    expect(lead.map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });

  test('are counted: added and removed', () => {
    const { wordsAdded, wordsRemoved } = compareContent(
      body(paragraph('a', 'Tàu cập bến.'), paragraph('b', 'Bỏ cả đoạn này.')),
      body(paragraph('a', 'Tàu lớn cập bến.'), figure('f', 'Bến mới', 'Nam')),
    );
    // lớn; Bến mới, Nam, and the alternative text
    expect([wordsAdded, wordsRemoved]).toEqual([1 + 3 + 3, 4]);
  });
});

describe('blocks', () => {
  test('are matched by their id, regardless of other changes', () => {
    const before = body(paragraph('a', 'Một.'), paragraph('b', 'Hai.'), paragraph('c', 'Ba.'));
    const after = body(paragraph('n', 'Mới.'), paragraph('a', 'Một.'), paragraph('c', 'Ba bốn.'));
    expect(changesBetween(before, after)).toEqual(['n added', 'b removed', 'c changed']);
  });

  test('that moved are marked as moved, the fewest possible', () => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => paragraph(id, `Đoạn ${id}.`));
    if (!a || !b || !c || !d) throw new Error('Four paragraphs');
    expect(changesBetween(body(a, b, c, d), body(d, a, b, c))).toEqual(['d same moved']);
    expect(changesBetween(body(a, b, c, d), body(b, a, d, c))).toHaveLength(2);
  });

  test('that moved and changed are marked as both', () => {
    const before = body(paragraph('a', 'Một.'), paragraph('b', 'Hai.'), paragraph('c', 'Ba.'));
    const after = body(paragraph('c', 'Ba bốn.'), paragraph('a', 'Một.'), paragraph('b', 'Hai.'));
    expect(changesBetween(before, after)).toEqual(['c changed moved']);
  });

  test('without an id are matched by their content', () => {
    const without = (value: string) => block('paragraph', null, [text(value)]);
    expect(changesBetween(body(without('Một.')), body(paragraph('a', 'Mới.'), without('Một.')))).toEqual([
      'a added',
    ]);
    expect(changesBetween(body(paragraph('x', 'Một.')), body(paragraph('y', 'Một.')))).toEqual([]);
  });

  test('of which only the formatting changed are distinguished from those whose text changed', () => {
    expect(changesBetween(body(paragraph('a', 'Một.')), body(paragraph('a', 'Một.', 'bold')))).toEqual([
      'a format marks',
    ]);
    expect(
      changesBetween(
        body(block('heading', 'h', [text('Mục')], { level: 2 })),
        body(block('heading', 'h', [text('Mục')], { level: 3 })),
      ),
    ).toEqual(['h format level']);
    expect(
      changesBetween(body(paragraph('a', 'Mục')), body(block('heading', 'a', [text('Mục')], { level: 2 }))),
    ).toEqual(['a format type']);
  });

  test('keep the marks of their text', () => {
    const { blocks } = compareContent(
      body(paragraph('a', 'Tàu lớn cập bến')),
      body(block('paragraph', 'a', [text('Tàu '), text('lớn', 'bold'), text(' cập cảng')])),
    );
    expect(blocks[0]?.runs).toEqual([
      { text: 'Tàu ', kind: 'kept', marks: [] },
      { text: 'lớn', kind: 'kept', marks: [{ type: 'bold' }], marksBefore: [] },
      { text: ' cập ', kind: 'kept', marks: [] },
      { text: 'bến', kind: 'removed', marks: [] },
      { text: 'cảng', kind: 'added', marks: [] },
    ]);
  });
});

describe('compound blocks', () => {
  test('a figure names picture, alternative text, caption, credit and layout as details', () => {
    const before = body(figure('f', 'Tàu cập bến', 'Nam'));
    const detailsOf = (...rest: Parameters<typeof figure>) => changesBetween(before, body(figure(...rest)));
    expect(detailsOf('f', 'Tàu cập bến', 'Nam', { mediaId: 'm2', width: 900, height: 600 })).toEqual([
      'f changed picture',
    ]);
    expect(detailsOf('f', 'Tàu rời bến', 'Nam')).toEqual(['f changed caption']);
    expect(detailsOf('f', 'Tàu cập bến', 'Hải')).toEqual(['f changed credit']);
    expect(detailsOf('f', 'Tàu cập bến', 'Nam', { alt: 'Tàu ở cảng' })).toEqual(['f changed alt']);
    expect(detailsOf('f', 'Tàu cập bến', 'Nam', { layout: 'wide' })).toEqual(['f format layout']);
    expect(detailsOf('f', 'Tàu cập bến', 'Nam', { unconfirmedCredit: 'Nam' })).toEqual([]);
    expect(detailsOf('f', 'Tàu cập bến', 'Hải', { unconfirmedCredit: 'Hải' })).toEqual(['f changed credit']);
    const both = compareContent(before, body(figure('f', 'Tàu rời bến', 'Nam', { alt: 'Tàu ở cảng' })));
    expect(both.blocks[0]?.details).toEqual(['alt', 'caption']);
    expect(marked(both.blocks[0]?.alt ?? [])).toBe('Tàu ở [-bến][+cảng]');
  });

  test('a list is compared item by item', () => {
    const { blocks } = compareContent(
      body(list('l', ['1', 'Một.'], ['2', 'Hai.'], ['3', 'Ba.'])),
      body(list('l', ['3', 'Ba.'], ['1', 'Một.'], ['4', 'Bốn.'])),
    );
    expect(blocks.map(({ kind }) => kind)).toEqual(['changed']);
    expect(blocks[0]?.children.map(({ id, kind, isMoved }) => [id, kind, isMoved])).toEqual([
      ['3', 'same', true],
      ['1', 'same', false],
      ['2', 'removed', false],
      ['4', 'added', false],
    ]);
  });

  test('a table is compared cell by cell, though rows and cells have no id', () => {
    const { blocks } = compareContent(
      body(table(['Tên', 'Tấn'], ['Sao Mai', '120'])),
      body(table(['Tên', 'Tấn'], ['Sao Mai', '125'])),
    );
    const [, row] = blocks[0]?.children ?? [];
    expect(row?.children.map(({ kind }) => kind)).toEqual(['same', 'changed']);
    const rows = compareContent(body(table(['A'], ['B'])), body(table(['A'], ['B'], ['C']))).blocks[0]
      ?.children;
    expect(rows?.map(({ kind }) => kind)).toEqual(['same', 'same', 'added']);
  });

  test('a quote distinguishes its attribution from its text', () => {
    const quote = (value: string, source: string) =>
      body(block('blockquote', 'q', [paragraph('qp', value), block('attribution', null, [text(source)])]));
    const { blocks } = compareContent(
      quote('Không lùi bước.', 'Ông Nam'),
      quote('Không lùi bước.', 'Ông Hải'),
    );
    expect(blocks[0]?.children.map(({ type, kind }) => [type, kind])).toEqual([
      ['paragraph', 'same'],
      ['attribution', 'changed'],
    ]);
  });
});

test('every changed field is listed, with both values', () => {
  const fields: ComparedFields = {
    categoryId: 'c1',
    bylines: ['Hải Miên'],
    tags: ['cảng'],
    source: null,
    coverMediaId: null,
    relatedIds: [],
  };
  const content = body();
  const compare = (now: Partial<ComparedFields>) =>
    compareVersions({ content, fields }, { content, fields: { ...fields, ...now } });
  expect(compare({})).toMatchObject({ fields: [], isSame: true });
  expect(compare({ tags: ['cảng', 'tàu'], source: { name: 'TTXVN', url: null } })).toMatchObject({
    isSame: false,
    fields: [
      { field: 'source', before: null, after: { name: 'TTXVN', url: null } },
      { field: 'tags', before: ['cảng'], after: ['cảng', 'tàu'] },
    ],
  });
});

/* Any two documents: their block ids come from a small pool, so that blocks match, move, change and are removed. */

const aText = fc
  .array(fc.constantFrom('Tàu', 'cập', 'bến', 'cảng', 'mới', '1.200', ',', 'Hải Phòng'), { maxLength: 9 })
  .map((found) => found.join(' '));
const inline = fc
  .array(fc.tuple(aText, fc.subarray(['bold', 'italic'])), { maxLength: 4 })
  .map((spans) => spans.filter(([span]) => span !== '').map(([span, marks]) => text(span, ...marks)));
const anyBlock = (id: string): fc.Arbitrary<NodeJson> =>
  fc.oneof(
    inline.map((content) => block('paragraph', id, content)),
    fc
      .tuple(inline, fc.integer({ min: 2, max: 4 }))
      .map(([content, level]) => block('heading', id, content, { level })),
    fc
      .tuple(aText, aText, aText, fc.constantFrom('m1', 'm2'))
      .map(([caption, credit, alt, mediaId]) =>
        block(
          'figure',
          id,
          [
            block('caption', null, caption === '' ? [] : [text(caption)]),
            block('credit', null, credit === '' ? [] : [text(credit)]),
          ],
          { mediaId, alt, layout: 'center', width: 1, height: 1 },
        ),
      ),
    fc
      .uniqueArray(fc.tuple(fc.constantFrom('1', '2', '3', '4'), aText), {
        selector: ([item]) => item,
        minLength: 1,
      })
      .map((items) => list(id, ...items.map(([item, span]): [string, string] => [`${id}${item}`, span]))),
  );
const anyContent = fc
  .record({ title: aText, lead: aText, ids: fc.shuffledSubarray(['a', 'b', 'c', 'd', 'e', 'f', 'g']) })
  .chain(({ title, lead, ids }) =>
    fc
      .tuple(...ids.map(anyBlock))
      .map((content): ContentJson => ({ title, lead, body: { type: 'doc', content } })),
  );

const side = (parts: readonly Part[], gone: Part['kind']) =>
  parts
    .filter(({ kind }) => kind !== gone)
    .map((part) => part.text)
    .join('');

/** One of both versions, reconstructed from the comparison alone: each block's type and text. */
function changeSummary(
  { type, typeBefore, runs, alt, children }: BlockChange,
  gone: 'added' | 'removed',
): unknown {
  const inside = children.filter(({ kind }) => kind !== gone).map((child) => changeSummary(child, gone));
  return [gone === 'added' ? typeBefore : type, side(runs, gone), side(alt, gone), inside];
}
function nodeSummary(node: NodeJson): unknown {
  const isText = ['paragraph', 'heading', 'caption', 'credit'].includes(node.type);
  return [
    node.type,
    isText ? blockText(node) : '',
    node.attrs?.alt ?? '',
    isText ? [] : (node.content ?? []).map(nodeSummary),
  ];
}

test('a line break is compared as a character of its paragraph', () => {
  const lines = (...nodes: NodeJson[]) => body(block('paragraph', 'a', nodes));
  const before = lines(text('Trăm năm trong cõi người ta, Chữ tài chữ mệnh'));
  const after = lines(text('Trăm năm trong cõi người ta,'), { type: 'hardBreak' }, text('Chữ tài chữ mệnh'));
  expect(compareContent(before, after).blocks[0]?.runs.map(({ text, kind }) => [kind, text])).toEqual([
    ['kept', 'Trăm năm trong cõi người ta,'],
    ['removed', ' '],
    ['added', '\n'],
    ['kept', 'Chữ tài chữ mệnh'],
  ]);
  expect(compareContent(after, after).isSame).toBe(true);
});

describe('of any two versions', () => {
  test('the comparison, applied to the older one, gives the newer one', () => {
    fc.assert(
      fc.property(anyContent, anyContent, (before, after) => {
        const { title, lead, blocks } = compareContent(before, after);
        expect([side(title, 'removed'), side(lead, 'removed')]).toEqual([after.title, after.lead]);
        expect([side(title, 'added'), side(lead, 'added')]).toEqual([before.title, before.lead]);
        const newer = blocks.filter(({ kind }) => kind !== 'removed');
        expect(newer.map((change) => changeSummary(change, 'removed'))).toEqual(
          after.body.content?.map(nodeSummary),
        );
        const older = blocks
          .filter(({ kind }) => kind !== 'added')
          .map((change) => changeSummary(change, 'added'));
        // Moved blocks are listed at their new place; the former one is not part of the comparison.
        const sorted = (all: unknown): unknown =>
          Array.isArray(all) ? all.map((one) => JSON.stringify(sorted(one))).sort() : all;
        expect(sorted(older)).toEqual(sorted(before.body.content?.map(nodeSummary)));
        // Blocks that are neither moved nor new are in their former order.
        const staying = blocks.filter(
          ({ kind, isMoved }) => kind !== 'added' && kind !== 'removed' && !isMoved,
        );
        const order = before.body.content?.map((node) => node.attrs?.id) ?? [];
        const places = staying.map(({ idBefore }) => order.indexOf(idBefore));
        expect(places).toEqual(places.toSorted((a, b) => a - b));
      }),
      { numRuns: 300 },
    );
  });

  test('the comparison is empty exactly when they are equal', () => {
    fc.assert(
      fc.property(anyContent, anyContent, (one, other) => {
        expect(compareContent(one, structuredClone(one))).toMatchObject({
          isSame: true,
          wordsAdded: 0,
          wordsRemoved: 0,
        });
        const areSame =
          one.title === other.title &&
          one.lead === other.lead &&
          signatureOf(one.body) === signatureOf(other.body);
        expect(compareContent(one, other).isSame).toBe(areSame);
      }),
      { numRuns: 300 },
    );
  });
});
