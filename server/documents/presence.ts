import type { Document } from '@hocuspocus/server';
import { type PersonState, personStateSchema } from '../../domain/contract/collaboration.ts';
import type { ArticleConnection, SocketSession } from './article-connection.ts';

type States = Map<number, Record<string, unknown>>;

const stateMaxChars = 4_000;
const statesMax = 4;
const fallbackColor = '#5d584f';

/**
 * Sanitizes the awareness states of a client in place: all but the colour becomes that of the account; states that are too
 * large, too many, or of another person's client are removed.
 *
 * @param clients `own`: the client ids that this connection has states of.
 */
export function sanitizePresence(
  states: States,
  session: SocketSession,
  clients: { own: ReadonlySet<number>; isForeign: (clientId: number) => boolean },
): void {
  const accepted = new Set(clients.own);
  for (const [clientId, state] of [...states]) {
    const isTooLarge = JSON.stringify(state).length > stateMaxChars;
    const isTooMany = !accepted.has(clientId) && accepted.size >= statesMax;
    if (isTooLarge || isTooMany || clients.isForeign(clientId)) {
      states.delete(clientId);
      continue;
    }
    accepted.add(clientId);
    const { id, name, portraitMediaId } = session.user;
    const color = personStateSchema.shape.color.safeParse(colorOf(state.user));
    state.user = {
      ...{ id, name, color: color.success ? color.data : fallbackColor },
      ...(portraitMediaId && { portraitMediaId }),
    } satisfies PersonState;
  }
}

/** Whether this client id belongs to another person, by a socket here or by the presence of another process. */
export function isForeignClient(
  document: Document,
  clientId: number,
  userId: string,
  connections: readonly ArticleConnection[],
): boolean {
  const shownAs = idOf(document.awareness.getStates().get(clientId)?.user) ?? userId;
  return (
    shownAs !== userId ||
    connections.some(
      ({ session, transport }) => session.user.id !== userId && document.getClients(transport).has(clientId),
    )
  );
}

function idOf(user: unknown): unknown {
  return typeof user === 'object' && user !== null && 'id' in user ? user.id : undefined;
}

function colorOf(user: unknown): unknown {
  return typeof user === 'object' && user !== null && 'color' in user ? user.color : undefined;
}
