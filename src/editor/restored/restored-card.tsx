import { Button } from '@mantine/core';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useTranslation } from 'react-i18next';
import { RovingToolbar, useRovingItem } from '../toolbar/roving.tsx';
import { useFloating } from '../use-floating.ts';
import styles from './restored-card.module.css';
import { keepRestored, removeRestored, restoredAtSelection } from './restored-commands.ts';

/** What happened to the restored text at the caret, and the choice to keep or remove it. */
export function RestoredCard({ editor }: { editor: Editor }) {
  const { t } = useTranslation('editor');
  const range = useEditorState({
    editor,
    selector: (snapshot) => restoredAtSelection(snapshot.editor.state),
  });
  const card = useFloating(editor, range, 'below');
  if (!range) return null;
  return (
    <RovingToolbar
      ref={card}
      label={t('restored.label')}
      first="keep"
      onLeave={() => editor.view.focus()}
      className={styles.card}
    >
      <span className={styles.label}>{t('restored.label')}</span>
      <CardButton id="keep" label={t('restored.keep')} onClick={() => keepRestored(editor)} />
      <CardButton id="remove" label={t('restored.remove')} onClick={() => removeRestored(editor)} />
    </RovingToolbar>
  );
}

function CardButton({ id, label, onClick }: { id: string; label: string; onClick: () => void }) {
  return (
    <Button
      {...useRovingItem(id)}
      size="compact-sm"
      variant="default"
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}
