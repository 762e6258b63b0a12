/**
 * Keeps the browser from opening a file that is dropped outside of the places that accept files, which would leave the
 * desk. Lasts as long as the page.
 */
export function guardDrops(): void {
  const refuse = (event: DragEvent) => {
    if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'none';
  };
  globalThis.addEventListener('dragover', refuse);
  globalThis.addEventListener('drop', refuse);
}
