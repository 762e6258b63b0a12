import { useWindowEvent } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './word-drop-area.module.css';

/** Takes files that are dropped anywhere on the page, and shows so while they are dragged over it. */
export function WordDropArea({ onFiles }: { onFiles: (files: File[]) => void }) {
  const { t } = useTranslation('articles');
  const [isOver, setIsOver] = useState(false);

  useWindowEvent('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setIsOver(true);
  });
  useWindowEvent('dragleave', (event) => {
    // Without a target the pointer has left the window.
    if (event.relatedTarget === null) setIsOver(false);
  });
  useWindowEvent('drop', (event) => {
    setIsOver(false);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    onFiles(files);
  });

  if (!isOver) return null;
  return (
    <div className={styles.area} aria-hidden="true">
      <span className={styles.text}>{t('dropWord')}</span>
    </div>
  );
}
