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
 * The most used formatting beside selected text, for the mouse. All of it is in the toolbar too, which the keyboard
 * reaches; on a touch screen the system's own menu stands there, so this one stays away.
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
  const facts = useEditorState({ editor, selector: (snapshot) => formattingState(snapshot.editor.state) });
  const bubble = useFloating(editor, range, 'above');
  const mark = (name: 'bold' | 'italic') => (
    <ToolButton
      id={name}
      label={t(`marks.${name}`)}
      keys={keysOf(name)}
      isPressed={facts.marks[name]}
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
      isPressed={facts.heading === level}
      onClick={() => setHeading(editor, facts.heading === level ? null : level)}
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
        isPressed={facts.marks.link}
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

/** Whether a selection is being drawn with the pointer: the menu comes when that is done. */
function usePointerDown(editor: Editor): boolean {
  const [isDown, setIsDown] = useState(false);
  // Reaches the pointer, which may be let go anywhere.
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
