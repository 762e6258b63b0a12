/**
 * Holds back what comes from other people while an input method is composing.
 *
 * A Vietnamese syllable is not typed but composed: macOS, ibus and phones keep it open in the page until the next
 * space, and rewrite it with every key. If the editor redraws the text around it meanwhile, the browser and the
 * editor lose each other and the syllable is there twice ("tiêtiếng"). So remote changes wait until the composition
 * has ended, and a little longer, because the browser's own last input event comes after `compositionend`.
 *
 * It listens to the whole page: three editors share one document, and a composition in a field beside them is short.
 */
export type CompositionGate = {
  /** Runs the task now, or when the composition is over; in the order of the calls. */
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
  // A key outside of any composition: its end was never told, as when the field went away under it.
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

  // Some input methods select a syllable by Shift+← and type over it. The browser tells of a selection only a moment
  // later; a change that comes in between would put the caret back, so the editors are told now.
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
