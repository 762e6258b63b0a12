import type { Document, Hocuspocus } from '@hocuspocus/server';
import { applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness';
import { z } from 'zod';
import { articleIdOf, documentName, fromBase64, toBase64 } from '../../domain/contract/collaboration.ts';
import { loggableError } from '../loggable-error.ts';
import type { Logger } from '../logger.ts';
import type { ConnectionContext } from './article-connection.ts';
import type { LiveDocuments, LocalDocuments } from './live-documents.ts';
import { clusterOrigin } from './origins.ts';

/**
 * Notifications between the processes of one newsroom, and between the tabs of a mock.
 *
 * They announce changes in the database and carry no content, so a lost message causes a delay and no error.
 * See `docs/decisions/012-processes-share-the-database.md`.
 */
export const clusterMessageSchema = z.discriminatedUnion('type', [
  /** Edits of this article were committed. */
  z.object({ type: z.literal('stored'), articleId: z.string() }),
  /** A caret moved, or a person joined or left. `update` is an awareness update in Base64. */
  z.object({ type: z.literal('presence'), articleId: z.string(), update: z.string() }),
  /** The sender has just loaded an article and requests the presence of the others. */
  z.object({ type: z.literal('opened'), articleId: z.string() }),
  z.object({ type: z.literal('left'), articleId: z.string(), clients: z.array(z.number()) }),
  z.object({ type: z.literal('rights'), articleId: z.string() }),
  z.object({ type: z.literal('sessions'), userId: z.string() }),
  /** Something that the portal may show has changed. */
  z.object({ type: z.literal('pages') }),
]);
export type ClusterMessage = z.infer<typeof clusterMessageSchema>;

/** Publish/subscribe between peers: Redis between processes, a BroadcastChannel between tabs. */
export type Channel = {
  /** Sends to all peers, not to oneself. Never throws; the message may be lost. */
  publish(message: ClusterMessage): void;
  /** `onReconnect` is called when delivery works again after messages may have been lost. */
  subscribe(subscriber: ChannelSubscriber): void;
};

export type ChannelSubscriber = { onMessage(message: ClusterMessage): void; onReconnect(): void };

/** The channel of a process without peers. */
export const singleProcess: Channel = { publish() {}, subscribe() {} };

type Options = {
  channel: Channel;
  hocuspocus: Hocuspocus<ConnectionContext>;
  localDocuments: LocalDocuments;
  logger: Logger;
};

export type Cluster = {
  publishStored(articleId: string): void;
  publishOpened(document: Document): void;
  /** To be called for every awareness update, with its origin. */
  publishPresence(document: Document, clients: number[], origin: unknown): void;
  /** Removes the presence of all local clients at the peers, without waiting for their sockets to close. */
  publishLeft(): void;
  /** The local documents, with changes of rights and sessions published to the peers too. */
  documents: LiveDocuments;
};

export function joinCluster({ channel, hocuspocus, localDocuments, logger }: Options): Cluster {
  channel.subscribe({
    onMessage(message) {
      handleMessage(message).catch((error: unknown) => {
        // The next recheck repeats it.
        logger.warn(
          { ...message, ...loggableError(error) },
          'A notification from a peer could not be handled',
        );
      });
    },
    onReconnect() {
      void localDocuments.recheck();
      for (const document of hocuspocus.documents.values()) {
        publishOpened(document);
        publishLocalPresence(document);
      }
    },
  });

  async function handleMessage(message: ClusterMessage): Promise<void> {
    switch (message.type) {
      case 'stored':
        return localDocuments.catchUp(message.articleId);
      case 'rights':
        return localDocuments.rightsChanged(message.articleId);
      case 'sessions':
        return localDocuments.sessionsEnded(message.userId);
      case 'pages':
        return;
    }
    const document = hocuspocus.documents.get(documentName(message.articleId));
    if (!document) return;
    switch (message.type) {
      case 'presence':
        return applyAwarenessUpdate(document.awareness, fromBase64(message.update), clusterOrigin);
      case 'left':
        return removeAwarenessStates(document.awareness, message.clients, clusterOrigin);
      case 'opened':
        return publishLocalPresence(document);
    }
  }

  function publishFor(document: Document, messageFor: (articleId: string) => ClusterMessage): void {
    const articleId = articleIdOf(document.name);
    if (articleId) channel.publish(messageFor(articleId));
  }

  function publishOpened(document: Document): void {
    publishFor(document, (articleId) => ({ type: 'opened', articleId }));
  }

  function publishLocalPresence(document: Document): void {
    publishPresence(document, localClients(document), null);
  }

  function publishPresence(document: Document, clients: number[], origin: unknown): void {
    // Timeouts are not passed on: every process detects them itself, and only the way to this one may be broken.
    if (origin === clusterOrigin || origin === 'timeout' || clients.length === 0) return;
    const update = toBase64(encodeAwarenessUpdate(document.awareness, clients));
    publishFor(document, (articleId) => ({ type: 'presence', articleId, update }));
  }

  const { flush, merge, change, state, isConnected, rightsChanged, sessionsEnded } = localDocuments;
  return {
    publishStored: (articleId) => channel.publish({ type: 'stored', articleId }),
    publishOpened,
    publishPresence,
    publishLeft() {
      for (const document of hocuspocus.documents.values()) {
        publishFor(document, (articleId) => ({ type: 'left', articleId, clients: localClients(document) }));
      }
    },
    documents: {
      flush,
      merge,
      change,
      state,
      isConnected,
      async rightsChanged(articleId) {
        channel.publish({ type: 'rights', articleId });
        await rightsChanged(articleId);
      },
      async sessionsEnded(userId) {
        channel.publish({ type: 'sessions', userId });
        await sessionsEnded(userId);
      },
    },
  };
}

/** The awareness clients whose sockets end in this process. */
function localClients(document: Document): number[] {
  const clients = document.getConnections().flatMap((connection) => [...document.getClients(connection)]);
  return clients.filter((client) => document.awareness.getStates().has(client));
}
