import '@testing-library/jest-dom/vitest';
import { notifications } from '@mantine/notifications';
import { cleanup, configure, prettyDOM } from '@testing-library/react';
import { afterEach, beforeEach, expect, vi } from 'vitest';

/*
 * APIs that jsdom does not implement, as stubs: nothing has a size, nothing scrolls, no media query matches.
 */
window.matchMedia = (media) => ({
  matches: false,
  media,
  onchange: null,
  addListener: () => undefined,
  removeListener: () => undefined,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  dispatchEvent: () => false,
});
class StubObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
  takeRecords() {
    return [];
  }
  root = null;
  rootMargin = '';
  thresholds = [];
  scrollMargin = '';
}
window.ResizeObserver = StubObserver;
window.IntersectionObserver = StubObserver;
Element.prototype.scrollIntoView = () => undefined;
Element.prototype.checkVisibility = function checkVisibility(this: Element): boolean {
  if (!this.isConnected || getComputedStyle(this).display === 'none') return false;
  return this.parentElement?.checkVisibility() ?? true;
};
document.elementFromPoint = () => null;
Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
Range.prototype.getClientRects = () => Object.assign([], { item: () => null });
Range.prototype.getBoundingClientRect = () => new DOMRect();
window.scrollTo = () => undefined;

// A screen is fetched when it is first opened, which may take seconds on a busy machine.
configure({ asyncUtilTimeout: 8_000 });

/** Unexpected errors on the console. A test that provokes one reads it with `vi.mocked(console.error)`. */
let problems: string[] = [];

beforeEach(() => {
  problems = [];
  vi.spyOn(console, 'error').mockImplementation((...args: unknown[]) => {
    problems.push(
      args.map((arg) => (arg instanceof Error ? (arg.stack ?? arg.message) : String(arg))).join(' '),
    );
  });
});

afterEach(({ task }) => {
  // Once, where a test failed. Testing Library would print it into each error of each poll of `findBy`, which takes a
  // tenth of the time; DEBUG_PRINT_LIMIT switches that off.
  if (task.result?.state === 'fail') process.stderr.write(`${prettyDOM(document.body, 20_000)}\n`);
  cleanup();
  // Files share the document: one would find the live region of another.
  document.body.replaceChildren();
  // The toasts are module state, which files share.
  notifications.clean();
  notifications.cleanQueue();
  vi.restoreAllMocks();
  expect(problems, 'nothing unexpected on the console').toEqual([]);
});
