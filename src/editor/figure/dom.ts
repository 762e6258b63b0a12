/** Sent to the elements of figures and placeholders when the language changed, or whether one may write. */
export const refreshEvent = 'figure-refresh';

/** Makes an element with attributes; `false` and null leave an attribute out. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string | number | boolean | null>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(made, name, value);
  made.append(...children);
  return made;
}

/** Sets an attribute only when it differs, so that nothing is laid out anew for the same value. */
export function setAttribute(target: Element, name: string, value: string | number | boolean | null): void {
  if (value === null || value === false) {
    if (target.hasAttribute(name)) target.removeAttribute(name);
  } else {
    const text = value === true ? '' : String(value);
    if (target.getAttribute(name) !== text) target.setAttribute(name, text);
  }
}

/** A button that leaves the caret where it is when it is pressed with the mouse. */
export function quietButton(className: string, label: string, onPress: () => void): HTMLButtonElement {
  const button = element('button', { type: 'button', class: className }, label);
  button.addEventListener('mousedown', (event) => event.preventDefault());
  button.addEventListener('click', onPress);
  return button;
}
