import { type ComboboxItem, Select } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDateTime, isTimeZone, newsroomTimeZone } from '../../../domain/dates.ts';
import { currentLanguage } from '../../lib/i18n.ts';
import { useNow } from '../../lib/use-now.ts';

type TimeZoneFieldProps = {
  value: string;
  onChange: (timeZone: string) => void;
  error: string | undefined;
};

/** A time zone, searched by city or name. */
export function TimeZoneField({ value, onChange, error }: TimeZoneFieldProps) {
  const { t } = useTranslation('newsroom');
  const now = useNow();
  const options = useMemo(() => zonesWith(value), [value]);
  const there = isTimeZone(value) ? formatDateTime(now, currentLanguage(), value) : '—';
  return (
    <Select
      label={t('timeZone')}
      description={t('timeZoneHint', { now: there })}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={options}
      value={value}
      onChange={(zone) => zone && onChange(zone)}
      searchable
      allowDeselect={false}
      limit={60}
      nothingFoundMessage={t('timeZoneNone')}
      error={error}
    />
  );
}

/** Every zone that the browser lists, and accepted ones that it lists under an alias. */
function zonesWith(chosen: string): ComboboxItem[] {
  const names = new Set([newsroomTimeZone, 'UTC', chosen, ...Intl.supportedValuesOf('timeZone')]);
  return [...names].sort().map((name) => ({ value: name, label: name.replaceAll('_', ' ') }));
}
