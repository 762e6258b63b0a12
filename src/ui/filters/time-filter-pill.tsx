import { Button, Popover, TextInput, UnstyledButton } from '@mantine/core';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../domain/dates.ts';
import { newsroomDay, type TimeFilter } from '../../lib/time-filter.ts';
import { useNewsroomTimeZone } from '../../lib/use-newsroom-time-zone.ts';
import styles from './filters.module.css';

const presets = ['today', 'week', 'month'] as const;

type TimeFilterPillProps = {
  value: TimeFilter | null;
  /** The date that the filter applies to. */
  hint: string;
  onChange: (time: TimeFilter | null) => void;
};

export function TimeFilterPill({ value, hint, onChange }: TimeFilterPillProps) {
  const { t } = useTranslation('filters');
  const [isOpen, setIsOpen] = useState(false);
  const name = t('time');
  const choose = (time: TimeFilter | null) => {
    onChange(time);
    setIsOpen(false);
  };
  return (
    <span className={styles.pill} data-chosen={value !== null || undefined}>
      <Popover
        opened={isOpen}
        onChange={setIsOpen}
        position="bottom-start"
        width={240}
        trapFocus
        returnFocus
        portalProps={{ target: '#main' }}
      >
        <Popover.Target>
          <UnstyledButton className={styles.pillButton} onClick={() => setIsOpen((open) => !open)}>
            <TimeLabel name={name} value={value} />
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown p={6} aria-label={name}>
          {presets.map((preset) => (
            <UnstyledButton
              key={preset}
              className={styles.preset}
              aria-pressed={value === preset}
              onClick={() => choose(value === preset ? null : preset)}
            >
              {t(`times.${preset}`)}
            </UnstyledButton>
          ))}
          <DayRange value={value} hint={hint} onApply={choose} />
        </Popover.Dropdown>
      </Popover>
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

function DayRange({
  value,
  hint,
  onApply,
}: {
  value: TimeFilter | null;
  hint: string;
  onApply: (time: TimeFilter | null) => void;
}) {
  const { t } = useTranslation('filters');
  const range = typeof value === 'object' && value ? value : { from: null, to: null };
  const [from, setFrom] = useState(range.from ?? '');
  const [to, setTo] = useState(range.to ?? '');
  const today = newsroomDay(new Date(), useNewsroomTimeZone());
  return (
    <form
      className={styles.range}
      onSubmit={(event) => {
        event.preventDefault();
        onApply(from || to ? { from: from || null, to: to || null } : null);
      }}
    >
      <TextInput
        type="date"
        label={t('from')}
        value={from}
        max={to || today}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('to')}
        value={to}
        min={from}
        max={today}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <p className={styles.hint}>{hint}</p>
      <Button type="submit" size="sm" variant="default" fullWidth>
        {t('apply')}
      </Button>
    </form>
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
