import type { Document } from '@hocuspocus/server';
import { type PersonState, personStateSchema } from '../../domain/contract/collaboration.ts';
import type { ArticleConnection, SocketSession } from './article-connection.ts';

type States = Map<number, Record<string, unknown>>;

const stateMaxChars = 4_000;
const statesMax = 4;
const fallbackColor = '#5d584f';

/**
 * Cleans what a client says about itself before others hear it: name and id become those of the account, a state of
 * unusual size or one that speaks for somebody else's client is left out. `isForeign` tells whose client ids those are.
 */
export function cleanPresence(
  states: States,
  session: SocketSession,
  isForeign: (clientId: number) => boolean,
): void {
  let kept = 0;
  for (const [clientId, state] of [...states]) {
    const isTooLarge = JSON.stringify(state).length > stateMaxChars;
    if (isTooLarge || kept >= statesMax || isForeign(clientId)) {
      states.delete(clientId);
      continue;
    }
    kept += 1;
    const { id, name } = session.user;
    const color = personStateSchema.shape.color.safeParse(colorOf(state.user));
    state.user = { id, name, color: color.success ? color.data : fallbackColor } satisfies PersonState;
  }
}

/** Whether this client id is somebody else's, by a socket here or by what another process has told of. */
export function isForeignClient(
  document: Document,
  clientId: number,
  userId: string,
  seats: readonly ArticleConnection[],
): boolean {
  const shownAs = idOf(document.awareness.getStates().get(clientId)?.user) ?? userId;
  return (
    shownAs !== userId ||
    seats.some(
      (seat) => seat.session.user.id !== userId && document.getClients(seat.connection).has(clientId),
    )
  );
}

function idOf(user: unknown): unknown {
  return typeof user === 'object' && user !== null && 'id' in user ? user.id : undefined;
}

function colorOf(user: unknown): unknown {
  return typeof user === 'object' && user !== null && 'color' in user ? user.color : undefined;
}
