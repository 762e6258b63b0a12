import type { Document, Hocuspocus } from '@hocuspocus/server';
import { applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness';
import { z } from 'zod';
import { articleIdOf, documentName, fromBase64, toBase64 } from '../../domain/contract/collaboration.ts';
import type { Logger } from '../logger.ts';
import { faultOf } from './fault.ts';
import type { LiveDocuments, OwnDocuments } from './live-documents.ts';
import { neighbourOrigin } from './origins.ts';
import type { SeatContext } from './article-connection.ts';

/**
 * How the processes of one newsroom meet, and the tabs of a mock; see `docs/decisions/012-processes-meet-over-redis.md`.
 *
 * The database is what they share. What is said here is only that it is worth a look: no words travel this way, so a
 * message that is lost makes something late and nothing wrong, and nobody shows words that are not stored.
 */
export const neighbourMessageSchema = z.discriminatedUnion('type', [
  /** Words of this article are in the database that were not. */
  z.object({ type: z.literal('stored'), articleId: z.string() }),
  /** Somebody's caret moved, somebody came or went. Base64 of an awareness update. */
  z.object({ type: z.literal('presence'), articleId: z.string(), update: z.string() }),
  /** Sent by who has just loaded an article: who is there? */
  z.object({ type: z.literal('opened'), articleId: z.string() }),
  z.object({ type: z.literal('left'), articleId: z.string(), clients: z.array(z.number()) }),
  z.object({ type: z.literal('rights'), articleId: z.string() }),
  z.object({ type: z.literal('sessions'), userId: z.string() }),
  /** Something changed that readers' pages may show. */
  z.object({ type: z.literal('pages') }),
]);
export type NeighbourMessage = z.infer<typeof neighbourMessageSchema>;

/** What carries the messages: Redis between processes, a BroadcastChannel between tabs. */
export type Channel = {
  /** To all others, not to oneself. It may get lost; never throws. */
  post(message: NeighbourMessage): void;
  /** `missed` is called when messages may have got lost and it works again. */
  listen(listener: { heard(message: NeighbourMessage): void; missed(): void }): void;
};

/** One process alone. */
export const noNeighbours: Channel = { post() {}, listen() {} };

type Options = {
  channel: Channel;
  hocuspocus: Hocuspocus<SeatContext>;
  own: OwnDocuments;
  logger: Logger;
};

export type Neighbours = {
  stored(articleId: string): void;
  opened(document: Document): void;
  /** To be called for every change of presence, with its origin. */
  presence(document: Document, clients: number[], origin: unknown): void;
  /** All who are here go away at once, without time to close their sockets. */
  left(): void;
  /** The same documents; what one process is told of them, the others hear too. */
  share(own: OwnDocuments): LiveDocuments;
};

export function meetNeighbours({ channel, hocuspocus, own, logger }: Options): Neighbours {
  channel.listen({
    heard(message) {
      hear(message).catch((error: unknown) => {
        // The next recheck looks again.
        logger.warn({ ...message, ...faultOf(error) }, 'What another process told of could not be looked at');
      });
    },
    missed() {
      void own.recheck();
      for (const document of hocuspocus.documents.values()) {
        opened(document);
        showWhoIsHere(document);
      }
    },
  });

  async function hear(message: NeighbourMessage): Promise<void> {
    switch (message.type) {
      case 'stored':
        return own.catchUp(message.articleId);
      case 'rights':
        return own.rightsChanged(message.articleId);
      case 'sessions':
        return own.sessionsEnded(message.userId);
      case 'pages':
        return;
    }
    const document = hocuspocus.documents.get(documentName(message.articleId));
    if (!document) return;
    switch (message.type) {
      case 'presence':
        return applyAwarenessUpdate(document.awareness, fromBase64(message.update), neighbourOrigin);
      case 'left':
        return removeAwarenessStates(document.awareness, message.clients, neighbourOrigin);
      case 'opened':
        return showWhoIsHere(document);
    }
  }

  function post(document: Document, make: (articleId: string) => NeighbourMessage): void {
    const articleId = articleIdOf(document.name);
    if (articleId) channel.post(make(articleId));
  }

  function opened(document: Document): void {
    post(document, (articleId) => ({ type: 'opened', articleId }));
  }

  function showWhoIsHere(document: Document): void {
    presence(document, clientsHere(document), null);
  }

  function presence(document: Document, clients: number[], origin: unknown): void {
    // Who falls silent is forgotten by everybody for themselves: it may be the way here that is broken.
    if (origin === neighbourOrigin || origin === 'timeout' || clients.length === 0) return;
    const update = toBase64(encodeAwarenessUpdate(document.awareness, clients));
    post(document, (articleId) => ({ type: 'presence', articleId, update }));
  }

  return {
    stored: (articleId) => channel.post({ type: 'stored', articleId }),
    opened,
    presence,
    left() {
      for (const document of hocuspocus.documents.values()) {
        post(document, (articleId) => ({ type: 'left', articleId, clients: clientsHere(document) }));
      }
    },
    share: ({ catchUp: _catchUp, recheck: _recheck, ...documents }) => ({
      ...documents,
      async rightsChanged(articleId) {
        channel.post({ type: 'rights', articleId });
        await documents.rightsChanged(articleId);
      },
      async sessionsEnded(userId) {
        channel.post({ type: 'sessions', userId });
        await documents.sessionsEnded(userId);
      },
    }),
  };
}

/** Whose sockets end in this process. */
function clientsHere(document: Document): number[] {
  const clients = document.getConnections().flatMap((connection) => [...document.getClients(connection)]);
  return clients.filter((client) => document.awareness.getStates().has(client));
}
