/**
 * Lets the browser ask before the page is left, as long as it is told to. Only then is anything listened to: a page
 * that listens to this cannot be kept for the way back.
 */
export function leavingGuard(): (isNeeded: boolean) => void {
  const ask = (event: Event) => event.preventDefault();
  return (isNeeded) => {
    if (isNeeded) globalThis.addEventListener?.('beforeunload', ask);
    else globalThis.removeEventListener?.('beforeunload', ask);
  };
}
