import type { Extension, Hocuspocus } from '@hocuspocus/server';
import { applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { LiveDocuments } from '../server/documents/live-documents.ts';

/**
 * The collaboration server runs in every tab, each for itself; over this channel the tabs of one browser meet, as
 * several processes would over Redis. Each stores what it sees, which Yjs makes harmless.
 */
type Message =
  /** Words that were written in the sender's tab. */
  | { type: 'update'; name: string; update: Uint8Array }
  /** Sent by a tab that has just loaded a document: what do you have that is not stored yet, and who is there? */
  | { type: 'opened'; name: string; vector: Uint8Array }
  | { type: 'presence'; name: string; update: Uint8Array }
  | { type: 'left'; name: string; clients: number[] }
  | { type: 'rights'; articleId: string }
  | { type: 'sessions'; userId: string };

/** Hocuspocus' word for "from another process". */
const fromAnotherTab = { source: 'redis' } as const;

export type Tabs = {
  extension: Extension;
  /** Tells the other tabs too when rights or sessions change. */
  share(own: LiveDocuments): LiveDocuments;
};

export function meetOtherTabs(channelName: string): Tabs {
  const channel = new BroadcastChannel(channelName);
  const post = (message: Message) => channel.postMessage(message);
  let instance: Hocuspocus | undefined;
  let documents: LiveDocuments | undefined;

  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if (data.type === 'rights') return void documents?.rightsChanged(data.articleId);
    if (data.type === 'sessions') return void documents?.sessionsEnded(data.userId);
    const document = instance?.documents.get(data.name);
    if (!document) return;
    const { name } = data;
    switch (data.type) {
      case 'update':
        return Y.applyUpdate(document, data.update, fromAnotherTab);
      case 'presence':
        return applyAwarenessUpdate(document.awareness, data.update, fromAnotherTab);
      case 'left':
        return removeAwarenessStates(document.awareness, data.clients, fromAnotherTab);
      case 'opened': {
        const update = Y.encodeStateAsUpdate(document, data.vector);
        post({ type: 'update', name, update });
        const clients = [...document.awareness.getStates().keys()];
        if (clients.length > 0) {
          post({ type: 'presence', name, update: encodeAwarenessUpdate(document.awareness, clients) });
        }
      }
    }
  });

  addEventListener('pagehide', () => {
    for (const [name, document] of instance?.documents ?? []) {
      const clients = document.getConnections().flatMap((connection) => [...document.getClients(connection)]);
      post({ type: 'left', name, clients });
    }
  });

  const extension: Extension = {
    extensionName: 'tabs',
    async onConfigure(configured) {
      instance = configured.instance;
    },
    async afterLoadDocument({ documentName: name, document }) {
      post({ type: 'opened', name, vector: Y.encodeStateVector(document) });
    },
    async onChange({ documentName: name, update, transactionOrigin }) {
      if (transactionOrigin !== fromAnotherTab) post({ type: 'update', name, update });
    },
    async onAwarenessUpdate({ documentName: name, awareness, transactionOrigin, added, updated, removed }) {
      if (transactionOrigin === fromAnotherTab) return;
      const clients = [...added, ...updated, ...removed];
      post({ type: 'presence', name, update: encodeAwarenessUpdate(awareness, clients) });
    },
  };

  return {
    extension,
    share(own) {
      documents = own;
      return {
        ...own,
        async rightsChanged(articleId) {
          await own.rightsChanged(articleId);
          post({ type: 'rights', articleId });
        },
        async sessionsEnded(userId) {
          await own.sessionsEnded(userId);
          post({ type: 'sessions', userId });
        },
      };
    },
  };
}
