import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Viewer } from '../../domain/contract/session.ts';

/**
 * Whether the person in front of the screen is still signed in.
 *
 * When a session ends, the request that found out waits here. The dialog over the page asks for the password;
 * signing in lets every waiting request run again, so neither page nor words nor the click are lost. "Later" fails
 * them instead, and a bar stays.
 */
type Session =
  | { status: 'unknown' }
  | { status: 'signed-in'; viewer: Viewer }
  | { status: 'ended'; viewer: Viewer }
  | { status: 'put-off'; viewer: Viewer };

type Waiting = { resume: () => void; giveUp: () => void };

const store = createStore<Session>()(() => ({ status: 'unknown' }));
let waiting: Waiting[] = [];

export function useSession(): Session {
  return useStore(store);
}

/** Whose session it is, also while it has ended and waits for the password. Null when nobody's is known. */
export function currentAccountId(): string | null {
  const session = store.getState();
  return session.status === 'unknown' ? null : session.viewer.id;
}

/** For code outside React; components use `useSession`. @returns unsubscribe */
export const onSessionChange = store.subscribe;

/** Somebody signed in, or was found to be. Waiting requests run again. */
export function sessionStarted(viewer: Viewer): void {
  set({ status: 'signed-in', viewer });
  settle('resume');
}

/** The server no longer knows this session. Opens the dialog, unless nobody had signed in or they said "later". */
export function sessionEnded(): void {
  const session = store.getState();
  if (session.status === 'signed-in') set({ status: 'ended', viewer: session.viewer });
}

/** "Later": the page stays to be read, requests fail. */
export function putOffSignIn(): void {
  const session = store.getState();
  if (session.status === 'ended') set({ status: 'put-off', viewer: session.viewer });
  settle('giveUp');
}

/** Opens the dialog again after "later". */
export function askToSignIn(): void {
  const session = store.getState();
  if (session.status === 'put-off') set({ status: 'ended', viewer: session.viewer });
}

/** Signed out on purpose, or leaving for another account. */
export function forgetSession(): void {
  set({ status: 'unknown' });
  settle('giveUp');
}

/**
 * Waits until the ended session is renewed.
 *
 * @returns false when there is nothing to wait for: nobody was signed in, or they said "later".
 */
export function sessionRenewed(signal: AbortSignal): Promise<boolean> {
  sessionEnded();
  if (store.getState().status !== 'ended') return Promise.resolve(false);
  return new Promise((resolve) => {
    const entry: Waiting = { resume: () => resolve(true), giveUp: () => resolve(false) };
    waiting.push(entry);
    signal.addEventListener('abort', () => {
      waiting = waiting.filter((other) => other !== entry);
      resolve(false);
    });
  });
}

function settle(how: keyof Waiting): void {
  const settled = waiting;
  waiting = [];
  for (const entry of settled) entry[how]();
}

function set(next: Session): void {
  store.setState(next, true);
}
