import { UnstyledButton } from '@mantine/core';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { useTranslation } from 'react-i18next';
import { LazyPopup } from '../lazy-popup.tsx';
import styles from './filters.module.css';

export const importFilterDropdown = () => import('./filter-dropdown.tsx');

type FilterPillProps = {
  name: string;
  value: string | null;
  options: { value: string; label: string }[];
  onChange: (value: string | null) => void;
};

export function FilterPill({ name, value, options, onChange }: FilterPillProps) {
  const { t } = useTranslation('filters');
  const chosen = options.find((option) => option.value === value);
  return (
    <span className={styles.pill} data-chosen={value !== null || undefined}>
      <LazyPopup
        load={importFilterDropdown}
        kind="listbox"
        trigger={
          <UnstyledButton className={styles.pillButton}>
            {chosen ? t('chosen', { name, value: chosen.label }) : name}
          </UnstyledButton>
        }
      >
        {({ FilterDropdown }, trigger) => (
          <FilterDropdown name={name} value={value} options={options} onChange={onChange} trigger={trigger} />
        )}
      </LazyPopup>
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
