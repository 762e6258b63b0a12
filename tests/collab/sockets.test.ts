import { eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { blockText } from '../../domain/document/to-text.ts';
import { articleSnapshots, articles, articleUpdates, searchTexts } from '../../server/db/schema.ts';
import { type Client, covers, type Newsroom, oneParagraph, openNewsroom } from './newsroom.ts';

let newsroom: Newsroom;
const open: Client[] = [];

beforeAll(async () => {
  newsroom = await openNewsroom();
});
afterAll(() => newsroom.close());
afterEach(() => {
  for (const client of open.splice(0)) client.destroy();
});

async function join(person: string, articleId: string, options?: { schema?: number; doc?: Y.Doc }) {
  const client = newsroom.connect(person, articleId, options);
  open.push(client);
  await client.synced();
  return client;
}

async function connectRefused(person: string, articleId: string) {
  const client = newsroom.connect(person, articleId);
  open.push(client);
  await client.until('it was refused', () => client.closed.length > 0);
  return client;
}

const storedText = async (articleId: string) => blockText((await newsroom.stored(articleId)).body);

describe('two people in one article', () => {
  it('receive each other’s edits, and both are stored', async () => {
    const id = await newsroom.anArticle();
    const [lan, bien] = [await join('lan', id), await join('bien', id)];
    lan.type('Sáng nay, ');
    bien.type('tàu lớn');
    await lan.until('both texts were there', () => /tàu lớn/.test(lan.text()));
    await bien.until('the texts were equal', () => bien.text() === lan.text());
    await lan.whenStored();
    await bien.whenStored();
    expect(await storedText(id)).toBe(lan.text());
  });

  it('are shown by account name, whatever their client sends', async () => {
    const id = await newsroom.anArticle();
    const [lan, bien] = [await join('lan', id), await join('bien', id)];
    lan.provider.setAwarenessField('user', { id: 'bien', name: 'Tổng biên tập', color: '#123456' });
    const seen = () => bien.provider.awareness?.getStates().get(lan.doc.clientID);
    await bien.until('the caret arrived', () => seen()?.user !== undefined);
    expect(seen()?.user).toEqual({ id: 'lan', name: 'Tên lan', color: '#123456' });
  });
});

describe('“stored”', () => {
  it('is sent only after the commit', async () => {
    const id = await newsroom.anArticle();
    const lan = await join('lan', id);
    lan.type('Chữ này phải có trong cơ sở dữ liệu.');
    const reads: Promise<string>[] = [];
    lan.onMessage((message) => {
      if (message.type === 'stored' && covers(message.stateVector, lan.doc)) reads.push(storedText(id));
    });
    await lan.whenStored();
    expect(reads.length).toBeGreaterThan(0);
    expect(await Promise.all(reads)).toEqual(reads.map(() => 'Chữ này phải có trong cơ sở dữ liệu.'));
  });

  it('is sent for a deletion too, which changes no state vector', async () => {
    const id = await newsroom.anArticle();
    const lan = await join('lan', id);
    lan.type('Thừa chữ');
    await lan.whenStored();
    ((lan.doc.getXmlFragment('body').get(0) as Y.XmlElement).get(0) as Y.XmlText).delete(0, 5);
    await lan.whenStored();
    expect(await storedText(id)).toBe('chữ');
  });

  it('is sent to those who asked, and to nobody else in the article', async () => {
    const id = await newsroom.anArticle();
    const [lan, bien] = [await join('lan', id), await join('bien', id)];
    await bien.whenStored();
    const acknowledged = () => bien.messages.filter(({ type }) => type === 'stored').length;
    const before = acknowledged();
    lan.type('Của tôi');
    await lan.whenStored();
    await bien.whenStored();
    expect(acknowledged()).toBe(before + 1);
  });

  it('comes with the projection for lists and search', async () => {
    const id = await newsroom.anArticle();
    const lan = await join('lan', id);
    lan.type('Đường Lê Hồng Phong');
    await lan.whenStored();
    const [row] = await newsroom.db.select().from(articles).where(eq(articles.id, id));
    expect(row).toMatchObject({ title: 'Tàu vào cảng', words: 7, sortTitle: 'tau vao cang' });
    const [texts] = await newsroom.db.select().from(searchTexts).where(eq(searchTexts.articleId, id));
    expect(texts).toMatchObject({
      plain: ' Tàu vào cảng \n  \n Đường Lê Hồng Phong ',
      folded: ' tau vao cang \n  \n duong le hong phong ',
      exact: ' tau2 vao2 cang3 \n  \n d9u7o7ng2 le6 ho6ng2 phong ',
    });
  });

  it('of a long article does not wait for its projection, which follows', async () => {
    const text = 'Bến cảng. '.repeat(2_500);
    const body = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] };
    const id = await newsroom.anArticle({ content: { ...oneParagraph, body } });
    const wordCount = async () =>
      (await newsroom.db.select().from(articles).where(eq(articles.id, id)))[0]?.words;
    const lan = await join('lan', id);
    lan.type('Mới. ');
    await lan.whenStored();
    expect(await wordCount()).toBe(5_003);
    await newsroom.collab.documents.flush(id);
    expect(await wordCount()).toBe(5_004);
  });

  it('survives a server that is killed', async () => {
    const id = await newsroom.anArticle();
    const lan = await join('lan', id);
    lan.type('Đã lưu. ');
    await lan.whenStored();
    lan.type('Chưa kịp lưu.');
    await newsroom.crash();
    expect(await storedText(id)).toContain('Đã lưu. ');
    // Unsaved edits are sent on reconnecting.
    await lan.whenStored();
    expect(await storedText(id)).toBe('Đã lưu. Chưa kịp lưu.');
  });

  it('holds for all edits of a server that is stopped', async () => {
    const id = await newsroom.anArticle();
    const lan = await join('lan', id);
    lan.type('Trước khi tắt máy');
    await lan.until('the server had it', () => !lan.provider.hasUnsyncedChanges);
    await newsroom.restart();
    expect(await storedText(id)).toBe('Trước khi tắt máy');
  });

  it('waits while the database fails, reports it, and recovers', async () => {
    const id = await newsroom.anArticle();
    const lan = await join('lan', id);
    await lan.whenStored();
    await newsroom.db.execute(sql`alter table article_updates rename to article_updates_away`);
    lan.type('Không mất chữ nào');
    const before = lan.messages.length;
    await lan.until('it was notified', () =>
      lan.messages.slice(before).some(({ type }) => type === 'store-failed'),
    );
    const hung = await join('bien', id);
    await hung.until('it was notified on connecting', () =>
      hung.messages.some(({ type }) => type === 'store-failed'),
    );
    await newsroom.db.execute(sql`alter table article_updates_away rename to article_updates`);
    await lan.whenStored();
    expect(await storedText(id)).toBe('Không mất chữ nào');
  });
});

describe('a document', () => {
  it('is compacted when the last client leaves, without losing or repeating anything', async () => {
    const id = await newsroom.anArticle();
    const lan = await join('lan', id);
    lan.type('Một ');
    await lan.whenStored();
    lan.type('hai');
    await lan.whenStored();
    lan.disconnect();
    const rows = () => newsroom.db.select().from(articleUpdates).where(eq(articleUpdates.articleId, id));
    await expect.poll(rows, { timeout: 10_000 }).toEqual([]);
    expect(await storedText(id)).toBe('Một hai');
    const again = await join('lan', id);
    expect(again.text()).toBe('Một hai');
  });

  it('stores the edits of a client that disconnects immediately', async () => {
    const id = await newsroom.anArticle();
    const lan = await join('lan', id);
    lan.type('Gõ xong đi luôn');
    await lan.until('the server had it', () => !lan.provider.hasUnsyncedChanges);
    lan.disconnect();
    await expect.poll(() => storedText(id), { timeout: 10_000 }).toBe('Gõ xong đi luôn');
  });

  it('that cannot be read refuses connections, and is never saved empty', async () => {
    const id = await newsroom.anArticle();
    await newsroom.db
      .update(articleSnapshots)
      .set({ state: new Uint8Array([1, 2, 3]) })
      .where(eq(articleSnapshots.articleId, id));
    expect((await connectRefused('lan', id)).closed).toEqual(['unreadable']);
    const [snapshot] = await newsroom.db
      .select()
      .from(articleSnapshots)
      .where(eq(articleSnapshots.articleId, id));
    expect(snapshot?.state).toEqual(new Uint8Array([1, 2, 3]));
    await newsroom.db.delete(articleSnapshots).where(eq(articleSnapshots.articleId, id));
    expect((await connectRefused('lan', id)).closed).toEqual(['unreadable']);
    const [row] = await newsroom.db.select().from(articles).where(eq(articles.id, id));
    expect(row?.title).toBe('Tàu vào cảng');
  });

  it('merges content of a script with edits being typed', async () => {
    const id = await newsroom.anArticle();
    await newsroom.collab.documents.merge(id, { ...oneParagraph, lead: 'Khi chưa ai mở' }, 'bien');
    expect((await newsroom.stored(id)).lead).toBe('Khi chưa ai mở');
    const lan = await join('lan', id);
    lan.type('Đang gõ');
    await lan.until('the server had it', () => !lan.provider.hasUnsyncedChanges);
    const current = await newsroom.collab.documents.flush(id).then(() => newsroom.stored(id));
    await newsroom.collab.documents.merge(id, { ...current, lead: 'Khi đang mở' }, 'bien');
    expect(await newsroom.stored(id)).toMatchObject({ lead: 'Khi đang mở' });
    expect(await storedText(id)).toBe('Đang gõ');
    await lan.until('it arrived', () => lan.doc.getXmlFragment('lead').toString().includes('Khi đang mở'));
  });

  it('is stored after a flush', async () => {
    const id = await newsroom.anArticle();
    const lan = await join('lan', id);
    lan.type('Ngay');
    await lan.until('the server had it', () => !lan.provider.hasUnsyncedChanges);
    await newsroom.collab.documents.flush(id);
    expect(await storedText(id)).toBe('Ngay');
  });
});

describe('access', () => {
  it('is refused to a journalist who is not the author, as if the article did not exist', async () => {
    const id = await newsroom.anArticle({ authors: ['lan'] });
    expect((await connectRefused('hung', id)).closed).toEqual(['not-found']);
    expect((await connectRefused('hung', crypto.randomUUID())).closed).toEqual(['not-found']);
    expect((await connectRefused('hung', 'no-id')).closed).toEqual(['not-found']);
  });

  it('is refused without a session', async () => {
    const id = await newsroom.anArticle();
    expect((await connectRefused('stranger', id)).closed).toEqual(['unauthenticated']);
  });

  it('gives a client with another schema version no content, which its editor could damage', async () => {
    const id = await newsroom.anArticle();
    const bien = await join('bien', id);
    bien.type('Chữ của bản mới');
    await bien.whenStored();
    const lan = newsroom.connect('lan', id, { schema: 2 });
    open.push(lan);
    await lan.until('it was closed', () => lan.closed.length > 0);
    expect(lan.closed[0]).toBe('schema-version');
    expect(lan.messages).toContainEqual({ type: 'rights', canEdit: false, reason: 'schema-version' });
    expect(Y.encodeStateAsUpdate(lan.doc)).toEqual(Y.encodeStateAsUpdate(new Y.Doc()));
  });
});

describe('changed rights', () => {
  it('submitting makes the author’s connection read-only: later edits are neither stored nor acknowledged', async () => {
    const id = await newsroom.anArticle();
    const [lan, bien] = [await join('lan', id), await join('bien', id)];
    lan.type('Trước khi gửi.');
    await lan.whenStored();
    await newsroom.setStage(id, 'review');
    await newsroom.collab.documents.rightsChanged(id);
    await lan.until('it was notified', () => lan.messages.at(-1)?.type === 'rights');
    expect(lan.messages.at(-1)).toEqual({ type: 'rights', canEdit: false, reason: 'wrong-stage' });

    lan.type(' Sau khi gửi.');
    const later = lan.whenStored();
    bien.type(' Biên tập.');
    await bien.whenStored();
    await lan.until('the editor’s text arrived', () => lan.text().includes('Biên tập.'));
    expect(await storedText(id)).toBe('Trước khi gửi. Biên tập.');
    expect(lan.messages.findLast(({ type }) => type === 'stored')).toMatchObject({ mark: 1 });

    await newsroom.setStage(id, 'draft');
    await newsroom.collab.documents.rightsChanged(id);
    await lan.until('it may edit', () =>
      lan.messages.some((message) => message.type === 'rights' && message.canEdit),
    );
    lan.provider.forceSync();
    await later;
    expect(await storedText(id)).toContain('Sau khi gửi.');
  });

  it('edits pending at the publication are refused as a whole, and all clients reload', async () => {
    const id = await newsroom.anArticle({ stage: 'review' });
    const bien = await join('bien', id);
    bien.type('Đã duyệt.');
    await bien.whenStored();
    bien.type(' Quá muộn.');
    await newsroom.setStage(id, 'none');
    await bien.until('the document was given up', () => bien.closed.includes('reset'));
    await newsroom.collab.documents.flush(id);
    expect(await storedText(id)).toBe('Đã duyệt.');
    await bien.until('it was connected again, read-only', () =>
      bien.messages.some((message) => message.type === 'rights' && !message.canEdit),
    );
    expect(bien.text()).toBe('Đã duyệt. Quá muộn.');
  });

  it('removing an author closes the connection of a person who may no longer read the article', async () => {
    const id = await newsroom.anArticle({ authors: ['lan', 'hung'] });
    const hung = await join('hung', id);
    await newsroom.db.execute(sql`delete from article_authors where article_id = ${id} and user_id = 'hung'`);
    await newsroom.collab.documents.rightsChanged(id);
    await hung.until('it was closed', () => hung.closed.includes('not-found'));
  });

  it('the end of a session closes its sockets', async () => {
    const id = await newsroom.anArticle({ authors: ['hung'] });
    const hung = await join('hung', id);
    newsroom.signOut('hung');
    await newsroom.collab.documents.sessionsEnded('hung');
    await hung.until('it was closed', () => hung.closed.includes('unauthenticated'));
  });

  it('an edit keeps the session in use, an open page does not', async () => {
    const id = await newsroom.anArticle();
    const [mai, quan] = [await join('mai', id), await join('quan', id)];
    quan.type('Viết tiếp.');
    await expect.poll(() => newsroom.active.has('quan'), { timeout: 20_000 }).toBe(true);
    expect(newsroom.active.has('mai')).toBe(false);
    expect(mai.closed).toEqual([]);
  });

  it('the end of a session without a notification closes its sockets within five seconds', async () => {
    newsroom.signIn('hung');
    const id = await newsroom.anArticle({ authors: ['hung', 'lan'] });
    const [hung, lan] = [await join('hung', id), await join('lan', id)];
    const start = performance.now();
    newsroom.signOut('hung');
    await hung.until('it was closed', () => hung.closed.includes('unauthenticated'));
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(lan.closed).toEqual([]);
  });
});

describe('a hostile client', () => {
  it('is closed, and its update reaches neither the database nor other clients', async () => {
    const id = await newsroom.anArticle();
    const [lan, bien] = [await join('lan', id), await join('bien', id)];
    bien.type('Chữ lành.');
    await bien.whenStored();
    await lan.until('it had the text', () => lan.text() === 'Chữ lành.');
    const script = new Y.XmlElement('script');
    script.insert(0, [new Y.XmlText('alert(1)')]);
    lan.doc.getXmlFragment('body').insert(0, [script]);
    await lan.until('it was closed', () => lan.closed.includes('invalid-document'));
    bien.type(' Vẫn gõ được.');
    await bien.whenStored();
    expect(await storedText(id)).toBe('Chữ lành. Vẫn gõ được.');
    expect(bien.doc.getXmlFragment('body').toString()).not.toContain('script');
    expect(bien.closed).toEqual([]);
  });

  it('cannot leave a partial update for another client to complete', async () => {
    const id = await newsroom.anArticle();
    const lan = await join('lan', id);
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(lan.doc));
    const pieces: Uint8Array[] = [];
    other.on('update', (update) => pieces.push(update));
    const element = new Y.XmlElement('script');
    other.getXmlFragment('body').insert(0, [element]);
    element.insert(0, [new Y.XmlText('alert(1)')]);
    lan.provider.documentUpdateHandler(pieces[1] ?? new Uint8Array(), null);
    lan.type('Chữ lành.');
    await lan.until('the server asked for all of it', () => lan.text() === 'Chữ lành.');
    await lan.whenStored();
    expect(await storedText(id)).toBe('Chữ lành.');
    expect(lan.closed).toEqual([]);
  });

  it('that exceeds the rate limit is closed', async () => {
    const id = await newsroom.anArticle();
    const lan = await join('lan', id);
    for (let n = 0; n < 1_500; n += 1) lan.provider.sendStateless('{}');
    await lan.until('it was closed', () => lan.closed.includes('throttled'));
  });
});
