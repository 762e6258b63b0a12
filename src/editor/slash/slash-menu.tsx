import { useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { BlockIcon } from '../toolbar/icons.tsx';
import { type SlashState, type SlashStore, slashListId, slashOptionId } from './slash-commands.ts';
import styles from './slash-menu.module.css';

/** The slash menu at the caret. The focus stays in the editor, which handles the keys. */
export function SlashMenu({ store }: { store: SlashStore }) {
  const state = useStore(store);
  return state && createPortal(<SlashList state={state} />, state.element);
}

function SlashList({ state }: { state: SlashState }) {
  const { t } = useTranslation('editor');
  const activeItem = useRef<HTMLDivElement>(null);
  const { items, active, choose } = state;

  // Reaches the list's scroll position, to keep the active option visible.
  useEffect(() => {
    if (items[active]) activeItem.current?.scrollIntoView({ block: 'nearest' });
  }, [items, active]);

  return (
    <div className={styles.menu}>
      <div id={slashListId} role="listbox" aria-label={t('slash.label')} className={styles.list}>
        {items.map((item, index) => (
          <div
            key={item.name}
            ref={index === active ? activeItem : null}
            id={slashOptionId(item)}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={styles.option}
            onMouseDown={(event) => {
              // Prevents the focus from leaving the text.
              event.preventDefault();
              choose(item);
            }}
          >
            <span className={styles.icon}>
              <BlockIcon name={item.name} />
            </span>
            {item.label}
          </div>
        ))}
      </div>
      <div role="status" className={styles.status}>
        {t('slash.found', { count: items.length })}
      </div>
    </div>
  );
}
