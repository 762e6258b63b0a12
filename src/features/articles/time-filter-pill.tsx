import { Button, Popover, TextInput, UnstyledButton } from '@mantine/core';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../domain/dates.ts';
import styles from './filter-bar.module.css';
import { newsroomDay, type TimeFilter } from './list-search.ts';

const presets = ['today', 'week', 'month'] as const;

type TimeFilterPillProps = { value: TimeFilter | null; onChange: (time: TimeFilter | null) => void };

export function TimeFilterPill({ value, onChange }: TimeFilterPillProps) {
  const { t } = useTranslation('articles');
  const [isOpen, setIsOpen] = useState(false);
  const name = t('filters.time');
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
              {t(`filters.times.${preset}`)}
            </UnstyledButton>
          ))}
          <DayRange value={value} onApply={choose} />
        </Popover.Dropdown>
      </Popover>
      {value !== null && (
        <UnstyledButton
          className={styles.pillRemove}
          aria-label={t('filters.remove', { name })}
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
  onApply,
}: {
  value: TimeFilter | null;
  onApply: (time: TimeFilter | null) => void;
}) {
  const { t } = useTranslation('articles');
  const range = typeof value === 'object' && value ? value : { from: null, to: null };
  const [from, setFrom] = useState(range.from ?? '');
  const [to, setTo] = useState(range.to ?? '');
  const today = newsroomDay(new Date());
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
        label={t('filters.from')}
        value={from}
        max={to || today}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('filters.to')}
        value={to}
        min={from}
        max={today}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <p className={styles.hint}>{t('filters.timeHint')}</p>
      <Button type="submit" size="sm" variant="default" fullWidth>
        {t('filters.apply')}
      </Button>
    </form>
  );
}

function TimeLabel({ name, value }: { name: string; value: TimeFilter | null }) {
  const { t } = useTranslation('articles');
  if (!value) return name;
  if (typeof value === 'string') return t('filters.chosen', { name, value: t(`filters.times.${value}`) });
  const from = value.from && formatDate(new Date(`${value.from}T12:00:00Z`));
  const to = value.to && formatDate(new Date(`${value.to}T12:00:00Z`));
  if (from && to) return t('filters.chosen', { name, value: t('filters.between', { from, to }) });
  if (from) return t('filters.chosen', { name, value: t('filters.since', { day: from }) });
  return t('filters.chosen', { name, value: t('filters.until', { day: to ?? '' }) });
}
