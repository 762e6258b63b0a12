import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { blockText } from '../../domain/document/to-text.ts';
import { articles, articleUpdates } from '../../server/db/schema.ts';
import { type Client, covers, type Newsroom, oneParagraph, openNewsroom, type Process } from './newsroom.ts';

/** Two processes on one database, simulated in one, with an in-memory channel. */
let newsroom: Newsroom;
let other: Process;
const open: Client[] = [];

beforeAll(async () => {
  newsroom = await openNewsroom();
  other = await newsroom.addProcess();
});
afterAll(() => newsroom.close());
afterEach(() => {
  for (const client of open.splice(0)) client.destroy();
  newsroom.network.reconnect();
  newsroom.network.published.length = 0;
});

async function join(process: Pick<Process, 'connect'>, person: string, articleId: string, doc?: Y.Doc) {
  const client = process.connect(person, articleId, doc && { doc });
  open.push(client);
  await client.synced();
  return client;
}

const storedText = async (articleId: string) => blockText((await newsroom.stored(articleId)).body);
const updatesOf = (id: string) =>
  newsroom.db.select().from(articleUpdates).where(eq(articleUpdates.articleId, id));
const has = (client: Client, text: string) =>
  client.until(`it had ${text}`, () => client.text().includes(text));

describe('edits that one process has stored', () => {
  it('reach the clients of the other one, and are stored once', async () => {
    const id = await newsroom.anArticle();
    const [lan, bien] = [await join(newsroom, 'lan', id), await join(other, 'bien', id)];
    lan.type('Sáng nay');
    await has(bien, 'Sáng nay');
    bien.type(', tàu lớn');
    await has(lan, 'Sáng nay, tàu lớn');
    await Promise.all([lan.whenStored(), bien.whenStored()]);
    expect(await storedText(id)).toBe('Sáng nay, tàu lớn');
    expect(await updatesOf(id)).toHaveLength(2);
  });

  it('travel through the database only: the channel carries none of them', async () => {
    const id = await newsroom.anArticle();
    const [lan, bien] = [await join(newsroom, 'lan', id), await join(other, 'bien', id)];
    lan.type('Tin mật');
    await has(bien, 'Tin mật');
    expect(newsroom.network.published).toContainEqual({ type: 'stored', articleId: id });
    expect(JSON.stringify(newsroom.network.published)).not.toMatch(/Tin mật|VGluIG3huq10/);
  });

  it('are read on reconnecting when their notification was lost', async () => {
    const id = await newsroom.anArticle();
    const [lan, bien] = [await join(newsroom, 'lan', id), await join(other, 'bien', id)];
    newsroom.network.disconnect();
    lan.type('Lúc mất liên lạc. ');
    await lan.whenStored();
    expect(bien.text()).toBe('');
    newsroom.network.reconnect();
    await has(bien, 'Lúc mất liên lạc.');
  });

  it('are read even when a compaction has deleted their rows', async () => {
    const id = await newsroom.anArticle();
    const [lan, bien] = [await join(newsroom, 'lan', id), await join(other, 'bien', id)];
    bien.type('Trước. ');
    await has(lan, 'Trước.');
    newsroom.network.disconnect();
    lan.type('Đã gộp. ');
    await lan.whenStored();
    lan.disconnect();
    await expect.poll(() => updatesOf(id), { timeout: 10_000 }).toEqual([]);
    newsroom.network.reconnect();
    await has(bien, 'Trước. Đã gộp.');
  });

  it('are merged before the other process stores its own, without a notification', async () => {
    const id = await newsroom.anArticle();
    const [lan, bien] = [await join(newsroom, 'lan', id), await join(other, 'bien', id)];
    newsroom.network.disconnect();
    lan.type('Tàu lớn vào cảng. ');
    await lan.whenStored();
    bien.type('Biển lặng. ');
    await bien.whenStored();
    await has(bien, 'Tàu lớn vào cảng.');
    const [row] = await newsroom.db.select().from(articles).where(eq(articles.id, id));
    // Title and both sentences: the projection covers all stored edits.
    expect(row?.words).toBe(3 + 4 + 2);
    const stored = bien.messages.findLast((message) => message.type === 'stored');
    expect(covers(stored?.stateVector ?? '', bien.doc)).toBe(true);
  });

  it('of a request reach the clients of the other process', async () => {
    const id = await newsroom.anArticle();
    const bien = await join(other, 'bien', id);
    await newsroom.collab.documents.merge(id, { ...oneParagraph, lead: 'Qua tập lệnh' }, 'lan');
    await bien.until('it arrived', () => bien.doc.getXmlFragment('lead').toString().includes('Qua tập lệnh'));
    const before = await other.collab.documents.change(
      id,
      (present) => ({ ...present, lead: 'Lấy lại' }),
      'bien',
    );
    expect(before.lead).toBe('Qua tập lệnh');
  });
});

describe('edits that are not stored', () => {
  it('never leave the process in which the workflow refuses them', async () => {
    const id = await newsroom.anArticle({ stage: 'review' });
    const [bien, quan] = [await join(newsroom, 'bien', id), await join(other, 'quan', id)];
    bien.type('Đã duyệt.');
    await has(quan, 'Đã duyệt.');
    bien.type(' Quá muộn.');
    await newsroom.setStage(id, 'none');
    await bien.until('the document was given up', () => bien.closed.includes('reset'));
    await newsroom.collab.documents.rightsChanged(id);
    await quan.until('it was read-only', () =>
      quan.messages.some((message) => message.type === 'rights' && !message.canEdit),
    );
    expect(quan.text()).toBe('Đã duyệt.');
    expect(quan.closed).toEqual([]);
  });

  it('are sent to the other process by their author’s client when its own dies', async () => {
    const dying = await newsroom.addProcess();
    const id = await newsroom.anArticle();
    const quan = await join(newsroom, 'quan', id);
    const lan = await join(dying, 'lan', id);
    lan.type('Đã lưu. ');
    await lan.whenStored();
    lan.type('Chưa lưu.');
    await dying.kill();
    const again = await join(newsroom, 'lan', id, lan.doc);
    await again.whenStored();
    await has(quan, 'Đã lưu. Chưa lưu.');
    expect(await storedText(id)).toBe('Đã lưu. Chưa lưu.');
  });
});

it('a client of a dead process gets no `left-out` for stored edits from a process that missed the notification', async () => {
  const id = await newsroom.anArticle();
  const dying = await newsroom.addProcess();
  const [lan, bien] = [await join(dying, 'lan', id), await join(newsroom, 'bien', id)];
  newsroom.network.disconnect();
  lan.type('Gửi duyệt đi.');
  await lan.whenStored();
  await newsroom.setStage(id, 'review');
  await dying.kill();
  const again = await join(newsroom, 'lan', id, lan.doc);
  await again.whenStored();
  expect(again.messages.map(({ type }) => type)).not.toContain('left-out');
  expect(bien.text()).toBe('Gửi duyệt đi.');
});

describe('a notification of one process', () => {
  it('about rights is handled by the other', async () => {
    const id = await newsroom.anArticle();
    const lan = await join(other, 'lan', id);
    await newsroom.setStage(id, 'review');
    await newsroom.collab.documents.rightsChanged(id);
    await lan.until('it was notified', () =>
      lan.messages.some((message) => message.type === 'rights' && message.reason === 'wrong-stage'),
    );
  });

  it('about sessions is handled by the other', async () => {
    const id = await newsroom.anArticle({ authors: ['hung'] });
    const hung = await join(other, 'hung', id);
    newsroom.signOut('hung');
    const start = performance.now();
    await newsroom.collab.documents.sessionsEnded('hung');
    await hung.until('it was closed', () => hung.closed.includes('unauthenticated'));
    // Sooner than by its own check.
    expect(performance.now() - start).toBeLessThan(1_000);
    newsroom.signIn('hung');
  });
});

describe('presence', () => {
  const caret = { id: 'x', name: 'x', color: '#123456' };
  const userOf = (client: Client, seen: Client) =>
    seen.provider.awareness?.getStates().get(client.doc.clientID)?.user;

  it('is shown by both processes, also to clients that join later, and removed with its client', async () => {
    const id = await newsroom.anArticle();
    const lan = await join(newsroom, 'lan', id);
    lan.provider.setAwarenessField('user', caret);
    const bien = await join(other, 'bien', id);
    await bien.until('the caret was there', () => userOf(lan, bien) !== undefined);
    expect(userOf(lan, bien)).toEqual({ id: 'lan', name: 'Tên lan', color: '#123456' });
    bien.provider.setAwarenessField('user', caret);
    await lan.until('the other caret was there', () => userOf(bien, lan) !== undefined);
    lan.disconnect();
    await bien.until('the caret was gone', () => userOf(lan, bien) === undefined);
  });

  it('cannot be forged for a client of another process', async () => {
    const id = await newsroom.anArticle();
    const [lan, quan] = [await join(newsroom, 'lan', id), await join(other, 'quan', id)];
    lan.provider.setAwarenessField('user', caret);
    await quan.until('the caret was there', () => userOf(lan, quan) !== undefined);
    const impostor = new Y.Doc();
    impostor.clientID = lan.doc.clientID;
    const bien = await join(other, 'bien', id, impostor);
    for (let moves = 0; moves < 5; moves += 1) {
      bien.provider.setAwarenessField('user', { ...caret, color: `#00000${moves}` });
    }
    bien.type('Xong');
    await bien.whenStored();
    expect(userOf(lan, quan)).toMatchObject({ id: 'lan' });
  });

  it('is removed on leaving, where there is no time to close sockets', async () => {
    const id = await newsroom.anArticle();
    const [lan, bien] = [await join(newsroom, 'lan', id), await join(other, 'bien', id)];
    lan.provider.setAwarenessField('user', caret);
    await bien.until('the caret was there', () => userOf(lan, bien) !== undefined);
    newsroom.collab.leave();
    await bien.until('the caret was gone', () => userOf(lan, bien) === undefined);
  });
});
