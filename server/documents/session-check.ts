import type { Hocuspocus } from '@hocuspocus/server';
import type {
  ArticleConnection,
  ArticleConnections,
  ConnectionContext,
  ResolveActor,
} from './article-connection.ts';

/** A session that another process has ended is noticed within five seconds. */
const checkIntervalMs = 3_000;

type Options = {
  hocuspocus: Hocuspocus<ConnectionContext>;
  connections: ArticleConnections;
  resolveActor: ResolveActor;
};

/**
 * Checks periodically that the session of each open socket still belongs to the same person in the same role. When the
 * database is unavailable, nothing changes.
 *
 * @returns stop.
 */
export function watchSessions({ hocuspocus, connections, resolveActor }: Options): () => void {
  let isChecking = false;
  const timer = setInterval(async () => {
    // Checks do not overlap when the database is slow.
    if (isChecking) return;
    isChecking = true;
    const open = [...hocuspocus.documents.values()].flatMap(connections.ofDocument);
    await Promise.all(open.map(check));
    isChecking = false;
  }, checkIntervalMs);

  async function check(connection: ArticleConnection): Promise<void> {
    const { session, transport } = connection;
    const isUse = connection.hasEdited;
    connection.hasEdited = false;
    const found = await resolveActor(transport.request.headers, { isUse }).catch(() => connection.session);
    if (found?.actor.id !== session.actor.id || found.actor.role !== session.actor.role) {
      await connections.refreshRights(connection);
    }
  }

  return () => clearInterval(timer);
}
