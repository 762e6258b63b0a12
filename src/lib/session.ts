import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { SessionEnd } from '../../domain/accounts.ts';
import type { Viewer } from '../../domain/contract/session.ts';

/**
 * The session of this tab.
 *
 * When a request finds the session expired, it waits here while a bar says so: nothing that opens by itself takes the
 * focus from somebody who types. The bar's button opens the dialog that asks for the password (`isAsking`). Signing in
 * retries all waiting requests, so no page state and no click is lost. "Later" (`postponed`) fails them instead.
 */
type Session =
  | { status: 'unknown' }
  | { status: 'signed-in'; viewer: Viewer }
  | { status: 'ended'; viewer: Viewer; reason: SessionEnd; isAsking: boolean }
  | { status: 'postponed'; viewer: Viewer; reason: SessionEnd };

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

/** Records the session found at start. A later navigation, which asks nobody, is no proof that it goes on. */
export function sessionFound(viewer: Viewer): void {
  if (store.getState().status === 'unknown') sessionStarted(viewer);
}

/** Records a sign-in; retries the waiting requests. */
export function sessionStarted(viewer: Viewer): void {
  set({ status: 'signed-in', viewer });
  settleWaiting('retry');
}

/** Records that the session has ended. Not after "later", and not without a sign-in. */
export function sessionEnded(reason: SessionEnd = 'none'): void {
  const session = store.getState();
  if (session.status === 'signed-in') {
    set({ status: 'ended', viewer: session.viewer, reason, isAsking: false });
  }
}

/** Opens the dialog. */
export function askToSignIn(): void {
  const session = store.getState();
  if (session.status !== 'ended' && session.status !== 'postponed') return;
  const { viewer, reason } = session;
  set({ status: 'ended', viewer, reason, isAsking: true });
}

/** "Later": closes the dialog and fails the waiting requests; the page can still be read. */
export function postponeSignIn(): void {
  const session = store.getState();
  if (session.status === 'ended') {
    set({ status: 'postponed', viewer: session.viewer, reason: session.reason });
  }
  settleWaiting('fail');
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
export function sessionRenewed(signal: AbortSignal, reason: SessionEnd = 'none'): Promise<boolean> {
  sessionEnded(reason);
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
