/** Durations of one keypress, in milliseconds. */
export type Keypress = {
  /** From the event's timestamp until the frame that shows the letter was painted. */
  toPaint: number;
  /** The computing part: event handlers, then style, layout and paint. The rest is waiting for the frame. */
  work: number;
};

type PageMeasure = {
  /** Time since the start of the navigation when the last block was painted and editable. Null before. */
  openedMs: number | null;
  keypresses: Keypress[];
  /** Tasks over 50 ms since `keypresses` was last emptied. */
  longTasks: number;
  /** Durations reported by the Event Timing API by interaction id: 16 ms and more, in steps of 8. */
  interactions: Map<number, number>;
};

declare global {
  interface Window {
    bench: PageMeasure;
  }
}

/**
 * Runs in the page before its scripts, and therefore cannot use other code of this module. Records when the end of the
 * article is painted, and times every keypress.
 */
export function measureInPage(lastSentence: string): void {
  const measure: PageMeasure = { openedMs: null, keypresses: [], longTasks: 0, interactions: new Map() };
  window.bench = measure;

  /** Runs `work` in a new task, after the current frame or event. */
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
        if (child.textContent.includes(lastSentence)) return (editor as HTMLElement).isContentEditable;
        child = child.previousElementSibling;
      }
    }
    return false;
  };
  const checkOpened = () => {
    if (!isOpen()) requestAnimationFrame(checkOpened);
    else {
      inNextTask(() => {
        measure.openedMs = performance.now();
      });
    }
  };
  requestAnimationFrame(checkOpened);

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
  // The letter is inserted by the task of `keypress`; a frame requested here is the first that can show it.
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
