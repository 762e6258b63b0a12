/**
 * Delays remote changes while an input method is composing (decision 005).
 *
 * macOS, ibus and phones keep a Vietnamese syllable in composition until the next space and rewrite it with every key.
 * If the editor updates the DOM around it, the syllable is duplicated ("tiêtiếng"). Tasks run after the composition
 * has ended and `settleMs` have passed: the browser's last input event comes after `compositionend`.
 *
 * Listens to the whole page, because three editors share one document.
 */
export type CompositionGate = {
  /** Runs the task now, or after the composition; in the order of the calls. */
  pass(task: () => void): void;
  destroy(): void;
};

export const settleMs = 60;

export function createCompositionGate(page: Document): CompositionGate {
  let composing: EventTarget | null = null;
  let settling: ReturnType<typeof setTimeout> | null = null;
  let waiting: (() => void)[] = [];

  const handleStart = (event: Event) => {
    stopSettling();
    composing = event.target;
  };
  const handleEnd = () => {
    if (composing === null) return;
    composing = null;
    stopSettling();
    settling = setTimeout(open, settleMs);
  };
  // A key outside of a composition: `compositionend` was missed, for example because the field was removed.
  const handleKey = (event: KeyboardEvent) => {
    if (!event.isComposing && event.keyCode !== 229) handleEnd();
  };

  page.addEventListener('compositionstart', handleStart, true);
  page.addEventListener('compositionend', handleEnd, true);
  page.addEventListener('focusout', handleEnd, true);
  page.addEventListener('keydown', handleKey, true);

  function stopSettling() {
    if (settling !== null) clearTimeout(settling);
    settling = null;
  }

  function open() {
    settling = null;
    const tasks = waiting;
    waiting = [];
    for (const task of tasks) run(task);
  }

  // Some input methods select a syllable with Shift+← and type over it. `selectionchange` fires a little later; a
  // change in between would restore the old caret, so the editors are made to read the selection now.
  function run(task: () => void) {
    page.dispatchEvent(new Event('selectionchange'));
    task();
  }

  return {
    pass(task) {
      if (composing instanceof Node && !composing.isConnected) handleEnd();
      if (composing === null && settling === null) run(task);
      else waiting.push(task);
    },
    destroy() {
      stopSettling();
      composing = null;
      open();
      page.removeEventListener('compositionstart', handleStart, true);
      page.removeEventListener('compositionend', handleEnd, true);
      page.removeEventListener('focusout', handleEnd, true);
      page.removeEventListener('keydown', handleKey, true);
    },
  };
}
