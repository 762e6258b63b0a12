import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { useEditorState } from '@tiptap/react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './bubble-menu.module.css';
import { setHeading, toggleMark } from './commands.ts';
import { formattingState } from './formatting-state.ts';
import { keysOf } from './shortcuts.ts';
import { BlockIcon, MarkIcon } from './toolbar/icons.tsx';
import { RovingToolbar } from './toolbar/roving.tsx';
import { ToolButton } from './toolbar/tool-button.tsx';
import { useFloating } from './use-floating.ts';

/**
 * The most used formatting beside a mouse selection. The toolbar has all of it for the keyboard; on touch screens the
 * system's own selection menu would overlap.
 */
export function BubbleMenu({ editor, onLink }: { editor: Editor; onLink: () => void }) {
  const range = useEditorState({ editor, selector: (snapshot) => bubbleRange(snapshot.editor) });
  const isPointerDown = usePointerDown(editor);
  if (!range || isPointerDown) return null;
  return <Bubble editor={editor} range={range} onLink={onLink} />;
}

type BubbleProps = { editor: Editor; range: { from: number; to: number }; onLink: () => void };

function Bubble({ editor, range, onLink }: BubbleProps) {
  const { t } = useTranslation('editor');
  const formatting = useEditorState({
    editor,
    selector: (snapshot) => formattingState(snapshot.editor.state),
  });
  const bubble = useFloating(editor, range, 'above');
  const mark = (name: 'bold' | 'italic') => (
    <ToolButton
      id={name}
      label={t(`marks.${name}`)}
      keys={keysOf(name)}
      isPressed={formatting.marks[name]}
      onClick={() => toggleMark(editor, name)}
    >
      <MarkIcon name={name} />
    </ToolButton>
  );
  const heading = (level: 2 | 3) => (
    <ToolButton
      id={`heading${level}`}
      label={t(`blocks.heading${level}`)}
      keys={keysOf(`heading${level}`)}
      isPressed={formatting.heading === level}
      onClick={() => setHeading(editor, formatting.heading === level ? null : level)}
    >
      <BlockIcon name={`heading${level}`} />
    </ToolButton>
  );
  return (
    <RovingToolbar
      ref={bubble}
      label={t('toolbar.selection')}
      first="bold"
      onLeave={() => editor.view.focus()}
      className={styles.bubble}
    >
      {mark('bold')}
      {mark('italic')}
      <ToolButton
        id="link"
        label={t('marks.link')}
        keys={keysOf('link')}
        isPressed={formatting.marks.link}
        onClick={onLink}
      >
        <MarkIcon name="link" />
      </ToolButton>
      {heading(2)}
      {heading(3)}
    </RovingToolbar>
  );
}

function bubbleRange(editor: Editor): { from: number; to: number } | null {
  const { selection } = editor.state;
  if (!editor.isFocused || !editor.isEditable || !(selection instanceof TextSelection) || selection.empty)
    return null;
  const { $from, $to, from, to } = selection;
  const isBodyText = [$from, $to].every(
    ({ parent }) => parent.type.name === 'paragraph' || parent.type.name === 'heading',
  );
  const isText = $from.sameParent($to) || editor.state.doc.textBetween(from, Math.min(to, from + 500)) !== '';
  return isBodyText && isText ? { from, to } : null;
}

/** Whether the mouse button is down: the menu waits until the selection is finished. */
function usePointerDown(editor: Editor): boolean {
  const [isDown, setIsDown] = useState(false);
  // Reaches pointer events of the window: the button may be released anywhere.
  useEffect(() => {
    const { dom } = editor.view;
    const handleDown = (event: PointerEvent) => setIsDown(event.pointerType === 'mouse');
    const handleUp = () => setIsDown(false);
    dom.addEventListener('pointerdown', handleDown);
    window.addEventListener('pointerup', handleUp);
    window.addEventListener('pointercancel', handleUp);
    return () => {
      dom.removeEventListener('pointerdown', handleDown);
      window.removeEventListener('pointerup', handleUp);
      window.removeEventListener('pointercancel', handleUp);
    };
  }, [editor]);
  return isDown;
}
