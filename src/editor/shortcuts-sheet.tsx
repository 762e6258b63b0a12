import { Modal } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { isInField, isSomethingOpen } from '../ui/use-shortcuts.ts';
import { confirmKeys } from './figure/confirm-texts.ts';
import { commandKeys, keyLabel } from './shortcuts.ts';
import styles from './shortcuts-sheet.module.css';

type Row = { name: string; keys: readonly string[] };

/** A dialog with all key bindings of the editor. */
export function ShortcutsSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation(['editor', 'common']);
  const command = (name: keyof typeof commandKeys, label: string): Row => ({
    name: label,
    keys: [keyLabel(commandKeys[name])],
  });
  const groups: { title: string; rows: Row[] }[] = [
    {
      title: t('shortcuts.groups.text'),
      rows: [
        command('bold', t('marks.bold')),
        command('italic', t('marks.italic')),
        command('link', t('marks.link')),
        command('underline', t('marks.underline')),
        command('strike', t('marks.strike')),
        command('superscript', t('marks.superscript')),
        command('subscript', t('marks.subscript')),
        { name: t('shortcuts.undo'), keys: [keyLabel('Mod-z')] },
        { name: t('shortcuts.redo'), keys: [keyLabel('Mod-y'), keyLabel('Mod-Shift-z')] },
      ],
    },
    {
      title: t('shortcuts.groups.blocks'),
      rows: [
        command('paragraph', t('blocks.paragraph')),
        command('heading2', t('blocks.heading2')),
        command('heading3', t('blocks.heading3')),
        command('heading4', t('blocks.heading4')),
        command('bulletList', t('blocks.bulletList')),
        command('orderedList', t('blocks.orderedList')),
        command('quote', t('blocks.quote')),
        { name: t('shortcuts.slash'), keys: ['/'] },
        { name: t('shortcuts.lineBreak'), keys: [keyLabel('Shift-Enter')] },
        { name: t('shortcuts.confirm'), keys: [keyLabel(confirmKeys)] },
      ],
    },
    {
      title: t('shortcuts.groups.typed'),
      rows: [
        { name: t('blocks.heading2'), keys: ['##'] },
        { name: t('blocks.heading3'), keys: ['###'] },
        { name: t('blocks.bulletList'), keys: ['-'] },
        { name: t('blocks.orderedList'), keys: ['1.'] },
        { name: t('blocks.quote'), keys: ['>'] },
        { name: t('blocks.rule'), keys: ['---'] },
      ],
    },
    {
      title: t('shortcuts.groups.moving'),
      rows: [
        { name: t('shortcuts.nextField'), keys: ['Enter', '↓'] },
        { name: t('shortcuts.previousField'), keys: ['↑', keyLabel('Backspace')] },
        { name: t('shortcuts.nextCell'), keys: ['Tab'] },
        { name: t('shortcuts.previousCell'), keys: [keyLabel('Shift-Tab')] },
        { name: t('shortcuts.leaveQuote'), keys: ['Enter'] },
        { name: t('shortcuts.toToolbar'), keys: [keyLabel('Alt-F10')] },
        { name: t('shortcuts.toText'), keys: ['Esc'] },
        { name: t('shortcuts.preview'), keys: [keyLabel('Mod-Alt-p')] },
        { name: t('shortcuts.sheet'), keys: [keyLabel('Mod-/')] },
        { name: t('shortcuts.sheetOutside'), keys: ['?'] },
      ],
    },
  ];
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('shortcuts.title')}
      size="46rem"
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <div className={styles.groups}>
        {groups.map((group) => (
          <section key={group.title} className={styles.group}>
            <h3 className={styles.groupTitle}>{group.title}</h3>
            <dl className={styles.list}>
              {group.rows.map((row) => (
                <div key={row.name} className={styles.row}>
                  <dt>{row.name}</dt>
                  <dd className={styles.keys}>
                    {row.keys.map((keys) => (
                      <kbd key={keys} className={styles.key}>
                        {keys}
                      </kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}

/** Opens the sheet by `?`, except in text fields. */
export function useShortcutsKey(onOpen: () => void): void {
  // Reaches the window's key events.
  useEffect(() => {
    const handleKeyDown = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
        return;
      if (isInField(event) || isSomethingOpen()) return;
      event.preventDefault();
      onOpen();
    };
    window.addEventListener('keydown', handleKeyDown);
    return () => window.removeEventListener('keydown', handleKeyDown);
  }, [onOpen]);
}
