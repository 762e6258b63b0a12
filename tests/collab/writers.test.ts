import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { ContentJson } from '../../domain/document/content.ts';
import { articles, articleWriters } from '../../server/db/schema.ts';
import { recordWriters } from '../../server/documents/authorship/writers.ts';
import { type Client, type Newsroom, openNewsroom } from './newsroom.ts';

let newsroom: Newsroom;
const open: Client[] = [];

beforeAll(async () => {
  newsroom = await openNewsroom();
});
afterAll(() => newsroom.close());
afterEach(() => {
  for (const client of open.splice(0)) client.destroy();
});

async function join(person: string, articleId: string, doc = new Y.Doc()) {
  const client = newsroom.connect(person, articleId, { doc });
  open.push(client);
  await client.synced();
  return client;
}

const original = 'Con tàu dài hai trăm mét cập cảng sáng nay.';
const content: ContentJson = {
  title: 'Tàu vào cảng',
  lead: '',
  body: {
    type: 'doc',
    content: [{ type: 'paragraph', attrs: { id: 'p1' }, content: [{ type: 'text', text: original }] }],
  },
};
const inReview = () => newsroom.anArticle({ stage: 'review', content });

async function rangesOf(articleId: string) {
  const rows = await newsroom.db
    .select()
    .from(articleWriters)
    .where(eq(articleWriters.articleId, articleId))
    .orderBy(articleWriters.clientId, articleWriters.fromClock);
  return rows.map(({ clientId, fromClock, toClock, userId }) => ({ clientId, fromClock, toClock, userId }));
}

async function sharesOf(articleId: string) {
  const [row] = await newsroom.db.select().from(articles).where(eq(articles.id, articleId));
  return row?.ownShares;
}

const paragraphOf = (doc: Y.Doc) => {
  const text = (doc.getXmlFragment('body').get(0) as Y.XmlElement).get(0);
  if (!(text instanceof Y.XmlText)) throw new Error('No text there');
  return text;
};
const lineOf = (doc: Y.Doc, name: 'title' | 'lead') =>
  (doc.getXmlFragment(name).get(0) as Y.XmlElement).get(0) as Y.XmlText;

/** Deletes everything and writes something else. */
function replaceAll(doc: Y.Doc): void {
  doc.transact(() => {
    const [title, text] = [lineOf(doc, 'title'), paragraphOf(doc)];
    title.delete(0, title.length);
    title.insert(0, 'Giá nhà');
    text.delete(0, text.length);
    text.insert(0, 'Giá căn hộ giảm lần đầu sau hai năm.');
  });
}

const all = { byAccount: { bien: 100, lan: 0 }, others: 0 };

describe('the writer of an edit', () => {
  test('is the account of its session, one range for each client and account', async () => {
    const id = await inReview();
    const bien = await join('bien', id);
    for (const word of [' Thêm', ' vài', ' chữ.']) {
      bien.type(word);
      await bien.whenStored();
    }
    const clientId = bien.doc.clientID;
    expect(await rangesOf(id)).toEqual([{ clientId, fromClock: 0, toClock: 14, userId: 'bien' }]);
    expect(await sharesOf(id)).toEqual({ byAccount: { bien: 20, lan: 80 }, others: 0 });
  });

  test('is not the person whose client id it claims', async () => {
    const id = await newsroom.anArticle({ content });
    const lan = await join('lan', id);
    lan.type(' Tin của Lan.');
    await lan.whenStored();
    await newsroom.setStage(id, 'review');
    lan.destroy();
    const bien = await join('bien', id);
    bien.doc.clientID = lan.doc.clientID;
    replaceAll(bien.doc);
    await bien.whenStored();
    const { clientID: clientId } = lan.doc;
    expect(await rangesOf(id)).toMatchObject([
      { clientId, userId: 'lan' },
      { clientId, userId: 'bien' },
    ]);
    expect(await sharesOf(id)).toEqual(all);
  });

  test('is the sender of edits that were made offline', async () => {
    const id = await inReview();
    const doc = new Y.Doc();
    const before = await join('bien', id, doc);
    before.destroy();
    replaceAll(doc);
    await (await join('bien', id, doc)).whenStored();
    expect(await sharesOf(id)).toEqual(all);
  });

  test('is the account that sent it first, for what two processes store', async () => {
    const id = await inReview();
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update) => updates.push(update));
    doc.getText().insert(0, 'abcd');
    doc.getText().insert(4, 'efgh');
    const [first, second] = updates as [Uint8Array, Uint8Array];
    const record = (update: Uint8Array, writerId: string) =>
      newsroom.db.transaction((tx) => recordWriters(tx, id, [{ update, writerId }]));
    await record(second, 'bien');
    await record(Y.mergeUpdates([first, second]), 'quan');
    await record(Y.encodeStateAsUpdate(doc), 'lan');
    const { clientID: clientId } = doc;
    expect(await rangesOf(id)).toEqual([
      { clientId, fromClock: 0, toClock: 4, userId: 'quan' },
      { clientId, fromClock: 4, toClock: 8, userId: 'bien' },
    ]);
  });

  test('of a request is its account, or the one whose text it restores, while the article is open too', async () => {
    const id = await inReview();
    const bien = await join('bien', id);
    const { documents } = newsroom.collab;
    await documents.change(id, (present) => ({ ...present, lead: 'Sapo cũ' }), 'bien', 'lan');
    expect((await rangesOf(id)).map(({ userId }) => userId)).toEqual(['lan']);
    await documents.merge(id, { ...(await newsroom.stored(id)), title: 'Giá nhà đất' }, 'bien');
    await bien.whenStored();
    expect((await rangesOf(id)).map(({ userId }) => userId)).toEqual(['lan', 'bien']);
  });

  test('is recorded for an update of very many clients', async () => {
    const id = await inReview();
    const updates = Array.from({ length: 3_000 }, (_, index) => {
      const doc = new Y.Doc();
      doc.clientID = index + 1;
      doc.getText().insert(0, 'a');
      return Y.encodeStateAsUpdate(doc);
    });
    const update = Y.mergeUpdates(updates);
    await newsroom.db.transaction((tx) => recordWriters(tx, id, [{ update, writerId: 'bien' }]));
    expect(await rangesOf(id)).toHaveLength(3_000);
  });

  test('is the person whose edit orphaned the text that is restored', async () => {
    const id = await inReview();
    const doc = new Y.Doc();
    const bien = await join('bien', id, doc);
    const stale = new Y.Doc();
    Y.applyUpdate(stale, Y.encodeStateAsUpdate(doc));
    replaceAll(doc);
    await bien.whenStored();
    // Deletes the block without knowing its new text, which the server then restores.
    stale.getXmlFragment('body').delete(0, 1);
    const second = await join('bien', id, stale);
    await second.until('the text was restored', () => second.text().includes('Giá căn hộ giảm'));
    await second.whenStored();
    await bien.whenStored();
    await newsroom.collab.documents.flush(id);
    expect(await sharesOf(id)).toEqual(all);
  });
});

describe('the shares of an article', () => {
  test('are not counted while it is a draft', async () => {
    const id = await newsroom.anArticle({ content });
    const bien = await join('bien', id);
    replaceAll(bien.doc);
    await bien.whenStored();
    expect(await sharesOf(id)).toBeNull();
    expect((await rangesOf(id)).map(({ userId }) => userId)).toEqual(['bien']);
  });

  test('include alternative texts', async () => {
    const figure = {
      type: 'figure',
      attrs: { id: 'f1', mediaId: 'm', alt: '' },
      content: [{ type: 'caption' }, { type: 'credit' }],
    };
    const body = { type: 'doc', content: [figure] };
    const id = await newsroom.anArticle({ stage: 'review', content: { title: 'abcd', lead: '', body } });
    const bien = await join('bien', id);
    (bien.doc.getXmlFragment('body').get(0) as Y.XmlElement).setAttribute('alt', 'một con tàu');
    await bien.whenStored();
    expect((await sharesOf(id))?.byAccount.bien).toBe(70);
  });

  test('are the same when a request writes what is open nowhere', async () => {
    const id = await inReview();
    const title = 'Giá nhà';
    const paragraph = { type: 'paragraph', content: [{ type: 'text', text: 'Giá căn hộ giảm.' }] };
    const body = { type: 'doc', content: [paragraph] };
    await newsroom.collab.documents.merge(id, { title, lead: '', body }, 'bien');
    expect((await sharesOf(id))?.byAccount.bien).toBe(100);
  });
});
