import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { findOrphanedText, type OrphanedText, restoreOrphanedText } from './orphaned-text.ts';

/** A replica of the document that restores orphaned text, as the server and the editor do. */
function replica(start?: Y.Doc): {
  doc: Y.Doc;
  apply(update: Uint8Array, isUncertain?: (id: Y.ID) => boolean): OrphanedText[];
} {
  const doc = new Y.Doc();
  if (start) Y.applyUpdate(doc, Y.encodeStateAsUpdate(start));
  return {
    doc,
    apply(update, isUncertain) {
      let orphaned: OrphanedText[] = [];
      doc.once('afterTransaction', (transaction: Y.Transaction) => {
        orphaned = findOrphanedText(transaction, update, isUncertain);
      });
      Y.applyUpdate(doc, update);
      restoreOrphanedText(doc, orphaned, 'restored');
      return orphaned;
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

/** The update that an edit sends to the other replicas. */
function edit(doc: Y.Doc, change: () => void): Uint8Array {
  let update: Uint8Array = new Uint8Array();
  doc.once('update', (made: Uint8Array) => {
    update = made;
  });
  doc.transact(change);
  expect(update.length).toBeGreaterThan(0);
  return update;
}

/** As the editor's binding does it: a new block with the same id and the same text. */
function turnInto(doc: Y.Doc, index: number, name: string): Uint8Array {
  const old = body(doc).get(index) as Y.XmlElement;
  const fresh = block(name, old.getAttribute('id') ?? '', textOf(doc, index).toString());
  return edit(doc, () => {
    body(doc).delete(index, 1);
    body(doc).insert(index, [fresh]);
  });
}

const start = () => article(block('paragraph', 'a', 'Sóng lớn.'), block('paragraph', 'b', 'Cảng đóng cửa.'));

test('text typed into a paragraph that becomes a heading is restored in the heading, at its position', () => {
  const server = replica(start());
  const typist = replica(server.doc);
  const other = replica(server.doc);
  server.apply(edit(typist.doc, () => textOf(typist.doc, 0).insert(5, 'rất ')));
  const orphaned = server.apply(turnInto(other.doc, 0, 'heading'));

  expect(orphaned).toEqual([
    {
      text: 'rất ',
      field: 'body',
      before: 'Sóng ',
      after: 'lớn.',
      blockIds: ['a'],
      aboveId: 'a',
      isUncertain: false,
      continuesPrevious: false,
    },
  ]);
  expect(shown(server.doc)).toEqual([
    '<heading>Sóng rất lớn.</heading>',
    '<paragraph>Cảng đóng cửa.</paragraph>',
  ]);
});

test('it is restored once: replicas that receive it from the server find nothing, and all converge', () => {
  const server = replica(start());
  const typist = replica(server.doc);
  const other = replica(server.doc);
  const typed = edit(typist.doc, () => textOf(typist.doc, 0).insert(5, 'rất '));
  const turned = turnInto(other.doc, 0, 'heading');
  server.apply(typed);
  const vector = Y.encodeStateVector(server.doc);
  server.apply(turned);

  expect(typist.apply(Y.encodeStateAsUpdate(server.doc, vector))).toEqual([]);
  expect(other.apply(Y.encodeStateAsUpdate(server.doc))).toEqual([]);
  for (const { doc } of [typist, other]) expect(shown(doc)).toEqual(shown(server.doc));
});

test('text typed offline is restored by its author’s replica on reconnecting, not by the server, where it was never alive', () => {
  const server = replica(start());
  const typist = replica(server.doc);
  const other = replica(server.doc);
  edit(typist.doc, () => textOf(typist.doc, 0).insert(5, 'rất '));
  server.apply(turnInto(other.doc, 0, 'heading'));

  expect(typist.apply(Y.encodeStateAsUpdate(server.doc))).toHaveLength(1);
  expect(server.apply(Y.encodeStateAsUpdate(typist.doc))).toEqual([]);
  expect(shown(server.doc)[0]).toBe('<heading>Sóng rất lớn.</heading>');
  expect(shown(typist.doc)).toEqual(shown(server.doc));
});

test('text typed into a paragraph that is joined to the one above is restored there', () => {
  const server = replica(start());
  const typist = replica(server.doc);
  const other = replica(server.doc);
  server.apply(edit(typist.doc, () => textOf(typist.doc, 1).insert(4, ' cá')));
  server.apply(
    edit(other.doc, () => {
      textOf(other.doc, 0).insert(9, ' Cảng đóng cửa.');
      body(other.doc).delete(1, 1);
    }),
  );
  expect(shown(server.doc)).toEqual(['<paragraph>Sóng lớn. Cảng cá đóng cửa.</paragraph>']);
});

test('text typed into a paragraph that is deleted is restored as a paragraph in its place', () => {
  const server = replica(
    article(block('paragraph', 'a', 'Một.'), block('paragraph', 'b', 'Hai.'), block('paragraph', 'c', 'Ba.')),
  );
  const typist = replica(server.doc);
  const other = replica(server.doc);
  server.apply(edit(typist.doc, () => textOf(typist.doc, 1).insert(4, ' Chưa ai đọc câu này.')));
  server.apply(edit(other.doc, () => body(other.doc).delete(1, 1)));
  expect(shown(server.doc)).toEqual([
    '<paragraph>Một.</paragraph>',
    '<paragraph><restored>Chưa ai đọc câu này.</restored></paragraph>',
    '<paragraph>Ba.</paragraph>',
  ]);
});

// The order in which Yjs splits a deletion depends on the client ids.
for (const [typistId, otherId] of [
  [1, 2],
  [2, 1],
] as const) {
  test(`of one run of text, only the part that the deleter had not seen is restored: clients ${typistId}, ${otherId}`, () => {
    const server = replica(start());
    const typist = replica(server.doc);
    const other = replica(server.doc);
    typist.doc.clientID = typistId;
    other.doc.clientID = otherId;
    const known = edit(typist.doc, () => textOf(typist.doc, 0).insert(9, ' Tàu'));
    server.apply(known);
    other.apply(known);
    server.apply(edit(typist.doc, () => textOf(typist.doc, 0).insert(13, ' vào bờ')));
    const taken = edit(other.doc, () => body(other.doc).delete(0, 1));

    expect(server.apply(taken)).toMatchObject([{ text: ' vào bờ', before: 'Sóng lớn. Tàu', after: '' }]);
    expect(shown(server.doc)).toEqual([
      '<paragraph><restored>vào bờ</restored></paragraph>',
      '<paragraph>Cảng đóng cửa.</paragraph>',
    ]);
  });
}

test('text that the deleter had seen is not orphaned', () => {
  const server = replica(start());
  const typist = replica(server.doc);
  server.apply(edit(typist.doc, () => textOf(typist.doc, 0).insert(5, 'rất ')));
  const other = replica(server.doc);
  expect(server.apply(edit(other.doc, () => body(other.doc).delete(0, 1)))).toEqual([]);
  expect(shown(server.doc)).toEqual(['<paragraph>Cảng đóng cửa.</paragraph>']);
});

test('text that reached the server too late is restored by its author’s replica after a broken connection, and only once', () => {
  const server = replica(start());
  const typist = replica(server.doc);
  const other = replica(server.doc);
  server.apply(turnInto(other.doc, 0, 'heading'));
  const typed = edit(typist.doc, () => textOf(typist.doc, 0).insert(5, 'rất '));
  expect(server.apply(typed)).toEqual([]);

  const news = Y.encodeStateAsUpdate(server.doc, Y.encodeStateVector(typist.doc));
  expect(typist.apply(news, ({ client }) => client === typist.doc.clientID)).toHaveLength(1);
  server.apply(Y.encodeStateAsUpdate(typist.doc));
  expect(shown(server.doc)[0]).toBe('<heading>Sóng rất lớn.</heading>');

  const early = replica(start());
  const writer = replica(early.doc);
  const editor = replica(early.doc);
  early.apply(edit(writer.doc, () => textOf(writer.doc, 0).insert(5, 'rất ')));
  early.apply(turnInto(editor.doc, 0, 'heading'));
  writer.apply(Y.encodeStateAsUpdate(early.doc), ({ client }) => client === writer.doc.clientID);
  expect(shown(writer.doc)[0]).toBe('<heading>Sóng rất lớn.</heading>');
});

test('of text typed on while offline, the server restores the part that had arrived, and its author’s replica the rest', () => {
  for (const hasArrived of [true, false]) {
    const server = replica(start());
    const typist = replica(server.doc);
    const other = replica(server.doc);
    const sent = edit(typist.doc, () => textOf(typist.doc, 0).insert(5, 'rất '));
    edit(typist.doc, () => textOf(typist.doc, 0).insert(9, 'rất '));
    if (hasArrived) server.apply(sent);
    server.apply(turnInto(other.doc, 0, 'heading'));
    if (!hasArrived) server.apply(sent);

    typist.apply(Y.encodeStateAsUpdate(server.doc), ({ client }) => client === typist.doc.clientID);
    server.apply(Y.encodeStateAsUpdate(typist.doc));
    expect(shown(server.doc)[0]).toBe('<heading>Sóng rất rất lớn.</heading>');
    expect(shown(typist.doc)).toEqual(shown(server.doc));
  }
});
