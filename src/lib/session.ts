import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Viewer } from '../../domain/contract/session.ts';

/**
 * The session of this tab.
 *
 * When a request finds the session expired, it waits here while a dialog asks for the password. Signing in retries all
 * waiting requests, so no page state and no click is lost. "Later" (`postponed`) fails them instead.
 */
type Session =
  | { status: 'unknown' }
  | { status: 'signed-in'; viewer: Viewer }
  | { status: 'ended'; viewer: Viewer }
  | { status: 'postponed'; viewer: Viewer };

type WaitingRequest = { retry: () => void; fail: () => void };

const store = createStore<Session>()(() => ({ status: 'unknown' }));
let waiting: WaitingRequest[] = [];

export function useSession(): Session {
  return useStore(store);
}

/** The account of the session, including an expired one; null if there is none. */
export function currentAccountId(): string | null {
  const session = store.getState();
  return session.status === 'unknown' ? null : session.viewer.id;
}

/** For code outside React; components use `useSession`. @returns unsubscribe */
export const onSessionChange = store.subscribe;

/** Records a sign-in, or a session found at start; retries the waiting requests. */
export function sessionStarted(viewer: Viewer): void {
  set({ status: 'signed-in', viewer });
  settleWaiting('retry');
}

/** Records that the session has expired. Opens the dialog, except after "later" or without a sign-in. */
export function sessionEnded(): void {
  const session = store.getState();
  if (session.status === 'signed-in') set({ status: 'ended', viewer: session.viewer });
}

/** "Later": closes the dialog and fails the waiting requests; the page can still be read. */
export function postponeSignIn(): void {
  const session = store.getState();
  if (session.status === 'ended') set({ status: 'postponed', viewer: session.viewer });
  settleWaiting('fail');
}

/** Reopens the dialog after "later". */
export function reopenSignIn(): void {
  const session = store.getState();
  if (session.status === 'postponed') set({ status: 'ended', viewer: session.viewer });
}

/** Records a deliberate sign-out, or a change of account. */
export function forgetSession(): void {
  set({ status: 'unknown' });
  settleWaiting('fail');
}

/**
 * Waits until the expired session is renewed.
 *
 * @returns whether it was; false after "later", without a sign-in, or when `signal` is aborted.
 */
export function sessionRenewed(signal: AbortSignal): Promise<boolean> {
  sessionEnded();
  if (store.getState().status !== 'ended') return Promise.resolve(false);
  return new Promise((resolve) => {
    const entry: WaitingRequest = { retry: () => resolve(true), fail: () => resolve(false) };
    waiting.push(entry);
    signal.addEventListener('abort', () => {
      waiting = waiting.filter((other) => other !== entry);
      resolve(false);
    });
  });
}

function settleWaiting(outcome: keyof WaitingRequest): void {
  const settled = waiting;
  waiting = [];
  for (const entry of settled) entry[outcome]();
}

function set(next: Session): void {
  store.setState(next, true);
}
