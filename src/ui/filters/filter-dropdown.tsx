import { Combobox, useCombobox } from '@mantine/core';
import { cloneElement, useEffect, useLayoutEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { matchOptions } from '../../lib/option-filter.ts';
import type { PopupTrigger } from '../lazy-popup.tsx';
import styles from './filters.module.css';

type FilterDropdownProps = {
  name: string;
  value: string | null;
  options: { value: string; label: string }[];
  onChange: (value: string | null) => void;
  trigger: PopupTrigger;
};

/** The options of a filter, which can be searched. */
export function FilterDropdown({ name, value, options, onChange, trigger }: FilterDropdownProps) {
  const { t } = useTranslation('filters');
  const [find, setFind] = useState('');
  const [searchInput, setSearchInput] = useState<HTMLInputElement | null>(null);
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      // After a click elsewhere has moved the focus there.
      setTimeout(() => {
        const { activeElement, body } = document;
        if (activeElement === body || activeElement === searchInput) combobox.focusTarget();
      });
      setFind('');
    },
    onDropdownOpen: () => combobox.updateSelectedOptionIndex('active'),
  });
  const { dropdownOpened, selectFirstOption } = combobox;
  const found = matchOptions(options, find);

  // Reaches the focus, before the next key. At the first opening the field is mounted after that.
  useLayoutEffect(() => {
    if (dropdownOpened) searchInput?.focus({ preventScroll: true });
  }, [dropdownOpened, searchInput]);

  // Reaches the rendered options: Enter takes the first match.
  useEffect(() => {
    if (find !== '') selectFirstOption();
  }, [find, selectFirstOption]);

  return (
    <Combobox
      store={combobox}
      width={240}
      position="bottom-start"
      portalProps={{ target: '#main' }}
      onOptionSubmit={(option) => {
        onChange(option === value ? null : option);
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target targetType="button" withAriaAttributes>
        {cloneElement(trigger, { onClick: () => combobox.toggleDropdown() })}
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          ref={setSearchInput}
          value={find}
          onChange={(event) => setFind(event.currentTarget.value)}
          placeholder={t('find')}
          aria-label={t('find')}
        />
        <Combobox.Options mah={320} className={styles.options} aria-label={name}>
          {found.map((option) => (
            <Combobox.Option key={option.value} value={option.value} active={option.value === value}>
              {option.label}
            </Combobox.Option>
          ))}
          {found.length === 0 && <Combobox.Empty>{t('nothingFound')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
