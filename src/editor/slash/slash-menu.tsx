import { useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { BlockIcon } from '../toolbar/icons.tsx';
import { slashListId, slashOptionId } from './slash-commands.ts';
import styles from './slash-menu.module.css';
import type { SlashState, SlashStore } from './slash-store.ts';

/** Draws the menu of `/` at the caret. Keys reach it through the text, which keeps the focus. */
export function SlashMenu({ store }: { store: SlashStore }) {
  const state = useStore(store);
  return state && createPortal(<SlashList state={state} />, state.element);
}

function SlashList({ state }: { state: SlashState }) {
  const { t } = useTranslation('editor');
  const activeItem = useRef<HTMLDivElement>(null);
  const { items, active, choose } = state;

  // Reaches the list's scroll position: the chosen entry stays in sight.
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
              // Pressing must not take the focus out of the text.
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
