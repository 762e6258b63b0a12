import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { iconProps } from '../toolbar/icons.tsx';
import styles from './insert-button.module.css';
import { openSlashMenu } from './open-slash-menu.ts';

/** A button in the margin beside an empty paragraph with the caret; opens the slash menu. */
export function InsertButton({ editor }: { editor: Editor }) {
  const pos = useEditorState({ editor, selector: (snapshot) => emptyParagraphAtCaret(snapshot.editor) });
  return pos === null ? null : <Button editor={editor} pos={pos} />;
}

function Button({ editor, pos }: { editor: Editor; pos: number }) {
  const { t } = useTranslation('editor');
  const button = useRef<HTMLButtonElement>(null);
  // Reaches the layout of the text, to position the button.
  useLayoutEffect(() => {
    const room = button.current?.closest('[data-editor-room]');
    const block = editor.isDestroyed ? null : editor.view.nodeDOM(pos);
    if (!button.current || !room || !(block instanceof HTMLElement)) return;
    const element = button.current;
    const place = () => {
      const [outer, inner] = [room.getBoundingClientRect(), block.getBoundingClientRect()];
      element.style.top = `${Math.round(inner.top - outer.top + (inner.height - element.offsetHeight) / 2)}px`;
      element.style.left = `${Math.round(inner.left - outer.left - element.offsetWidth - 6)}px`;
    };
    place();
    const observer = new ResizeObserver(place);
    observer.observe(room);
    return () => observer.disconnect();
  }, [editor, pos]);
  return (
    <button
      ref={button}
      type="button"
      tabIndex={-1}
      className={styles.button}
      aria-label={t('toolbar.insertHere')}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => openSlashMenu(editor)}
    >
      <IconPlus {...iconProps} />
    </button>
  );
}

function emptyParagraphAtCaret(editor: Editor): number | null {
  const { $from, empty } = editor.state.selection;
  const isEmptyParagraph =
    editor.isFocused &&
    editor.isEditable &&
    empty &&
    $from.depth === 1 &&
    $from.parent.type.name === 'paragraph' &&
    $from.parent.content.size === 0;
  return isEmptyParagraph ? $from.before() : null;
}
