import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';

/**
 * Where a click has put the caret is told by the browser a little later, with `selectionchange`. On a busy machine a
 * key can come before it and would act on the place where the caret was: Ctrl+A in a caption would select the whole
 * article. So before each key the browser's selection is read anew if it is not the one that was told of last.
 */
export const SelectionSync = Extension.create({
  name: 'promptSelection',
  // Before everything that acts on a key.
  priority: 1000,
  addProseMirrorPlugins() {
    let told: Place | null = null;
    const listen = () => {
      told = placeOf(document.getSelection());
    };
    return [
      new Plugin({
        view: () => {
          document.addEventListener('selectionchange', listen);
          return { destroy: () => document.removeEventListener('selectionchange', listen) };
        },
        props: {
          handleDOMEvents: {
            keydown: (view) => {
              const isBehind = !isSame(told, placeOf(document.getSelection()));
              if (isBehind && !view.composing) document.dispatchEvent(new Event('selectionchange'));
              return false;
            },
          },
        },
      }),
    ];
  },
});

type Place = Pick<Selection, 'anchorNode' | 'anchorOffset' | 'focusNode' | 'focusOffset'>;

function placeOf(selection: Selection | null): Place | null {
  if (!selection) return null;
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  return { anchorNode, anchorOffset, focusNode, focusOffset };
}

function isSame(a: Place | null, b: Place | null): boolean {
  return (
    a?.anchorNode === b?.anchorNode &&
    a?.anchorOffset === b?.anchorOffset &&
    a?.focusNode === b?.focusNode &&
    a?.focusOffset === b?.focusOffset
  );
}
