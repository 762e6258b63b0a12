import { Combobox, UnstyledButton, useCombobox } from '@mantine/core';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fold } from '../../../domain/vietnamese.ts';
import styles from './filters.module.css';

/** Lists of this length get a search field. */
const searchFrom = 8;

type FilterPillProps = {
  name: string;
  value: string | null;
  options: { value: string; label: string }[];
  onChange: (value: string | null) => void;
};

export function FilterPill({ name, value, options, onChange }: FilterPillProps) {
  const { t } = useTranslation('filters');
  const [find, setFind] = useState('');
  const hasSearch = options.length >= searchFrom;
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      combobox.focusTarget();
      setFind('');
    },
    onDropdownOpen: () => combobox.updateSelectedOptionIndex('active'),
  });
  const chosen = options.find((option) => option.value === value);
  const found = options.filter((option) => fold(option.label).includes(fold(find)));

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
          {hasSearch && (
            <Combobox.Search
              ref={takeFocus}
              value={find}
              onChange={(event) => {
                setFind(event.currentTarget.value);
                combobox.updateSelectedOptionIndex();
              }}
              placeholder={t('find')}
              aria-label={t('find')}
            />
          )}
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

/** Focuses on mount: options may load after the list was opened. */
function takeFocus(field: HTMLInputElement | null): void {
  field?.focus({ preventScroll: true });
}
