import type { KeyboardEvent } from 'react';

/** Ctrl+Enter, or ⌘+Enter, in a text area submits its form: `<form onKeyDown={submitByKeyboard}>`. */
export function submitByKeyboard(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
  if (!(event.target instanceof HTMLTextAreaElement)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}
