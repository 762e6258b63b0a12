import { eq } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { collabPath, schemaParameter } from '../../domain/contract/collaboration.ts';
import { schemaVersion } from '../../domain/document/content.ts';
import { articleSnapshots } from '../../server/db/schema.ts';
import { readContent } from '../../server/documents/store.ts';
import { temporaryFolder } from '../hosts/server-process.ts';
import { createNetwork, installBrowser, openPage, untilReady } from './browser.ts';
import { anArticle, newsroomDatabase, startDesk, storedText, userIdOf } from './desk.ts';
import { openLedger, type Random, runOf } from './rounds.ts';
import { marker, timesIn, type } from './words.ts';

/** So many frames between two looks at what is stored. */
const framesEach = 100;
/** So many on one socket: the server closes it at the first that it cannot read. */
const framesOnSocket = 4;

installBrowser();

test('mutated frames, before and after signing in, neither end the server nor touch another document', async () => {
  const run = runOf({ full: 100_000, short: 2_000 });
  const ledger = openLedger('mutated-frames', run);
  const { random } = run;
  const { url, db, close } = await newsroomDatabase();
  onTestFinished(close);
  const server = await startDesk({ DATABASE_URL: url, DATA_DIR: await temporaryFolder() });
  const [model, others] = [await anArticle(db), await anArticle(db, { authors: ['phongvien2'] })];
  const [beginning] = await db.select().from(articleSnapshots).where(eq(articleSnapshots.articleId, model));
  const beginLikeModel = (articleId: string) =>
    db
      .update(articleSnapshots)
      .set({ state: beginning?.state ?? new Uint8Array() })
      .where(eq(articleSnapshots.articleId, articleId));
  await beginLikeModel(others);
  const attacker = await server.signIn('phongvien');
  const frames = await realFrames();
  const page = openPage(
    createNetwork(server.port, await server.signIn('quantri')),
    others,
    userIdOf('quantri'),
  );
  const written: string[] = [];
  try {
    await untilReady(page);
    for (let sent = 0; sent < run.rounds; sent += framesEach) {
      // A fresh copy each time: to a document that has an edit already, a changed form of it is nothing new.
      const own = await anArticle(db);
      await beginLikeModel(own);
      const isSignedIn = random.chance(0.6);
      // Somebody else goes on working all the while.
      const word = marker('khác', sent);
      written.push(word);
      type(page, `${word} `);
      for (let frame = 0; frame < framesEach; frame += framesOnSocket) {
        // Now and then at the article of somebody else, in which each of these edits would fit.
        const target = random.chance(0.2) ? others : own;
        await attack(target, isSignedIn ? attacker : {}, isSignedIn && random.chance(0.9));
      }
      await page.whenSaved();
      const times = timesIn(await storedText(db, others));
      for (const one of written)
        ledger.check(times(one) === 1, () => `${one} stands ${times(one)} times, after ${sent} frames`);
      // What the attacker did to the article that is theirs may be anything, but it is an article.
      const isReadable = await readContent(db, own).then(
        () => true,
        () => false,
      );
      ledger.check(isReadable, () => `the attacker’s article cannot be read, after ${sent} frames`);
    }
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
    expect(await storedText(db, others)).toBe(`Tàu dài ba trăm mét.${written.join(' ')} `);
  } catch (error) {
    throw new Error(`The server said:\n${server.output().slice(-3_000)}`, { cause: error });
  } finally {
    page.stop();
    ledger.print();
  }
  expect(ledger.lost()).toEqual([]);

  /** Everything that a page says: who it is, what it has, edits, marks, its caret. */
  async function realFrames(): Promise<Uint8Array[]> {
    const network = createNetwork(server.port, attacker);
    const writer = openPage(network, model, userIdOf('phongvien'));
    await untilReady(writer);
    writer.introduce({ id: 'x', name: 'x', color: '#112233' });
    for (const word of ['Một ', 'hai ', 'ba ']) {
      type(writer, word);
      await writer.whenSaved();
    }
    // Names of nodes, marks and attributes, so that the wrong ones come too.
    writer.ydoc.transact(() => {
      const heading = new Y.XmlElement('heading');
      heading.setAttribute('level', 2 as never);
      const words = new Y.XmlText();
      words.insert(0, 'Đậm', { bold: {} });
      heading.insert(0, [words]);
      writer.ydoc.getXmlFragment('body').push([heading]);
    });
    await writer.whenSaved();
    writer.stop();
    return [...network.sent];
  }

  /** Sends a run of frames on one socket, and waits until the server has closed it or has read them. */
  async function attack(own: string, headers: Record<string, string>, isLetIn: boolean): Promise<void> {
    const address = `ws://127.0.0.1:${server.port}${collabPath}?${schemaParameter}=${schemaVersion}`;
    const socket = new WebSocket(address, { headers });
    socket.on('error', () => undefined);
    const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
    await new Promise<void>((resolve) => socket.on('open', () => resolve()));
    const ours = frames.map((frame) => renamed(frame, model, own));
    const [first] = ours;
    if (isLetIn && first) {
      socket.send(first);
      await new Promise<void>((resolve) => {
        socket.once('message', () => resolve());
        void closed.then(resolve);
      });
    }
    for (let count = 0; count < framesOnSocket && socket.readyState === WebSocket.OPEN; count += 1) {
      socket.send(mutate(random.pick(ours), ours, random));
    }
    const read = new Promise<void>((resolve) => socket.on('pong', () => resolve()));
    if (socket.readyState === WebSocket.OPEN) socket.ping();
    await Promise.race([closed, read]);
    socket.terminate();
    await closed;
  }
});

/** The same frame about another article. */
function renamed(frame: Uint8Array, from: string, to: string): Uint8Array {
  const bytes = Buffer.from(frame);
  const at = bytes.indexOf(from);
  if (at >= 0) bytes.write(to, at);
  return bytes;
}

/** One to three things go wrong with a frame. */
function mutate(frame: Uint8Array, frames: readonly Uint8Array[], random: Random): Uint8Array {
  let bytes = [...frame];
  for (let times = 1 + random.below(3); times > 0; times -= 1) {
    const at = random.below(bytes.length + 1);
    const some = () => Array.from({ length: 1 + random.below(8) }, () => random.below(256));
    switch (random.below(8)) {
      case 0:
        bytes[Math.min(at, bytes.length - 1)] = random.below(256);
        break;
      case 1:
        bytes = bytes.slice(0, at);
        break;
      case 2:
        bytes.splice(at, 0, ...some());
        break;
      case 3:
        bytes.splice(at, 1 + random.below(8));
        break;
      case 4:
        bytes.push(...bytes.slice(at));
        break;
      case 5:
        // A length that nothing has.
        bytes.splice(at, 1, 0xff, 0xff, 0xff, 0xff, 0x7f);
        break;
      case 6:
        bytes = [...bytes.slice(0, at), ...[...random.pick(frames)].slice(at)];
        break;
      default:
        bytes[Math.min(at, bytes.length - 1)] =
          (bytes[Math.min(at, bytes.length - 1)] ?? 0) ^ (1 << random.below(8));
    }
  }
  return Uint8Array.from(bytes);
}
