import { Button, Popover, TextInput, UnstyledButton } from '@mantine/core';
import { cloneElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newsroomDay, type TimeFilter } from '../../lib/time-filter.ts';
import { useNewsroomTimeZone } from '../../lib/use-newsroom-time-zone.ts';
import type { PopupTrigger } from '../lazy-popup.tsx';
import styles from './filters.module.css';

const presets = ['today', 'week', 'month'] as const;

type TimeFilterDropdownProps = {
  name: string;
  value: TimeFilter | null;
  /** The date that the filter applies to. */
  hint: string;
  onChange: (time: TimeFilter | null) => void;
  trigger: PopupTrigger;
};

/** Presets, and a range of days. */
export function TimeFilterDropdown({ name, value, hint, onChange, trigger }: TimeFilterDropdownProps) {
  const { t } = useTranslation('filters');
  const [isOpen, setIsOpen] = useState(false);
  const choose = (time: TimeFilter | null) => {
    onChange(time);
    setIsOpen(false);
  };
  return (
    <Popover
      opened={isOpen}
      onChange={setIsOpen}
      position="bottom-start"
      width={240}
      trapFocus
      returnFocus
      portalProps={{ target: '#main' }}
    >
      <Popover.Target>{cloneElement(trigger, { onClick: () => setIsOpen((open) => !open) })}</Popover.Target>
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
