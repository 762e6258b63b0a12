import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { checkContent } from '../../domain/document/check.ts';
import { type ContentJson, emptyContent, type NodeJson } from '../../domain/document/content.ts';
import { limits } from '../../domain/limits.ts';
import { projectionOf } from './projection.ts';
import { createUpdateValidator } from './update-validator.ts';
import { contentOf, UnreadableDocument, writeContent } from './yjs-content.ts';

const text = (value: string, ...marks: NodeJson['marks'] & object): NodeJson =>
  marks.length > 0 ? { type: 'text', text: value, marks } : { type: 'text', text: value };
const p = (id: string | null, ...content: NodeJson[]): NodeJson => ({
  type: 'paragraph',
  attrs: { id },
  content,
});

const rich: ContentJson = {
  title: 'Cầu Hoàng Văn Thụ sáng đèn',
  lead: 'Sáng 11/3, thành phố thông cầu.',
  body: {
    type: 'doc',
    content: [
      { type: 'heading', attrs: { id: 'h1', level: 3 }, content: [text('Nhịp chính')] },
      p(
        'p1',
        text('Dài '),
        text('320 mét', { type: 'bold' }, { type: 'link', attrs: { href: 'https://vi.test/' } }),
        text('.'),
      ),
      {
        type: 'figure',
        attrs: { id: 'f1', mediaId: 'm1', alt: 'Cây cầu', layout: 'wide', width: 800, height: 600 },
        content: [
          { type: 'caption', content: [text('Cầu '), text('mới', { type: 'italic' })] },
          { type: 'credit', content: [text('Nguyễn Hồng Phong')] },
        ],
      },
      {
        type: 'bulletList',
        attrs: { id: 'l1' },
        content: [{ type: 'listItem', attrs: { id: 'i1' }, content: [p('p2', text('Một'))] }],
      },
      {
        type: 'table',
        attrs: { id: 't1' },
        content: [
          {
            type: 'tableRow',
            content: [
              {
                type: 'tableHeader',
                attrs: { colspan: 2, colwidth: [100, 200] },
                content: [p('p3', text('Năm'))],
              },
            ],
          },
        ],
      },
      {
        type: 'blockquote',
        attrs: { id: 'q1' },
        content: [p('p4'), { type: 'attribution', content: [text('Bà Lan')] }],
      },
      { type: 'horizontalRule', attrs: { id: 'r1' } },
      { type: 'upload', attrs: { id: 'u1', uploadId: 'up1', fileName: 'cầu.jpg' } },
    ],
  },
};

function canonical(content: ContentJson): ContentJson {
  const check = checkContent(content);
  if (!check.ok) throw new Error(`${check.problem.path}: ${check.problem.reason}`);
  return check.content;
}

function docWith(content: ContentJson): Y.Doc {
  const doc = new Y.Doc();
  writeContent(doc, content, 'test');
  return doc;
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

/** `change` on a copy of the document, as one update. */
function updateBy(doc: Y.Doc, change: (copy: Y.Doc) => void): Uint8Array {
  const copy = copyOf(doc);
  const before = Y.encodeStateVector(copy);
  change(copy);
  return Y.encodeStateAsUpdate(copy, before);
}

const body = (doc: Y.Doc) => doc.getXmlFragment('body');
const block = (doc: Y.Doc, index: number) => body(doc).get(index) as Y.XmlElement;

describe('content in a Y.Doc', () => {
  it('is read as it was written, for every node of the schema', () => {
    expect(contentOf(docWith(rich))).toEqual(canonical(rich));
  });

  it('is read in NFC, without a change of the Y.Doc', () => {
    const doc = docWith({ ...emptyContent, title: 'Hải Phòng'.normalize('NFD') });
    const before = Y.encodeStateAsUpdate(doc);
    expect(contentOf(doc).title).toBe('Hải Phòng');
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });

  it('that was never written is unreadable, not empty', () => {
    expect(() => contentOf(new Y.Doc())).toThrow(UnreadableDocument);
  });

  it('has a unique id on every block', () => {
    const twin = p('same', text('Hai'));
    const { body: written } = contentOf(
      docWith({ ...emptyContent, body: { type: 'doc', content: [twin, twin, { type: 'paragraph' }] } }),
    );
    const ids = written.content?.map((node) => node.attrs?.id);
    expect(ids?.[0]).toBe('same');
    expect(new Set(ids).size).toBe(3);
    expect(ids).not.toContain(null);
  });

  it('keeps its block ids when a script writes it without ids', () => {
    const doc = docWith(rich);
    const before = contentOf(doc);
    const withoutIds = JSON.parse(JSON.stringify(before.body), (key, value) =>
      key === 'id' ? null : value,
    ) as NodeJson;
    withoutIds.content?.splice(1, 0, { type: 'paragraph', content: [text('Chen vào')] });
    writeContent(doc, { ...before, body: withoutIds }, 'test');
    const after = contentOf(doc).body.content ?? [];
    expect(after.toSpliced(1, 1)).toEqual(before.body.content);
    expect(after[1]?.attrs?.id).toMatch(/^[\w-]+$/);
  });

  it('is written as a difference, so that a concurrent edit in the same paragraph stays', () => {
    const doc = docWith({ ...emptyContent, body: { type: 'doc', content: [p('p1', text('Một câu dài.'))] } });
    const other = copyOf(doc);
    (block(other, 0).get(0) as Y.XmlText).insert(0, 'Chỉ là ');
    writeContent(
      doc,
      { ...emptyContent, body: { type: 'doc', content: [p('p1', text('Một câu dài hơn.'))] } },
      'test',
    );
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
    expect(contentOf(doc).body.content?.[0]?.content).toEqual([text('Chỉ là Một câu dài hơn.')]);
  });

  it('has the cell that a row lacks after a row and a column were added at once', () => {
    const cell = (id: string, column: string): NodeJson => ({
      type: 'tableCell',
      attrs: { column },
      content: [p(id, text(id))],
    });
    const row = (...cells: NodeJson[]): NodeJson => ({ type: 'tableRow', content: cells });
    const rows = [
      row(cell('a1', 'a'), cell('x1', 'x'), cell('b1', 'b')),
      row(cell('a2', '~a'), cell('b2', '~b')),
    ];
    const table = { type: 'table', attrs: { id: 't1' }, content: rows };
    const { content = [] } = contentOf(
      docWith({ ...emptyContent, body: { type: 'doc', content: [table] } }),
    ).body;
    const added = content[0]?.content?.[1]?.content?.[1];
    expect(added).toMatchObject({ attrs: { column: '~x' }, content: [{ attrs: { id: 'a2-x' } }] });
  });

  it('is repaired without loss when concurrent edits leave two captions, two attributions or an empty list', () => {
    const doc = docWith(rich);
    const caption = new Y.XmlElement('caption');
    caption.insert(0, [new Y.XmlText('Chú thích thứ hai')]);
    block(doc, 2).insert(1, [caption]);
    const name = new Y.XmlElement('attribution');
    name.insert(0, [new Y.XmlText('Ông Hùng')]);
    block(doc, 5).insert(2, [name]);
    block(doc, 3).delete(0, 1);
    const { content = [] } = contentOf(doc).body;
    const json = JSON.stringify(content);
    expect(json).toContain('Chú thích thứ hai');
    expect(json).toContain('Ông Hùng');
    expect(content.map((node) => node.type)).not.toContain('bulletList');
    expect(content.find((node) => node.type === 'figure')?.content?.map((part) => part.type)).toEqual([
      'caption',
      'credit',
    ]);
  });
});

describe('the update validator', () => {
  const doc = docWith(rich);
  const hostile: [name: string, change: (copy: Y.Doc) => void][] = [
    ['an unknown node', (copy) => body(copy).insert(0, [new Y.XmlElement('script')])],
    ['an unknown attribute', (copy) => block(copy, 1).setAttribute('onclick', 'alert(1)')],
    ['an unknown mark', (copy) => (block(copy, 1).get(0) as Y.XmlText).format(0, 3, { blink: {} })],
    [
      'a link that runs a script',
      (copy) => (block(copy, 1).get(0) as Y.XmlText).format(0, 3, { link: { href: 'javascript:alert(1)' } }),
    ],
    ['a heading of level 9', (copy) => block(copy, 0).setAttribute('level', 9 as never)],
    [
      'a figure inside a list',
      (copy) => {
        const figure = new Y.XmlElement('figure');
        figure.setAttribute('mediaId', 'm1');
        (block(copy, 3).get(0) as Y.XmlElement).insert(0, [figure]);
      },
    ],
    [
      'bold in a title',
      (copy) => (copy.getXmlFragment('title').get(0) as Y.XmlElement).insert(0, [boldText()]),
    ],
    [
      'a paragraph in a title',
      (copy) => copy.getXmlFragment('title').insert(0, [new Y.XmlElement('paragraph')]),
    ],
    ['an endless title', (copy) => copy.getXmlFragment('title').insert(0, [line('x'.repeat(1_000))])],
    ['text outside of a block', (copy) => body(copy).insert(0, [new Y.XmlText('hở')])],
    ['a field that no article has', (copy) => copy.getMap('notes').set('a', 1)],
    ['an attribute on the body', (copy) => copy.getMap('body').set('a', 1)],
    ['a value in the body that is no node', (copy) => copy.getArray('body').insert(0, [{ a: 1 }])],
    ['a document inside the document', (copy) => copy.getArray('body').insert(0, [new Y.Doc()])],
    [
      'a picture embedded in text',
      (copy) => (block(copy, 1).get(0) as Y.XmlText).insertEmbed(0, { image: 'x' }),
    ],
    ['a control character', (copy) => (block(copy, 1).get(0) as Y.XmlText).insert(0, '\u0000')],
    // Yjs assigns attributes to an object, where `__proto__` is not among its own keys.
    [
      'an attribute called __proto__',
      (copy) => block(copy, 1).setAttribute('__proto__', { id: ['x'] } as never),
    ],
    [
      'an attribute called __proto__ on text',
      (copy) => (block(copy, 1).get(0) as Y.XmlText).setAttribute('__proto__', 'x'),
    ],
    [
      'a mark called __proto__',
      (copy) => (block(copy, 1).get(0) as Y.XmlText).format(0, 3, JSON.parse('{"__proto__":{}}')),
    ],
    ['nesting without end', (copy) => copy.transact(() => nest(body(copy), 20_000))],
    [
      'more than 2 MB',
      (copy) => {
        const paragraph = new Y.XmlElement('paragraph');
        paragraph.insert(0, [new Y.XmlText('x'.repeat(limits.documentMaxBytes))]);
        body(copy).insert(0, [paragraph]);
      },
    ],
  ];

  it.each(hostile)('rejects %s, without an effect on later updates', (_name, change) => {
    const validator = createUpdateValidator(doc);
    expect(validator.validate(updateBy(doc, change))).toMatchObject({ kind: 'rejected' });
    const good = updateBy(doc, (copy) => (block(copy, 1).get(0) as Y.XmlText).insert(0, 'Vẫn '));
    expect(validator.validate(good)).toMatchObject({ kind: 'accepted' });
    expect(validator.projection().search.folded).toContain('van dai 320 met ');
    validator.destroy();
  });

  it('rejects bytes that are no update', () => {
    const validator = createUpdateValidator(doc);
    expect(validator.validate(new Uint8Array([7, 7, 7, 7]))).toMatchObject({ kind: 'rejected' });
    validator.destroy();
  });

  it('rejects a bad block that arrives in two updates, the dependent one first', () => {
    const copy = copyOf(doc);
    const pieces: Uint8Array[] = [];
    copy.on('update', (update) => pieces.push(update));
    const element = new Y.XmlElement('script');
    body(copy).insert(0, [element]);
    element.insert(0, [new Y.XmlText('alert(1)')]);
    const [first, second] = pieces;
    if (!first || !second) throw new Error('two pieces');
    const validator = createUpdateValidator(doc);
    expect(validator.validate(second)).toEqual({ kind: 'incomplete' });
    expect(validator.validate(first)).toMatchObject({ kind: 'rejected' });
    validator.destroy();
  });

  it('accepts a document that stored updates have made too large, and lets it shrink', () => {
    const large = copyOf(doc);
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText('x'.repeat(limits.documentMaxBytes))]);
    const stored = updateBy(large, (copy) => body(copy).insert(0, [paragraph]));
    const validator = createUpdateValidator(large);
    expect(validator.validate(stored)).toMatchObject({ kind: 'rejected' });
    expect(validator.validate(stored, 'database')).toMatchObject({ kind: 'accepted' });
    Y.applyUpdate(large, stored);
    validator.destroy();

    const again = createUpdateValidator(large);
    const more = updateBy(large, (copy) => (block(copy, 0).get(0) as Y.XmlText).insert(0, 'x'));
    expect(again.validate(more)).toMatchObject({ kind: 'rejected' });
    const less = updateBy(large, (copy) => (block(copy, 0).get(0) as Y.XmlText).delete(0, 9));
    expect(again.validate(less)).toMatchObject({ kind: 'accepted' });
    again.destroy();
  });

  it('throws for a document that is invalid already', () => {
    const bad = copyOf(doc);
    body(bad).insert(0, [new Y.XmlElement('script')]);
    expect(() => createUpdateValidator(bad)).toThrow(UnreadableDocument);
  });

  it('gives the same projection as a full read, after every kind of change', () => {
    const live = copyOf(doc);
    const validator = createUpdateValidator(live);
    const changes: ((copy: Y.Doc) => void)[] = [
      () => {},
      (copy) => (block(copy, 1).get(0) as Y.XmlText).insert(2, 'ĐẶC BIỆT '),
      (copy) => body(copy).delete(0, 1),
      (copy) => (copy.getXmlFragment('title').get(0) as Y.XmlElement).insert(0, [new Y.XmlText('Mới: ')]),
      (copy) => ((block(copy, 1).get(0) as Y.XmlElement).get(0) as Y.XmlText).delete(0, 2),
      (copy) => body(copy).insert(1, [list(2)]),
    ];
    for (const change of changes) {
      const update = updateBy(live, change);
      expect(validator.validate(update)).toMatchObject({ kind: 'accepted' });
      Y.applyUpdate(live, update);
      expect(validator.projection()).toEqual(projectionOf(contentOf(live)));
    }
    validator.destroy();
  });
});

function boldText(): Y.XmlText {
  const bold = new Y.XmlText();
  bold.insert(0, 'đậm', { bold: {} });
  return bold;
}

function line(content: string): Y.XmlElement {
  const element = new Y.XmlElement('line');
  element.insert(0, [new Y.XmlText(content)]);
  return element;
}

/** From the outside in: the other way needs a deep stack. */
function nest(parent: Y.XmlFragment, depth: number): void {
  let outer = parent;
  for (let level = 0; level < depth; level += 1) {
    const inner = new Y.XmlElement('blockquote');
    outer.insert(0, [inner]);
    outer = inner;
  }
}

function list(depth: number): Y.XmlElement {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(`tầng ${depth}`)]);
  const item = new Y.XmlElement('listItem');
  item.insert(0, depth > 1 ? [paragraph, list(depth - 1)] : [paragraph]);
  const element = new Y.XmlElement('bulletList');
  element.insert(0, [item]);
  return element;
}
