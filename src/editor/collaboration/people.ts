import type { Awareness } from 'y-protocols/awareness';
import { type PersonState, personStateSchema } from '../../../domain/contract/collaboration.ts';

/** Somebody who has the article open; one entry for each person, however many tabs they have. */
export type PersonHere = PersonState & { clientId: number; isSelf: boolean };

/** Everybody in the article, in the order in which they came; the server vouches for names and ids. */
export function peopleIn(awareness: Awareness, ownId: string): PersonHere[] {
  const people = new Map<string, PersonHere>();
  for (const [clientId, state] of awareness.getStates()) {
    const user = personStateSchema.safeParse(state.user);
    if (!user.success || people.has(user.data.id)) continue;
    people.set(user.data.id, { ...user.data, clientId, isSelf: user.data.id === ownId });
  }
  return [...people.values()];
}
