/** What one keypress cost, in milliseconds. */
export type Keypress = {
  /** From the moment of the press (the event's own time) until the frame that shows it was painted. */
  toPaint: number;
  /** Of that, what the page computed: its handlers, then style, layout and paint. The rest is waiting for the frame. */
  work: number;
};

type PageMeasure = {
  /** Since the navigation began, when the last block was painted and could be written in. Null before. */
  openedMs: number | null;
  keypresses: Keypress[];
  /** Tasks over 50 ms since `keypresses` was last emptied. */
  longTasks: number;
  /** How long the browser itself says each press and release took (Event Timing, steps of 8 ms, 16 and more). */
  interactions: Map<number, number>;
};

declare global {
  interface Window {
    bench: PageMeasure;
  }
}

/**
 * Runs inside the page before any of its scripts, so it can use nothing of this module but types. Watches for the end
 * of the article and times every keypress.
 */
export function measureInPage(lastWords: string): void {
  const measure: PageMeasure = { openedMs: null, keypresses: [], longTasks: 0, interactions: new Map() };
  window.bench = measure;

  /** In a task of its own, which comes after the frame that is being made, or after the event at hand. */
  const inNextTask = (work: () => void) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = work;
    port2.postMessage(null);
  };

  const editors = document.getElementsByClassName('ProseMirror');
  const isOpen = () => {
    for (const editor of editors) {
      // The last block may be followed by a widget or an empty paragraph.
      for (let child = editor.lastElementChild, seen = 0; child && seen < 3; seen += 1) {
        if (child.textContent.includes(lastWords)) return (editor as HTMLElement).isContentEditable;
        child = child.previousElementSibling;
      }
    }
    return false;
  };
  const look = () => {
    if (!isOpen()) requestAnimationFrame(look);
    else {
      inNextTask(() => {
        measure.openedMs = performance.now();
      });
    }
  };
  requestAnimationFrame(look);

  let pressedAt = 0;
  let handledFrom = 0;
  const listen = { capture: true, passive: true };
  addEventListener(
    'keydown',
    (event) => {
      pressedAt = event.timeStamp;
      handledFrom = performance.now();
    },
    listen,
  );
  // The letter is put in by the task of `keypress`; a frame asked for here is the first that can show it.
  addEventListener(
    'keypress',
    () => {
      const from = handledFrom;
      const pressed = pressedAt;
      let handledTo = Number.POSITIVE_INFINITY;
      inNextTask(() => {
        handledTo = performance.now();
      });
      requestAnimationFrame(() => {
        const frameFrom = performance.now();
        inNextTask(() => {
          const paintedAt = performance.now();
          const handling = Math.min(handledTo, frameFrom) - from;
          measure.keypresses.push({ toPaint: paintedAt - pressed, work: handling + paintedAt - frameFrom });
        });
      });
    },
    listen,
  );

  new PerformanceObserver((list) => {
    measure.longTasks += list.getEntries().length;
  }).observe({ type: 'longtask' });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceEventTiming[]) {
      if (entry.interactionId === 0) continue;
      const known = measure.interactions.get(entry.interactionId) ?? 0;
      measure.interactions.set(entry.interactionId, Math.max(known, entry.duration));
    }
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
}
