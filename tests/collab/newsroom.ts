import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { eq } from 'drizzle-orm';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import {
  collabPath,
  documentName,
  fromBase64,
  type ServerMessage,
  serverMessageSchema,
} from '../../domain/contract/collaboration.ts';
import { type ContentJson, type HashedContent, schemaVersion } from '../../domain/document/content.ts';
import type { Role } from '../../domain/roles.ts';
import type { Stage } from '../../domain/workflow.ts';
import type { Database, OpenDatabase } from '../../server/db/database.ts';
import { databaseTime } from '../../server/db/database-time.ts';
import { articleAuthors, articles, users } from '../../server/db/schema.ts';
import { type Collab, createCollab } from '../../server/documents/collab-server.ts';
import { createDocument, readContent } from '../../server/documents/store.ts';
import type { Logger } from '../../server/logger.ts';
import { openPglite } from '../../server/node/db/pglite.ts';
import { acceptSockets } from '../../server/node/websockets.ts';
import { type ClusterNetwork, createClusterNetwork } from './cluster-network.ts';

/** The collaboration server on a real database with real WebSockets; a request header names the signed-in person. */
export type Newsroom = {
  db: Database;
  collab: Collab;
  /** Warnings and errors of the server's log. */
  log: string[];
  anArticle(options?: { authors?: string[]; stage?: Stage; content?: ContentJson }): Promise<string>;
  setStage(articleId: string, stage: Stage): Promise<void>;
  /** Ends the sessions of this person, without notifying the server. */
  signOut(person: string): void;
  signIn(person: string): void;
  /** People whose session counted as used because of an edit. */
  active: ReadonlySet<string>;
  /** The address of its server. */
  url: string;
  connect(person: string, articleId: string, options?: { schema?: number; doc?: Y.Doc }): Client;
  /** The channel between its processes. */
  network: ClusterNetwork;
  /** Another process on the same database. */
  addProcess(): Promise<Process>;
  /** Reads the stored content. */
  stored(articleId: string): Promise<HashedContent>;
  /** Kills the server without notice, so that its sockets break and its memory is lost, and starts a new one. */
  crash(): Promise<void>;
  /** Stops the server gracefully, and starts it again. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

export type Process = {
  collab: Collab;
  connect: Newsroom['connect'];
  /** Its sockets break, its memory is lost. */
  kill(): Promise<void>;
};

export type Client = {
  person: string;
  doc: Y.Doc;
  provider: HocuspocusProvider;
  messages: ServerMessage[];
  /** The reasons of closed and refused connections. */
  closed: string[];
  /** Called synchronously for each message. */
  onMessage(listener: (message: ServerMessage) => void): void;
  synced(): Promise<void>;
  /** Sends a mark and waits for its acknowledgement. */
  whenStored(): Promise<void>;
  until(description: string, condition: () => boolean): Promise<void>;
  type(text: string): void;
  text(): string;
  disconnect(): void;
  destroy(): void;
};

const people: Record<string, Role> = {
  lan: 'journalist',
  hung: 'journalist',
  bien: 'editor',
  quan: 'admin',
  mai: 'editor',
};

export const oneParagraph: ContentJson = {
  title: 'Tàu vào cảng',
  lead: '',
  body: { type: 'doc', content: [{ type: 'paragraph', attrs: { id: 'p1' } }] },
};

export async function openNewsroom(
  open: () => Promise<OpenDatabase> = () => openPglite('snapshot'),
): Promise<Newsroom> {
  const database = await open();
  const { db } = database;
  await db
    .insert(users)
    .values(Object.entries(people).map(([id, role]) => ({ id, name: id, email: `${id}@demo.test`, role })));
  const signedOut = new Set<string>();
  const active = new Set<string>();
  const clients = new Set<Client>();
  const log: string[] = [];
  const note = (facts: object, message: string) => void log.push(`${message} ${JSON.stringify(facts)}`);
  const logger: Logger = { info: () => {}, warn: note, error: note };
  const network = createClusterNetwork();
  const others: Awaited<ReturnType<typeof start>>[] = [];
  let running = await start(0);

  async function start(wantedPort: number) {
    let isDead = false;
    const collab = createCollab({
      // A killed process gets no response, not even an error.
      db: new Proxy(db, {
        get: (target, name) => (isDead ? () => new Promise(() => {}) : Reflect.get(target, name, target)),
      }),
      clock: () => new Date(),
      now: () => databaseTime,
      logger,
      channel: network.join(),
      async resolveActor(headers, options) {
        const id = headers.get('x-person') ?? '';
        if (options?.isUse) active.add(id);
        const role = people[id];
        return role && !signedOut.has(id) ? { actor: { id, role }, user: { id, name: `Tên ${id}` } } : null;
      },
    });
    const server: Server = createServer();
    const terminate = acceptSockets(server, { collab, allowedOrigins: [], logger });
    await new Promise<void>((resolve) => server.listen(wantedPort, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const kill = () => {
      isDead = true;
    };
    return { collab, server, terminate, port, kill };
  }

  async function stopListening(process = running) {
    process.terminate();
    await new Promise((resolve) => process.server.close(resolve));
  }

  function connect(
    person: string,
    articleId: string,
    options: { schema?: number; doc?: Y.Doc } = {},
    port = running.port,
  ): Client {
    const { schema = schemaVersion, doc = new Y.Doc() } = options;
    const messages: ServerMessage[] = [];
    const closed: string[] = [];
    const listeners: ((message: ServerMessage) => void)[] = [];
    const waiting = new Set<() => void>();
    let marks = 0;
    const sendMark = () => provider.sendStateless(JSON.stringify({ type: 'mark', mark: marks }));
    const checkWaiting = () => {
      for (const check of [...waiting]) check();
    };
    const websocketProvider = new HocuspocusProviderWebsocket({
      url: `ws://127.0.0.1:${port}${collabPath}?schema=${schema}`,
      WebSocketPolyfill: class extends WebSocket {
        constructor(url: string) {
          super(url, { headers: { 'x-person': person } });
          // A client that is destroyed while connecting emits an error before its close.
          this.on('error', () => {});
        }
      },
      delay: 50,
      minDelay: 50,
    });
    const provider = new HocuspocusProvider({
      websocketProvider,
      name: documentName(articleId),
      document: doc,
      onAuthenticationFailed: ({ reason }) => {
        closed.push(reason);
        checkWaiting();
      },
      onClose: ({ event }) => {
        closed.push(event.reason);
        checkWaiting();
      },
      onUnsyncedChanges: checkWaiting,
      onSynced: () => {
        // A mark is lost with its connection.
        if (marks > 0) sendMark();
        checkWaiting();
      },
      onAwarenessChange: checkWaiting,
      onStateless: ({ payload }) => {
        const message = serverMessageSchema.parse(JSON.parse(payload));
        messages.push(message);
        for (const listener of listeners) listener(message);
        checkWaiting();
      },
    });
    provider.attach();
    doc.on('update', checkWaiting);
    const until = (description: string, condition: () => boolean) =>
      new Promise<void>((resolve, reject) => {
        const timeout = setTimeout(() => {
          waiting.delete(check);
          reject(new Error(`${person} waited in vain until ${description}`));
        }, 10_000);
        const check = () => {
          if (!condition()) return;
          clearTimeout(timeout);
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      });
    const paragraph = () => {
      const block = doc.getXmlFragment('body').get(0) as Y.XmlElement;
      if (block.length === 0) block.insert(0, [new Y.XmlText()]);
      return block.get(0) as Y.XmlText;
    };
    const client: Client = {
      person,
      doc,
      provider,
      messages,
      closed,
      onMessage: (listener) => void listeners.push(listener),
      synced: () => until('it was synced', () => provider.isSynced),
      async whenStored() {
        marks += 1;
        const mark = marks;
        sendMark();
        await until(`mark ${mark} was stored`, () =>
          messages.some((message) => message.type === 'stored' && (message.mark ?? -1) >= mark),
        );
      },
      until,
      type: (text) => paragraph().insert(paragraph().length, text),
      text() {
        const block = doc.getXmlFragment('body').get(0);
        return block instanceof Y.XmlElement ? block.toArray().map(String).join('') : '';
      },
      disconnect: () => websocketProvider.disconnect(),
      destroy() {
        provider.destroy();
        websocketProvider.destroy();
      },
    };
    clients.add(client);
    return client;
  }

  return {
    db,
    get collab() {
      return running.collab;
    },
    active,
    log,
    async anArticle({ authors = ['lan'], stage = 'draft', content = oneParagraph } = {}) {
      return db.transaction(async (tx) => {
        const [row] = await tx.insert(articles).values({ stage }).returning({ id: articles.id });
        if (!row) throw new Error('No article');
        await tx.insert(articleAuthors).values(authors.map((userId) => ({ articleId: row.id, userId })));
        await createDocument(tx, row.id, content);
        return row.id;
      });
    },
    async setStage(articleId, stage) {
      await db.update(articles).set({ stage }).where(eq(articles.id, articleId));
    },
    signOut: (person) => void signedOut.add(person),
    signIn: (person) => void signedOut.delete(person),
    url: `http://127.0.0.1:${running.port}/`,
    connect: (person, articleId, options) => connect(person, articleId, options),
    network,
    async addProcess() {
      const added = await start(0);
      others.push(added);
      return {
        collab: added.collab,
        connect: (person, articleId, options) => connect(person, articleId, options, added.port),
        async kill() {
          others.splice(others.indexOf(added), 1);
          added.kill();
          await stopListening(added);
        },
      };
    },
    stored: (articleId) => readContent(db, articleId),
    async crash() {
      running.kill();
      await stopListening();
      running = await start(running.port);
    },
    async restart() {
      await running.collab.close();
      running.kill();
      await stopListening();
      running = await start(running.port);
    },
    async close() {
      for (const client of clients) client.destroy();
      for (const process of [running, ...others]) {
        await process.collab.close();
        await stopListening(process);
      }
      await database.close();
    },
  };
}

/** Whether the state vector of a `stored` message covers the document. */
export function covers(stateVector: string, doc: Y.Doc): boolean {
  const stored = Y.decodeStateVector(fromBase64(stateVector));
  return [...Y.decodeStateVector(Y.encodeStateVector(doc))].every(
    ([client, clock]) => (stored.get(client) ?? 0) >= clock,
  );
}
