import { Button } from '@mantine/core';
import { type MouseEvent, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { dismissToast, notify } from '../../lib/notify.ts';
import { convertLegacyText, type LegacyStore } from './legacy-offer.ts';
import styles from './legacy-question.module.css';
import type { LegacyBlock } from './legacy-text.ts';

const toastId = 'legacy-text';
const sampleMaxChars = 140;
const wordsMax = 12;

/** Asks in a toast, which does not take the focus, whether pasted 8-bit text is to be converted. */
export function useLegacyQuestion(store: LegacyStore): void {
  const isOpen = useStore(store, (pieces) => pieces.length > 0);

  // Reaches the toasts, which are outside of the editor.
  useEffect(() => {
    if (!isOpen) return;
    const close = () => store.setState([], true);
    void notify({ id: toastId, message: <LegacyQuestion store={store} />, onClose: close });
    return () => void dismissToast(toastId);
  }, [isOpen, store]);
}

function LegacyQuestion({ store }: { store: LegacyStore }) {
  const { t } = useTranslation('editor', { keyPrefix: 'paste.legacy' });
  const pieces = useStore(store);
  const blocks = pieces.flatMap((piece) => piece.blocks);
  const [first] = blocks;
  if (!first) return null;
  const encodings = [...new Set(blocks.map(({ encoding }) => encoding))].join(t('and'));
  const doubtful = [...new Set(blocks.flatMap((block) => block.doubtful))];
  const { before, after } = sampleOf(first);
  const answer = (event: MouseEvent, act: () => void) => {
    const isKeyboard = event.currentTarget.contains(document.activeElement);
    const editor = pieces[0]?.editor;
    act();
    if (isKeyboard) editor?.view.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a click here leaves the focus in the text.
    <div onMouseDown={(event) => event.preventDefault()}>
      <strong>
        {blocks.length === 1 ? t('one', { encodings }) : t('many', { count: blocks.length, encodings })}
      </strong>
      <dl className={styles.sample}>
        <dt>{t('before')}</dt>
        <dd>{before}</dd>
        <dt>{t('after')}</dt>
        <dd>{after}</dd>
      </dl>
      {doubtful.length > 0 && (
        <p className={styles.doubtful}>
          {t('doubtful', { words: doubtful.slice(0, wordsMax).join(', ') })}
          {doubtful.length > wordsMax && ', …'}
        </p>
      )}
      <div className={styles.actions}>
        <Button size="compact-sm" onClick={(event) => answer(event, () => convertLegacyText(store))}>
          {t('convert')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          onClick={(event) => answer(event, () => store.setState([], true))}
        >
          {t('leave')}
        </Button>
      </div>
    </div>
  );
}

/** The beginning of the text, cut at a space. */
function sampleOf({ before, after }: LegacyBlock): { before: string; after: string } {
  const cut = (text: string) =>
    text.length > sampleMaxChars ? `${text.slice(0, sampleMaxChars).replace(/\S*$/, '')}…` : text;
  return { before: cut(before), after: cut(after) };
}
