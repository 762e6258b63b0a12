import { eq } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { schemaParameter } from '../../domain/contract/article-state.ts';
import { collabPath } from '../../domain/contract/collaboration.ts';
import { schemaVersion } from '../../domain/document/content.ts';
import { articleSnapshots } from '../../server/db/schema.ts';
import { temporaryFolder } from '../hosts/server-process.ts';
import { createNetwork, installBrowser, openPage, untilReady } from './browser.ts';
import { anArticle, newsroomDatabase, startDesk, storedText, userIdOf } from './desk.ts';
import { countMarkers, marker, type } from './markers.ts';
import { openLedger, type Random, randomOf, runOf } from './rounds.ts';

/** Frames between two checks of the stored state. */
const framesEach = 100;
/** Frames per socket: the server closes it at the first invalid one. */
const framesOnSocket = 4;
/** Concurrent sockets. */
const lanes = 5;

installBrowser();

test('mutated frames, before and after signing in, neither end the server nor touch another document', async () => {
  const run = runOf({ full: 100_000, short: 800 });
  const ledger = openLedger('mutated-frames', run);
  const { url, db, close } = await newsroomDatabase();
  onTestFinished(close);
  const server = await startDesk({ DATABASE_URL: url, DATA_DIR: await temporaryFolder() });
  const [model, others] = [await anArticle(db), await anArticle(db, { authors: ['phongvien2'] })];
  const [beginning] = await db.select().from(articleSnapshots).where(eq(articleSnapshots.articleId, model));
  const beginLikeModel = async (articleId: string) => {
    await db
      .update(articleSnapshots)
      .set({ state: beginning?.state ?? new Uint8Array() })
      .where(eq(articleSnapshots.articleId, articleId));
    return articleId;
  };
  await beginLikeModel(others);
  const attacker = await server.signIn('phongvien');
  const frames = await realFrames();
  const page = openPage(
    createNetwork(server.port, await server.signIn('quantri')),
    others,
    userIdOf('quantri'),
  );
  const written: string[] = [];
  const attacked: string[] = [];
  try {
    await untilReady(page);
    for (let sent = 0; sent < run.rounds; sent += framesEach) {
      // A fresh copy each time: a document that has an update ignores a changed form of it.
      const own = await beginLikeModel(await anArticle(db));
      attacked.push(own);
      // Somebody else edits during the run.
      const word = marker('khác', sent);
      written.push(word);
      type(page, `${word} `);
      const left = Array.from({ length: framesEach / framesOnSocket }, (_, index) => index);
      const lane = async () => {
        for (let index = left.pop(); index !== undefined; index = left.pop()) {
          // Each socket has a seed of its own, so that the run does not depend on scheduling.
          const random = randomOf(run.seed + sent + index);
          // Some frames target another person's article, for which each of these edits is valid.
          await attack(random.chance(0.2) ? others : own, random);
        }
      };
      await Promise.all(Array.from({ length: lanes }, lane));
      await page.whenSaved();
      const times = countMarkers(await storedText(db, others));
      for (const one of written)
        ledger.check(times(one) === 1, () => `${one} occurs ${times(one)} times, after ${sent} frames`);
    }
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
    expect(await storedText(db, others)).toBe(`Tàu dài ba trăm mét.${written.join(' ')} `);
    page.stop();
    // Flushes everything in memory.
    expect(await server.end('SIGTERM')).toMatchObject({ code: 0 });
    // The attacker's own articles may have any content, but each is valid, and some have changed.
    const texts = new Set<string>();
    for (const own of attacked) {
      const text = await storedText(db, own).catch(() => null);
      ledger.check(text !== null, () => `${own}, which the attacker may edit, cannot be read any more`);
      texts.add(text ?? '');
    }
    expect(texts.size, 'frames that were taken').toBeGreaterThan(1);
  } catch (error) {
    throw new Error(`The server's output:\n${server.output().slice(-3_000)}`, { cause: error });
  } finally {
    page.stop();
    ledger.print();
  }
  expect(ledger.lost()).toEqual([]);

  /** All frames that a page sends: authentication, sync, awareness, marks, and each kind of edit. */
  async function realFrames(): Promise<Uint8Array[]> {
    const all: Uint8Array[] = [];
    for (const edit of edits) {
      const own = await beginLikeModel(await anArticle(db));
      const network = createNetwork(server.port, attacker);
      const writer = openPage(network, own, userIdOf('phongvien'));
      await untilReady(writer);
      writer.introduce({ id: 'x', name: 'x', color: '#112233' });
      writer.ydoc.transact(() => edit(writer.ydoc));
      await writer.whenSaved();
      writer.stop();
      all.push(...network.sent.map((frame) => retargetFrame(frame, own, model)));
    }
    return all;
  }

  /** Sends a run of frames on one socket, and waits until the server has closed it or has read them. */
  async function attack(own: string, random: Random): Promise<void> {
    const isSignedIn = random.chance(0.6);
    const headers = isSignedIn ? attacker : {};
    const address = `ws://127.0.0.1:${server.port}${collabPath}?${schemaParameter}=${schemaVersion}`;
    const socket = new WebSocket(address, { headers });
    socket.on('error', () => undefined);
    const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
    const opened = new Promise<void>((resolve) => socket.on('open', () => resolve()));
    // Beyond a number a second the server refuses those without a session before they open.
    await Promise.race([opened, closed]);
    const ours = frames.map((frame) => retargetFrame(frame, model, own));
    const ourEdits = ours.filter(isEdit);
    const [first] = ours;
    if (isSignedIn && random.chance(0.9) && first) {
      socket.send(first);
      await new Promise<void>((resolve) => {
        socket.once('message', () => resolve());
        void closed.then(resolve);
      });
    }
    for (let count = 0; count < framesOnSocket && socket.readyState === WebSocket.OPEN; count += 1) {
      socket.send(mutate(random.pick(random.chance(0.6) ? ourEdits : ours), ours, random));
    }
    const read = new Promise<void>((resolve) => socket.on('pong', () => resolve()));
    if (socket.readyState === WebSocket.OPEN) socket.ping();
    await Promise.race([closed, read]);
    socket.terminate();
    await closed;
  }
});

/** Edits that contain names of nodes, marks and attributes, so that mutations make unknown ones. */
const edits: ((doc: Y.Doc) => void)[] = [
  (doc) => textOf(doc).insert(0, 'Một hai ba '),
  (doc) => textOf(doc).format(0, 3, { bold: {} }),
  (doc) => textOf(doc).format(4, 3, { link: { href: 'https://example.vn/' } }),
  (doc) => void textOf(doc).delete(0, 5),
  (doc) => blockOf(doc).setAttribute('id', 'khac'),
  (doc) => {
    const heading = new Y.XmlElement('heading');
    heading.setAttribute('level', 2 as never);
    heading.insert(0, [new Y.XmlText('Đậm')]);
    doc.getXmlFragment('body').push([heading]);
  },
  (doc) => {
    const figure = new Y.XmlElement('figure');
    figure.setAttribute('mediaId', 'anh');
    figure.setAttribute('alt', 'Tàu');
    figure.insert(0, [new Y.XmlElement('caption'), new Y.XmlElement('credit')]);
    doc.getXmlFragment('body').push([figure]);
  },
  (doc) => doc.getXmlFragment('body').push([new Y.XmlElement('horizontalRule')]),
  (doc) => {
    const [list, item, inner] = ['bulletList', 'listItem', 'paragraph'].map((name) => new Y.XmlElement(name));
    if (!list || !item || !inner) return;
    doc.getXmlFragment('body').push([list]);
    list.insert(0, [item]);
    item.insert(0, [inner]);
  },
];

const blockOf = (doc: Y.Doc) => doc.getXmlFragment('body').get(0) as Y.XmlElement;
const textOf = (doc: Y.Doc) => blockOf(doc).get(0) as Y.XmlText;

/** Offset of the payload, after the document name. */
const headLength = (frame: Uint8Array) => Math.min(1 + (frame[0] ?? 0), frame.length - 1);

/** A sync message with an update. */
function isEdit(frame: Uint8Array): boolean {
  const head = headLength(frame);
  return frame[head] === 0 && frame[head + 1] === 2;
}

/** The same frame for another article. */
function retargetFrame(frame: Uint8Array, from: string, to: string): Uint8Array {
  const bytes = Buffer.from(frame);
  const at = bytes.indexOf(from);
  if (at >= 0) bytes.write(to, at);
  return bytes;
}

/** Applies one to three mutations, mostly after the document name. */
function mutate(frame: Uint8Array, frames: readonly Uint8Array[], random: Random): Uint8Array {
  let bytes = [...frame];
  for (let times = 1 + random.below(3); times > 0; times -= 1) {
    const head = random.chance(0.8) ? Math.max(0, Math.min(headLength(frame), bytes.length)) : 0;
    const at = head + random.below(bytes.length - head + 1);
    const last = Math.min(at, bytes.length - 1);
    const randomBytes = () => Array.from({ length: 1 + random.below(8) }, () => random.below(256));
    switch (random.below(12)) {
      case 0:
        bytes[last] = random.below(256);
        break;
      case 1:
        bytes = bytes.slice(0, at);
        break;
      case 2:
        bytes.splice(at, 0, ...randomBytes());
        break;
      case 3:
        bytes.splice(at, 1 + random.below(8));
        break;
      case 4:
        bytes.push(...bytes.slice(at));
        break;
      case 5:
        // An impossible length.
        bytes.splice(at, 1, 0xff, 0xff, 0xff, 0xff, 0x7f);
        break;
      case 6:
        bytes = [...bytes.slice(0, at), ...[...random.pick(frames)].slice(at)];
        break;
      case 7:
        bytes[last] = (bytes[last] ?? 0) ^ (1 << random.below(8));
        break;
      default: {
        // A changed letter: the frame stays valid, with another name or text.
        const letter = bytes.findIndex((byte, index) => index >= at && byte >= 0x61 && byte <= 0x7a);
        if (letter >= 0) bytes[letter] = 0x61 + random.below(26);
      }
    }
  }
  return Uint8Array.from(bytes);
}
