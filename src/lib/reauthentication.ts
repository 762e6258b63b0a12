import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/**
 * A request that needs a recent proof of identity waits here while a dialog asks for it. Several requests share one
 * dialog.
 */
const isAsking = createStore<boolean>()(() => false);
let waiting: ((isConfirmed: boolean) => void)[] = [];
let opener: Element | null = null;

export function useIsReauthenticating(): boolean {
  return useStore(isAsking);
}

/**
 * Opens the dialog.
 *
 * @param focused the element from which the request came. It gets the focus back, once its form has enabled it again.
 * @returns whether the identity was confirmed; false when the person cancels or `signal` is aborted.
 */
export function identityConfirmed(signal: AbortSignal, focused: Element | null): Promise<boolean> {
  opener ??= focused;
  isAsking.setState(true, true);
  return new Promise((resolve) => {
    waiting.push(resolve);
    signal.addEventListener('abort', () => {
      waiting = waiting.filter((other) => other !== resolve);
      if (waiting.length === 0) isAsking.setState(false, true);
      resolve(false);
    });
  });
}

/** Closes the dialog and lets the waiting requests continue, or fails them. */
export function settleReauthentication(isConfirmed: boolean): void {
  const settled = waiting;
  waiting = [];
  isAsking.setState(false, true);
  for (const resolve of settled) resolve(isConfirmed);
  if (opener instanceof HTMLElement) restoreFocus(opener, focusAttempts);
  opener = null;
}

const focusAttempts = 20;
const focusIntervalMs = 50;

/** Gives up when the person has moved the focus themself. */
function restoreFocus(element: HTMLElement, attempts: number): void {
  setTimeout(() => {
    const { activeElement, body } = document;
    if (activeElement !== null && activeElement !== body) return;
    element.focus();
    if (document.activeElement !== element && attempts > 1) restoreFocus(element, attempts - 1);
  }, focusIntervalMs);
}
