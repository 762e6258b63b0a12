import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { stateType } from '../../domain/contract/article-state.ts';
import { blockText } from '../../domain/document/to-text.ts';
import {
  type ArticleDocument,
  createArticleDocument,
} from '../../src/editor/collaboration/article-document.ts';
import { type Newsroom, openNewsroom } from './newsroom.ts';

/** The client's document against a real server, with the parts of a browser that it needs: events, a URL, a WebSocket. */
let newsroom: Newsroom;
let person = 'lan';
let isSocketBlocked = false;
/** Called when a socket has opened, before the client sends anything. */
let onSocketOpen = () => {};
let socketsOpened = 0;
const page = new EventTarget();
const open: ArticleDocument[] = [];
const listening = new Set<unknown>();

beforeAll(async () => {
  newsroom = await openNewsroom();
  vi.stubGlobal('document', new EventTarget());
  vi.stubGlobal('Node', class {});
  vi.stubGlobal('location', { href: newsroom.url });
  vi.stubGlobal('addEventListener', (...args: Parameters<EventTarget['addEventListener']>) => {
    listening.add(args[1]);
    page.addEventListener(...args);
  });
  vi.stubGlobal('removeEventListener', (...args: Parameters<EventTarget['removeEventListener']>) => {
    listening.delete(args[1]);
    page.removeEventListener(...args);
  });
  vi.stubGlobal('fetch', async () => Response.error());
  vi.stubGlobal(
    'WebSocket',
    class extends WebSocket {
      constructor(url: string) {
        super(isSocketBlocked ? 'ws://127.0.0.1:1' : url, { headers: { 'x-person': person } });
        this.on('error', () => {});
        this.on('open', () => {
          socketsOpened += 1;
          onSocketOpen();
        });
      }
    },
  );
});
afterEach(() => {
  for (const document of open.splice(0)) document.stop();
  person = 'lan';
  isSocketBlocked = false;
  onSocketOpen = () => {};
  vi.stubGlobal('fetch', async () => Response.error());
});
afterAll(async () => {
  await newsroom.close();
  // Stopped documents remove their listeners asynchronously; the stubs must last until then.
  await vi.waitFor(() => expect(listening.size).toBe(0), { timeout: 15_000 });
  vi.unstubAllGlobals();
});

function openDocument(articleId: string, onSignedOut = () => {}): ArticleDocument {
  const document = createArticleDocument({ articleId, userId: person, onSignedOut });
  document.introduce({ id: person, name: person, color: '#112233' });
  document.start();
  open.push(document);
  return document;
}

function until(document: ArticleDocument, condition: () => boolean): Promise<void> {
  return vi.waitFor(
    () => expect([condition(), document.store.getState()]).toEqual([true, expect.anything()]),
    {
      timeout: 15_000,
      interval: 5,
    },
  );
}
const untilKind = (document: ArticleDocument, kind: string) =>
  until(document, () => document.store.getState().saveState.kind === kind);

function write(document: ArticleDocument, value: string): void {
  const block = document.ydoc.getXmlFragment('body').get(0) as Y.XmlElement;
  if (block.length === 0) block.insert(0, [new Y.XmlText()]);
  const text = block.get(0) as Y.XmlText;
  text.insert(text.length, value);
}
const storedText = async (id: string) => blockText((await newsroom.stored(id)).body);

describe('the client’s document of an article', () => {
  it('is not editable until it is synced with the server', async () => {
    const id = await newsroom.anArticle();
    const lan = openDocument(id);
    expect(lan.store.getState()).toMatchObject({ status: 'loading', saveState: { kind: 'saving' } });
    await until(lan, () => lan.store.getState().status === 'ready');
    expect(lan.ydoc.getXmlFragment('title').toString()).toContain('Tàu vào cảng');
  });

  it('is ready with the document over HTTP, and saves what was written before its socket was', async () => {
    const id = await newsroom.anArticle();
    vi.stubGlobal('fetch', async (url: URL) => {
      expect(url.pathname).toBe(`/api/articles/${id}/state`);
      const state = await newsroom.collab.documents.state(id);
      return new Response(state, { headers: { 'content-type': stateType } });
    });
    isSocketBlocked = true;
    const lan = openDocument(id);
    await until(lan, () => lan.store.getState().status === 'ready');
    write(lan, 'Viết trước. ');
    expect(lan.store.getState().saveState.kind).not.toBe('saved');

    const openedBefore = socketsOpened;
    // The server takes 16 messages for a document that it has not authorized.
    onSocketOpen = () => {
      for (let key = 0; key < 20; key += 1) write(lan, 'a');
    };
    isSocketBlocked = false;
    await untilKind(lan, 'saved');
    expect(socketsOpened).toBe(openedBefore + 1);
    expect(await storedText(id)).toBe(`Viết trước. ${'a'.repeat(20)}`);
  });

  it('is loaded over the socket where the document does not come over HTTP', async () => {
    const id = await newsroom.anArticle();
    for (const response of [new Response('{}', { status: 503 }), new Response('<p>Đăng nhập Wi-Fi</p>')]) {
      vi.stubGlobal('fetch', async () => response);
      const lan = openDocument(id);
      await untilKind(lan, 'saved');
      expect(lan.ydoc.getXmlFragment('title').toString()).toContain('Tàu vào cảng');
      lan.stop();
    }
  });

  it('shows “saved” exactly when the edits are committed', async () => {
    const id = await newsroom.anArticle();
    const lan = openDocument(id);
    await untilKind(lan, 'saved');
    let readAtSaved: Promise<string> | undefined;
    lan.store.subscribe(() => {
      if (lan.store.getState().saveState.kind === 'saved') readAtSaved ??= storedText(id);
    });
    write(lan, 'Đã lưu thật');
    expect(lan.store.getState().saveState).toEqual({ kind: 'saving' });
    await lan.whenSaved();
    expect(await readAtSaved).toBe('Đã lưu thật');
  });

  it('shows “offline” when the server is killed, and sends the edits made offline on reconnecting', async () => {
    const id = await newsroom.anArticle();
    const lan = openDocument(id);
    await untilKind(lan, 'saved');
    write(lan, 'Trước. ');
    await newsroom.crash();
    await untilKind(lan, 'offline');
    write(lan, 'Trong lúc mất mạng.');
    const saved = lan.whenSaved();
    await saved;
    expect(await storedText(id)).toBe('Trước. Trong lúc mất mạng.');
    await untilKind(lan, 'saved');
  });

  it('saves what was written beside a refused change, once that is deleted', async () => {
    const id = await newsroom.anArticle();
    const lan = openDocument(id);
    await untilKind(lan, 'saved');
    const body = lan.ydoc.getXmlFragment('body');
    // Deeper than the server allows.
    let deep = new Y.XmlElement('paragraph');
    for (let level = 0; level < 16; level += 1) {
      const [item, list] = [new Y.XmlElement('listItem'), new Y.XmlElement('bulletList')];
      item.insert(0, level === 0 ? [deep] : [new Y.XmlElement('paragraph'), deep]);
      list.insert(0, [item]);
      deep = list;
    }
    body.insert(1, [deep]);
    await until(lan, () => lan.store.getState().problem === 'invalid-document');
    write(lan, 'Viết tiếp');
    expect(lan.store.getState().saveState).toMatchObject({ kind: 'failed', code: 'invalid-document' });
    body.delete(1, 1);
    await untilKind(lan, 'saved');
    expect(await storedText(id)).toBe('Viết tiếp');
  });

  it('asks for the password when the session ends, and saves the edits after signing in', async () => {
    person = 'hung';
    const id = await newsroom.anArticle({ authors: ['hung'] });
    const onSignedOut = vi.fn();
    const hung = openDocument(id, onSignedOut);
    await untilKind(hung, 'saved');
    newsroom.signOut('hung');
    await newsroom.collab.documents.sessionsEnded('hung');
    await until(hung, () => hung.store.getState().problem === 'unauthenticated');
    expect(onSignedOut).toHaveBeenCalled();
    write(hung, 'Gõ khi đã hết phiên');
    expect(hung.store.getState().saveState).toMatchObject({ kind: 'failed', code: 'unauthenticated' });
    await expect(hung.whenSaved()).rejects.toMatchObject({ code: 'unauthenticated' });
    newsroom.signIn('hung');
    hung.reconnect();
    await hung.whenSaved();
    expect(await storedText(id)).toBe('Gõ khi đã hết phiên');
  });

  it('shows why edits are not saved after a submission, and saves them when the article is returned', async () => {
    const id = await newsroom.anArticle();
    const lan = openDocument(id);
    await untilKind(lan, 'saved');
    await newsroom.setStage(id, 'review');
    await newsroom.collab.documents.rightsChanged(id);
    await until(lan, () => !lan.store.getState().rights.canEdit);
    expect(lan.store.getState().saveState.kind).toBe('saved');
    write(lan, 'Muộn mất rồi');
    await untilKind(lan, 'failed');
    expect(lan.store.getState().saveState).toMatchObject({ kind: 'failed', code: 'wrong-stage' });
    await newsroom.setStage(id, 'draft');
    await newsroom.collab.documents.rightsChanged(id);
    await untilKind(lan, 'saved');
    expect(await storedText(id)).toBe('Muộn mất rồi');
  });

  it('fails when this person may not read the article', async () => {
    person = 'hung';
    const id = await newsroom.anArticle({ authors: ['lan'] });
    const hung = openDocument(id);
    await until(hung, () => hung.store.getState().problem === 'not-found');
    expect(hung.store.getState().status).toBe('failed');
  });

  it('lists each person once, by account name, and marks oneself', async () => {
    const id = await newsroom.anArticle();
    const [lan, other] = [openDocument(id), openDocument(id)];
    for (const document of [lan, other])
      await until(document, () => document.store.getState().status === 'ready');
    person = 'bien';
    const bien = openDocument(id);
    const names = (document: ArticleDocument) =>
      document.store.getState().people.map(({ id: who, name, isSelf }) => [who, name, isSelf]);
    await until(bien, () => bien.store.getState().people.length === 2);
    expect(names(bien)).toContainEqual(['lan', 'Tên lan', false]);
    await until(lan, () => lan.store.getState().people.length === 2);
    expect(names(lan)).toContainEqual(['bien', 'Tên bien', false]);
    other.stop();
    bien.stop();
    await until(lan, () => lan.store.getState().people.length === 1);
  });
});
