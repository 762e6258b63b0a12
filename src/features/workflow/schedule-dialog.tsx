import { Button, Modal } from '@mantine/core';
import { DatesProvider, DateTimePicker } from '@mantine/dates';
import '@mantine/dates/styles.layer.css';
import 'dayjs/locale/vi';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  formatDateTime,
  formatSpan,
  newsroomWallTime,
  parseNewsroomTime,
  timeZoneName,
} from '../../../domain/dates.ts';
import { currentLanguage } from '../../lib/i18n.ts';
import { useNewsroomTimeZone } from '../../lib/use-newsroom-time-zone.ts';
import { useNow } from '../../lib/use-now.ts';
import styles from './dialog.module.css';

type ScheduleDialogProps = {
  isOpen: boolean;
  /** The time that is set now, when it is being moved. */
  current?: Date | undefined;
  isBusy: boolean;
  onSchedule: (publishAt: Date) => void;
  onClose: () => void;
};

/** Chooses the publication time, in the newsroom's time zone, which it names. */
export function ScheduleDialog(props: ScheduleDialogProps) {
  const timeZone = useNewsroomTimeZone();
  // A time that was chosen in one zone would be another instant in the next.
  return <ZonedDialog key={timeZone} timeZone={timeZone} {...props} />;
}

function ZonedDialog(props: ScheduleDialogProps & { timeZone: string }) {
  const { isOpen, current, isBusy, timeZone, onSchedule, onClose } = props;
  const { t } = useTranslation(['workflow', 'common', 'errors']);
  const now = useNow();
  const [wallTime, setWallTime] = useState<string | null>(
    current ? newsroomWallTime(current, timeZone) : null,
  );
  const at = wallTime === null ? null : parseNewsroomTime(wallTime, timeZone);
  const isFuture = at !== null && at.getTime() > now.getTime();
  const language = currentLanguage();
  const zone = timeZoneName(timeZone, language);
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('schedule.title')}
      size="28rem"
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <div className={styles.quick}>
        {quickTimes(now, timeZone).map(({ key, wallTime: quick }) => (
          <Button key={key} size="compact-sm" variant="default" onClick={() => setWallTime(quick)}>
            {t(`schedule.quick.${key}`)}
          </Button>
        ))}
      </div>
      <DatesProvider settings={{ locale: language, firstDayOfWeek: 1 }}>
        <DateTimePicker
          label={t('schedule.label', { zone })}
          placeholder={t('schedule.placeholder')}
          valueFormat="DD/MM/YYYY HH:mm"
          minDate={newsroomWallTime(now, timeZone)}
          value={wallTime}
          onChange={setWallTime}
          error={at !== null && !isFuture && t('errors:field.not-future')}
          popoverProps={{ withinPortal: true }}
          clearable
          data-autofocus
        />
      </DatesProvider>
      <p className={styles.timeLeft} role="status">
        {isFuture && (
          <>
            <strong>{formatDateTime(at, language, timeZone)}</strong>,{' '}
            {t('schedule.timeLeft', { zone, span: formatSpan(at.getTime() - now.getTime(), language) })}
          </>
        )}
      </p>
      <div className={styles.actions}>
        <Button variant="default" onClick={onClose}>
          {t('common:cancel')}
        </Button>
        <Button disabled={!isFuture} loading={isBusy} onClick={() => isFuture && onSchedule(at)}>
          {current ? t('schedule.move') : t('schedule.set')}
        </Button>
      </div>
    </Modal>
  );
}

/** The hours at which city news usually goes out, of which only those to come are offered. */
function quickTimes(
  now: Date,
  timeZone: string,
): { key: 'evening' | 'morning' | 'noon'; wallTime: string }[] {
  const day = (offsetDays: number) =>
    newsroomWallTime(new Date(now.getTime() + offsetDays * 86_400_000), timeZone).slice(0, 10);
  const times = [
    { key: 'evening', wallTime: `${day(0)} 18:00:00` },
    { key: 'morning', wallTime: `${day(1)} 06:00:00` },
    { key: 'noon', wallTime: `${day(1)} 11:30:00` },
  ] as const;
  return times.filter(
    ({ wallTime }) => (parseNewsroomTime(wallTime, timeZone)?.getTime() ?? 0) > now.getTime(),
  );
}
