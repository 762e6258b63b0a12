import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterEach, beforeEach, expect, vi } from 'vitest';

/*
 * What jsdom has not, in the quiet version: nothing has a size, nothing scrolls, no media query matches.
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
class StillObserver {
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
window.ResizeObserver = StillObserver;
window.IntersectionObserver = StillObserver;
Element.prototype.scrollIntoView = () => undefined;
document.elementFromPoint = () => null;
Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
Range.prototype.getClientRects = () => Object.assign([], { item: () => null });
Range.prototype.getBoundingClientRect = () => new DOMRect();
window.scrollTo = () => undefined;

/** Errors on the console that nobody expected. A test that provokes one reads it with `vi.mocked(console.error)`. */
let problems: string[] = [];

beforeEach(() => {
  problems = [];
  vi.spyOn(console, 'error').mockImplementation((...words: unknown[]) => {
    problems.push(
      words.map((word) => (word instanceof Error ? (word.stack ?? word.message) : String(word))).join(' '),
    );
  });
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  expect(problems, 'nothing unexpected on the console').toEqual([]);
});
