import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';

/**
 * Reads the DOM selection before each key if it has changed since the last `selectionchange`. Browsers dispatch that
 * event with a delay after a click; on a busy machine a key can precede it and would act on the old selection (Ctrl+A in
 * a caption would select the whole article).
 */
export const SelectionSync = Extension.create({
  name: 'selectionSync',
  // Before all key handlers.
  priority: 1000,
  addProseMirrorPlugins() {
    let lastSynced: SelectionRange | null = null;
    const handleSelectionChange = () => {
      lastSynced = rangeOf(document.getSelection());
    };
    return [
      new Plugin({
        view: () => {
          document.addEventListener('selectionchange', handleSelectionChange);
          return { destroy: () => document.removeEventListener('selectionchange', handleSelectionChange) };
        },
        props: {
          handleDOMEvents: {
            keydown: (view) => {
              const isStale = !isSame(lastSynced, rangeOf(document.getSelection()));
              if (isStale && !view.composing) document.dispatchEvent(new Event('selectionchange'));
              return false;
            },
          },
        },
      }),
    ];
  },
});

type SelectionRange = Pick<Selection, 'anchorNode' | 'anchorOffset' | 'focusNode' | 'focusOffset'>;

function rangeOf(selection: Selection | null): SelectionRange | null {
  if (!selection) return null;
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  return { anchorNode, anchorOffset, focusNode, focusOffset };
}

function isSame(a: SelectionRange | null, b: SelectionRange | null): boolean {
  return (
    a?.anchorNode === b?.anchorNode &&
    a?.anchorOffset === b?.anchorOffset &&
    a?.focusNode === b?.focusNode &&
    a?.focusOffset === b?.focusOffset
  );
}
