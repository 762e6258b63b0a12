import { setTimeout as pause } from 'node:timers/promises';
import type { Target } from './engines.ts';

export const patienceMs = 120_000;

/** `Target` as JSON, for the page. */
export const asQuery = ({ css, name }: Target) => ({ css, pattern: name?.source ?? '' });

/** Runs in the page, so it uses nothing outside of it. */
export function findElement({ css, pattern }: ReturnType<typeof asQuery>): Element | null {
  const nameOf = (element: Element) =>
    element.getAttribute('aria-label') ??
    (element instanceof HTMLInputElement ? element.labels?.[0] : element)?.textContent ??
    '';
  const isMeant = (element: Element) =>
    element.checkVisibility() && new RegExp(pattern).test(nameOf(element).replace(/\s+/g, ' ').trim());
  return Array.from(document.querySelectorAll(css)).find(isMeant) ?? null;
}

/** Under automation, Firefox and WebKit cancel a picker as soon as it opens, and the field is gone. Runs in the page. */
export function keepPickerClosed(): void {
  const prevent = (event: Event) => {
    if ((event.target as HTMLInputElement).type === 'file') event.preventDefault();
  };
  document.addEventListener('click', prevent, { capture: true });
}

/** Attempts an action until it succeeds: elements appear, move, and are replaced. @throws the last error. */
export async function eventually(what: string, attempt: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + patienceMs;
  let reason: unknown = 'not there';
  for (;;) {
    try {
      if (await attempt()) return;
    } catch (error) {
      reason = error;
    }
    if (Date.now() > deadline) throw new Error(`Could not ${what} in time: ${reason}`, { cause: reason });
    await pause(100);
  }
}
