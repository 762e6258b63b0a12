import { UnstyledButton } from '@mantine/core';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../domain/dates.ts';
import type { TimeFilter } from '../../lib/time-filter.ts';
import { LazyPopup } from '../lazy-popup.tsx';
import styles from './filters.module.css';

const importTimeFilterDropdown = () => import('./time-filter-dropdown.tsx');

type TimeFilterPillProps = {
  value: TimeFilter | null;
  /** The date that the filter applies to. */
  hint: string;
  onChange: (time: TimeFilter | null) => void;
};

export function TimeFilterPill({ value, hint, onChange }: TimeFilterPillProps) {
  const { t } = useTranslation('filters');
  const name = t('time');
  return (
    <span className={styles.pill} data-chosen={value !== null || undefined}>
      <LazyPopup
        load={importTimeFilterDropdown}
        kind="dialog"
        trigger={
          <UnstyledButton className={styles.pillButton}>
            <TimeLabel name={name} value={value} />
          </UnstyledButton>
        }
      >
        {({ TimeFilterDropdown }, trigger) => (
          <TimeFilterDropdown name={name} value={value} hint={hint} onChange={onChange} trigger={trigger} />
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

function TimeLabel({ name, value }: { name: string; value: TimeFilter | null }) {
  const { t } = useTranslation('filters');
  if (!value) return name;
  if (typeof value === 'string') return t('chosen', { name, value: t(`times.${value}`) });
  const from = value.from && formatDate(new Date(value.from), 'vi', 'UTC');
  const to = value.to && formatDate(new Date(value.to), 'vi', 'UTC');
  if (from && to) return t('chosen', { name, value: t('between', { from, to }) });
  if (from) return t('chosen', { name, value: t('since', { day: from }) });
  return t('chosen', { name, value: t('until', { day: to ?? '' }) });
}
