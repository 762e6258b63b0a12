/**
 * How an element takes the focus back with its selection. Only for those of which the browser does not remember it: an
 * editor's.
 */
const focusActions = new WeakMap<Element, () => void>();

export function setFocusAction(element: Element, focus: () => void): void {
  focusActions.set(element, focus);
}

/** Gives the focus back to an element, with the selection that it had. */
export function returnFocus(element: Element | null): void {
  const focus = element && focusActions.get(element);
  if (focus) focus();
  else if (element instanceof HTMLElement) element.focus({ preventScroll: true });
}
