import { Combobox, UnstyledButton, useCombobox } from '@mantine/core';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { matchOptions } from '../../lib/option-filter.ts';
import styles from './filters.module.css';

type FilterPillProps = {
  name: string;
  value: string | null;
  options: { value: string; label: string }[];
  onChange: (value: string | null) => void;
};

export function FilterPill({ name, value, options, onChange }: FilterPillProps) {
  const { t } = useTranslation('filters');
  const [find, setFind] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      // After a click elsewhere has moved the focus there.
      setTimeout(() => {
        const { activeElement, body } = document;
        if (activeElement === body || activeElement === search.current) combobox.focusTarget();
      });
      setFind('');
    },
    onDropdownOpen: () => combobox.updateSelectedOptionIndex('active'),
  });
  const { dropdownOpened, selectFirstOption } = combobox;
  const chosen = options.find((option) => option.value === value);
  const found = matchOptions(options, find);

  // Reaches the focus, before the next key.
  useLayoutEffect(() => {
    if (dropdownOpened) search.current?.focus({ preventScroll: true });
  }, [dropdownOpened]);

  // Reaches the rendered options: Enter takes the first match.
  useEffect(() => {
    if (find !== '') selectFirstOption();
  }, [find, selectFirstOption]);

  return (
    <span className={styles.pill} data-chosen={value !== null || undefined}>
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
          <UnstyledButton className={styles.pillButton} onClick={() => combobox.toggleDropdown()}>
            {chosen ? t('chosen', { name, value: chosen.label }) : name}
          </UnstyledButton>
        </Combobox.Target>
        <Combobox.Dropdown>
          <Combobox.Search
            ref={search}
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
      {value !== null && (
        <UnstyledButton
          className={styles.pillRemove}
          aria-label={t('remove', { name })}
          onClick={() => onChange(null)}
        >
          <IconX size={14} stroke={1.75} aria-hidden="true" />
        </UnstyledButton>
      )}
    </span>
  );
}
