import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { findOrphanedText, type OrphanedText, restoreOrphanedText } from './orphaned-text.ts';

/** Somebody's copy of an article, and what it was told. */
function replica(start?: Y.Doc): {
  doc: Y.Doc;
  take(update: Uint8Array, isUnsure?: (id: Y.ID) => boolean): OrphanedText[];
} {
  const doc = new Y.Doc();
  if (start) Y.applyUpdate(doc, Y.encodeStateAsUpdate(start));
  return {
    doc,
    take(update, isUnsure) {
      let orphans: OrphanedText[] = [];
      doc.once('afterTransaction', (transaction: Y.Transaction) => {
        orphans = findOrphanedText(transaction, update, isUnsure);
      });
      Y.applyUpdate(doc, update);
      restoreOrphanedText(doc, orphans, 'put back');
      return orphans;
    },
  };
}

function block(name: string, id: string, text: string): Y.XmlElement {
  const element = new Y.XmlElement(name);
  element.setAttribute('id', id);
  if (text !== '') element.insert(0, [new Y.XmlText(text)]);
  return element;
}

function article(...blocks: Y.XmlElement[]): Y.Doc {
  const doc = new Y.Doc();
  doc.getXmlFragment('body').insert(0, blocks);
  return doc;
}

const body = (doc: Y.Doc) => doc.getXmlFragment('body');
const shown = (doc: Y.Doc) =>
  body(doc)
    .toArray()
    .map((child) => String(child).replaceAll(/ id="[^"]*"/g, ''));

function textOf(doc: Y.Doc, index: number): Y.XmlText {
  const text = (body(doc).get(index) as Y.XmlElement).get(0);
  if (!(text instanceof Y.XmlText)) throw new Error('No text there');
  return text;
}

/** What an edit sends to the others. */
function edit(doc: Y.Doc, change: () => void): Uint8Array {
  let update: Uint8Array = new Uint8Array();
  doc.once('update', (made: Uint8Array) => {
    update = made;
  });
  doc.transact(change);
  expect(update.length).toBeGreaterThan(0);
  return update;
}

/** As the binding of the editor does it: another block with the same id and the same words. */
function turnInto(doc: Y.Doc, index: number, name: string): Uint8Array {
  const old = body(doc).get(index) as Y.XmlElement;
  const fresh = block(name, old.getAttribute('id') ?? '', textOf(doc, index).toString());
  return edit(doc, () => {
    body(doc).delete(index, 1);
    body(doc).insert(index, [fresh]);
  });
}

const start = () => article(block('paragraph', 'a', 'Sóng lớn.'), block('paragraph', 'b', 'Cảng đóng cửa.'));

test('what was typed into a paragraph that somebody made a heading stands in the heading, at its place', () => {
  const server = replica(start());
  const typist = replica(server.doc);
  const other = replica(server.doc);
  server.take(edit(typist.doc, () => textOf(typist.doc, 0).insert(5, 'rất ')));
  const orphans = server.take(turnInto(other.doc, 0, 'heading'));

  expect(orphans).toEqual([
    {
      text: 'rất ',
      field: 'body',
      before: 'Sóng ',
      after: 'lớn.',
      blockIds: ['a'],
      aboveId: 'a',
      isDoubtful: false,
      isContinued: false,
    },
  ]);
  expect(shown(server.doc)).toEqual([
    '<heading>Sóng rất lớn.</heading>',
    '<paragraph>Cảng đóng cửa.</paragraph>',
  ]);
});

test('it is put back once: those who hear of it from the server find nothing, and all are equal', () => {
  const server = replica(start());
  const typist = replica(server.doc);
  const other = replica(server.doc);
  const typed = edit(typist.doc, () => textOf(typist.doc, 0).insert(5, 'rất '));
  const turned = turnInto(other.doc, 0, 'heading');
  server.take(typed);
  const vector = Y.encodeStateVector(server.doc);
  server.take(turned);

  expect(typist.take(Y.encodeStateAsUpdate(server.doc, vector))).toEqual([]);
  expect(other.take(Y.encodeStateAsUpdate(server.doc))).toEqual([]);
  for (const { doc } of [typist, other]) expect(shown(doc)).toEqual(shown(server.doc));
});

test('who typed without a network puts it back on coming home; the server, where it never lived, does not', () => {
  const server = replica(start());
  const typist = replica(server.doc);
  const other = replica(server.doc);
  edit(typist.doc, () => textOf(typist.doc, 0).insert(5, 'rất '));
  server.take(turnInto(other.doc, 0, 'heading'));

  expect(typist.take(Y.encodeStateAsUpdate(server.doc))).toHaveLength(1);
  expect(server.take(Y.encodeStateAsUpdate(typist.doc))).toEqual([]);
  expect(shown(server.doc)[0]).toBe('<heading>Sóng rất lớn.</heading>');
  expect(shown(typist.doc)).toEqual(shown(server.doc));
});

test('what was typed into a paragraph that somebody joined to the one above stands there', () => {
  const server = replica(start());
  const typist = replica(server.doc);
  const other = replica(server.doc);
  server.take(edit(typist.doc, () => textOf(typist.doc, 1).insert(4, ' cá')));
  server.take(
    edit(other.doc, () => {
      textOf(other.doc, 0).insert(9, ' Cảng đóng cửa.');
      body(other.doc).delete(1, 1);
    }),
  );
  expect(shown(server.doc)).toEqual(['<paragraph>Sóng lớn. Cảng cá đóng cửa.</paragraph>']);
});

test('what was typed into a paragraph that somebody deleted comes back as a paragraph in its place', () => {
  const server = replica(
    article(block('paragraph', 'a', 'Một.'), block('paragraph', 'b', 'Hai.'), block('paragraph', 'c', 'Ba.')),
  );
  const typist = replica(server.doc);
  const other = replica(server.doc);
  server.take(edit(typist.doc, () => textOf(typist.doc, 1).insert(4, ' Chưa ai đọc câu này.')));
  server.take(edit(other.doc, () => body(other.doc).delete(1, 1)));
  expect(shown(server.doc)).toEqual([
    '<paragraph>Một.</paragraph>',
    '<paragraph>Chưa ai đọc câu này.</paragraph>',
    '<paragraph>Ba.</paragraph>',
  ]);
});

// In which order Yjs takes a deletion apart depends on the numbers of the clients.
for (const [typistId, otherId] of [
  [1, 2],
  [2, 1],
] as const) {
  test(`of what was typed in one go, only what came after the other had looked is put back: ${typistId}, ${otherId}`, () => {
    const server = replica(start());
    const typist = replica(server.doc);
    const other = replica(server.doc);
    typist.doc.clientID = typistId;
    other.doc.clientID = otherId;
    const known = edit(typist.doc, () => textOf(typist.doc, 0).insert(9, ' Tàu'));
    server.take(known);
    other.take(known);
    server.take(edit(typist.doc, () => textOf(typist.doc, 0).insert(13, ' vào bờ')));
    const taken = edit(other.doc, () => body(other.doc).delete(0, 1));

    expect(server.take(taken)).toMatchObject([{ text: ' vào bờ', before: 'Sóng lớn. Tàu', after: '' }]);
    expect(shown(server.doc)).toEqual([
      '<paragraph>vào bờ</paragraph>',
      '<paragraph>Cảng đóng cửa.</paragraph>',
    ]);
  });
}

test('what the person who deleted had seen is not an orphan', () => {
  const server = replica(start());
  const typist = replica(server.doc);
  server.take(edit(typist.doc, () => textOf(typist.doc, 0).insert(5, 'rất ')));
  const other = replica(server.doc);
  expect(server.take(edit(other.doc, () => body(other.doc).delete(0, 1)))).toEqual([]);
  expect(shown(server.doc)).toEqual(['<paragraph>Cảng đóng cửa.</paragraph>']);
});

test('what came too late to the server is put back by who wrote it, although the connection broke; not a second time', () => {
  const server = replica(start());
  const typist = replica(server.doc);
  const other = replica(server.doc);
  server.take(turnInto(other.doc, 0, 'heading'));
  const typed = edit(typist.doc, () => textOf(typist.doc, 0).insert(5, 'rất '));
  expect(server.take(typed)).toEqual([]);

  const news = Y.encodeStateAsUpdate(server.doc, Y.encodeStateVector(typist.doc));
  expect(typist.take(news, ({ client }) => client === typist.doc.clientID)).toHaveLength(1);
  server.take(Y.encodeStateAsUpdate(typist.doc));
  expect(shown(server.doc)[0]).toBe('<heading>Sóng rất lớn.</heading>');

  const early = replica(start());
  const writer = replica(early.doc);
  const editor = replica(early.doc);
  early.take(edit(writer.doc, () => textOf(writer.doc, 0).insert(5, 'rất ')));
  early.take(turnInto(editor.doc, 0, 'heading'));
  writer.take(Y.encodeStateAsUpdate(early.doc), ({ client }) => client === writer.doc.clientID);
  expect(shown(writer.doc)[0]).toBe('<heading>Sóng rất lớn.</heading>');
});

test('who typed on without a network finds what had arrived put back by the server, and adds only the rest', () => {
  for (const hasArrived of [true, false]) {
    const server = replica(start());
    const typist = replica(server.doc);
    const other = replica(server.doc);
    const sent = edit(typist.doc, () => textOf(typist.doc, 0).insert(5, 'rất '));
    edit(typist.doc, () => textOf(typist.doc, 0).insert(9, 'rất '));
    if (hasArrived) server.take(sent);
    server.take(turnInto(other.doc, 0, 'heading'));
    if (!hasArrived) server.take(sent);

    typist.take(Y.encodeStateAsUpdate(server.doc), ({ client }) => client === typist.doc.clientID);
    server.take(Y.encodeStateAsUpdate(typist.doc));
    expect(shown(server.doc)[0]).toBe('<heading>Sóng rất rất lớn.</heading>');
    expect(shown(typist.doc)).toEqual(shown(server.doc));
  }
});
