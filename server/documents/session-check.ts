import type { Hocuspocus } from '@hocuspocus/server';
import type {
  ArticleConnection,
  ArticleConnections,
  ConnectionContext,
  SocketSession,
} from './article-connection.ts';

/** A session that ended elsewhere is noticed well within five seconds. */
const everyMs = 3_000;

type Options = {
  hocuspocus: Hocuspocus<ConnectionContext>;
  connections: ArticleConnections;
  resolveActor(headers: Headers): Promise<SocketSession | null>;
};

/**
 * Asks again and again whether each open socket is still that of the same person in the same role. When the database is
 * away, nothing changes.
 *
 * @returns stops it.
 */
export function watchSessions({ hocuspocus, connections, resolveActor }: Options): () => void {
  let isChecking = false;
  const timer = setInterval(async () => {
    // A slow database is not asked twice at once.
    if (isChecking) return;
    isChecking = true;
    const open = [...hocuspocus.documents.values()].flatMap(connections.at);
    await Promise.all(open.map(check));
    isChecking = false;
  }, everyMs);

  async function check(seat: ArticleConnection): Promise<void> {
    const { actor } = seat.session;
    const found = await resolveActor(seat.connection.request.headers).catch(() => seat.session);
    if (found?.actor.id !== actor.id || found.actor.role !== actor.role) await connections.refresh(seat);
  }

  return () => clearInterval(timer);
}
