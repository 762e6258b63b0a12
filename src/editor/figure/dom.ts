/** Dispatched on the elements of figures and placeholders after a change of language or editability. */
export const refreshEvent = 'figure-refresh';

/** Creates an element; `false` and null omit an attribute. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string | number | boolean | null>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const created = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(created, name, value);
  created.append(...children);
  return created;
}

/** Sets an attribute only when its value differs, to avoid needless layout. */
export function setAttribute(target: Element, name: string, value: string | number | boolean | null): void {
  if (value === null || value === false) {
    if (target.hasAttribute(name)) target.removeAttribute(name);
  } else {
    const text = value === true ? '' : String(value);
    if (target.getAttribute(name) !== text) target.setAttribute(name, text);
  }
}

/** A button that does not move the caret when pressed with the mouse. */
export function quietButton(className: string, label: string, onPress: () => void): HTMLButtonElement {
  const button = element('button', { type: 'button', class: className }, label);
  button.addEventListener('mousedown', (event) => event.preventDefault());
  button.addEventListener('click', onPress);
  return button;
}

let liveRegion: HTMLElement | null = null;

/** Announces a message to screen readers, through one live region for the page. */
export function announce(message: string): void {
  if (!liveRegion?.isConnected) {
    liveRegion = element('div', { class: 'figure-announcer', role: 'status' });
    document.body.append(liveRegion);
  }
  liveRegion.textContent = message;
}
