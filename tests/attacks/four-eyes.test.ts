import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Problem } from '../../domain/contract/errors.ts';
import type { ContentJson } from '../../domain/document/content.ts';
import type { Database } from '../../server/db/database.ts';
import { createNetwork, installBrowser, openPage, type Page, untilReady } from '../faults/browser.ts';
import { anArticle, newsroomDatabase, startSharedDesk, userIdOf } from '../faults/desk.ts';
import { type Caller, call, contentOf, move } from '../faults/requests.ts';
import { createTemporaryFolder } from '../hosts/server-process.ts';

/** An editor tries to publish alone a text that nobody else has submitted, or to pass it off as somebody else's. */

let db: Database;
let journalist: Caller;
let editor: Caller;
let open: (caller: Caller, userId: string, articleId: string) => Promise<Page>;
const cleanUp: (() => unknown)[] = [];

installBrowser();

beforeAll(async () => {
  const folder = await createTemporaryFolder();
  const database = await newsroomDatabase();
  const server = await startSharedDesk({ DATABASE_URL: database.url, DATA_DIR: folder.path });
  cleanUp.push(() => server.end('SIGKILL'), database.close, folder.remove);
  db = database.db;
  journalist = { url: server.url, headers: await server.signIn('phongvien') };
  editor = { url: server.url, headers: await server.signIn('bientap') };
  open = async (caller, userId, articleId) => {
    const page = openPage(createNetwork(server.port, caller.headers), articleId, userId);
    cleanUp.unshift(() => page.stop());
    await untilReady(page);
    return page;
  };
});
afterAll(async () => {
  for (const step of cleanUp) await step();
});

const original =
  'Con tàu dài hơn hai trăm mét cập cảng lúc sáu giờ sáng nay, sau ba ngày chờ ngoài phao số không vì sóng lớn.';
const other =
  'Giá căn hộ ở trung tâm thành phố giảm lần đầu sau hai năm, trong khi lượng giao dịch chỉ còn một nửa năm ngoái.';
const withText = (text: string): ContentJson => ({
  title: 'Tin sáng',
  lead: 'Hôm nay.',
  body: {
    type: 'doc',
    content: [{ type: 'paragraph', attrs: { id: 'p1' }, content: [{ type: 'text', text }] }],
  },
});

/** The journalist's article, in review. */
async function aSubmission(): Promise<string> {
  const id = await anArticle(db, { content: withText(original) });
  expect((await move(journalist, id, 'submit')).status).toBe(200);
  return id;
}

const paragraphOf = (page: Page) => {
  const text = (page.ydoc.getXmlFragment('body').get(0) as Y.XmlElement).get(0);
  if (!(text instanceof Y.XmlText)) throw new Error('The paragraph begins with no text');
  return text;
};

async function expectFourEyes(articleId: string): Promise<void> {
  const { contentHash } = await contentOf(editor, articleId);
  const { status, body } = await move(editor, articleId, 'publish', { contentHash });
  expect([status, body.code]).toEqual([403, 'four-eyes']);
  expect((body.data as { share: number }).share).toBeGreaterThan(70);
}

/** Each way puts the editor's text in place of the journalist's. */
const ways: Record<string, (articleId: string) => Promise<void>> = {
  async 'over the socket'(id) {
    const page = await open(editor, userIdOf('bientap'), id);
    const text = paragraphOf(page);
    text.delete(0, text.length);
    text.insert(0, other);
    await page.whenSaved();
  },
  async 'over the socket, publishing before it is stored'(id) {
    const page = await open(editor, userIdOf('bientap'), id);
    const text = paragraphOf(page);
    text.insert(0, other);
    text.delete(other.length, text.length - other.length);
    await page.whenSaved();
    text.insert(text.length, ` ${other}`);
  },
  async 'with the client id of the journalist'(id) {
    await move(journalist, id, 'recall');
    const theirs = await open(journalist, userIdOf('phongvien'), id);
    paragraphOf(theirs).insert(original.length, ' Tin sẽ cập nhật.');
    await theirs.whenSaved();
    theirs.stop();
    await move(journalist, id, 'submit');
    const page = await open(editor, userIdOf('bientap'), id);
    page.ydoc.clientID = theirs.ydoc.clientID;
    const text = paragraphOf(page);
    text.delete(0, text.length);
    text.insert(0, other);
    await page.whenSaved();
  },
  async 'offline, merged on reconnecting'(id) {
    const page = await open(editor, userIdOf('bientap'), id);
    page.network.cut();
    const text = paragraphOf(page);
    text.delete(0, text.length);
    text.insert(0, other);
    page.network.restore();
    await page.whenSaved();
  },
  async 'letter by letter, between letters of the journalist’s that stay'(id) {
    const page = await open(editor, userIdOf('bientap'), id);
    const text = paragraphOf(page);
    let at = 0;
    for (const letter of other) {
      const found = text.toString().indexOf(letter, at);
      if (found === at || (found > at && found - at < 12)) text.delete(at, found - at);
      else text.insert(at, letter);
      at += 1;
    }
    text.delete(at, text.length - at);
    expect(text.toString()).toBe(other);
    await page.whenSaved();
  },
  async 'by a request'(id) {
    await putContent(id, other);
  },
  async 'by a request, in small steps'(id) {
    const words = other.split(' ');
    for (let count = 4; count < words.length + 4; count += 4) {
      await putContent(id, `${words.slice(0, count).join(' ')} ${original.slice(count * 5)}`.trim());
    }
    await putContent(id, other);
  },
  async 'with blanks that are not white space'(id) {
    await putContent(id, `${original.slice(0, 20)} ${other.replaceAll(' ', '\u2800')}`);
  },
  async 'by restoring a revision that they made'(id) {
    await putContent(id, other);
    const { body } = await call<{ id: string }>(editor, 'POST', `/api/articles/${id}/revisions`, {
      name: 'Bản của tôi',
    });
    await putContent(id, original);
    const path = `/api/articles/${id}/revisions/${body.id}/restore`;
    expect((await call(editor, 'POST', path, {})).status).toBe(200);
  },
  async 'by submitting it themselves'(id) {
    await move(editor, id, 'return', { note: 'Sửa lại.' });
    await putContent(id, other);
    expect((await move(editor, id, 'submit')).status).toBe(200);
  },
};

async function putContent(articleId: string, text: string): Promise<void> {
  const { status, body } = await call<Problem>(
    editor,
    'PUT',
    `/api/articles/${articleId}/content`,
    withText(text),
  );
  expect([status, body.code]).toEqual([200, undefined]);
}

test.each(Object.entries(ways))(
  'an editor does not publish alone a text that they replaced %s',
  async (_, way) => {
    const id = await aSubmission();
    await way(id);
    await expectFourEyes(id);
  },
);

test('and publishes it once the journalist has recalled and submitted it', async () => {
  const id = await aSubmission();
  await putContent(id, other);
  await expectFourEyes(id);
  await move(journalist, id, 'recall');
  await move(journalist, id, 'submit');
  const { contentHash } = await contentOf(editor, id);
  expect((await move(editor, id, 'publish', { contentHash })).status).toBe(200);
});
