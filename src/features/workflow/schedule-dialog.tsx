import { Button, Modal } from '@mantine/core';
import { DatesProvider, DateTimePicker } from '@mantine/dates';
import '@mantine/dates/styles.layer.css';
import 'dayjs/locale/vi';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDateTime, formatSpan, newsroomWallTime, parseNewsroomTime } from '../../../domain/dates.ts';
import { currentLanguage } from '../../lib/i18n.ts';
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

/** Chooses the publication time, in the newsroom's time zone. */
export function ScheduleDialog({ isOpen, current, isBusy, onSchedule, onClose }: ScheduleDialogProps) {
  const { t } = useTranslation(['workflow', 'common', 'errors']);
  const now = useNow();
  const [wallTime, setWallTime] = useState<string | null>(current ? newsroomWallTime(current) : null);
  const at = wallTime === null ? null : parseNewsroomTime(wallTime);
  const isFuture = at !== null && at.getTime() > now.getTime();
  const language = currentLanguage();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('schedule.title')}
      size="28rem"
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <div className={styles.quick}>
        {quickTimes(now).map(({ key, wallTime: quick }) => (
          <Button key={key} size="compact-sm" variant="default" onClick={() => setWallTime(quick)}>
            {t(`schedule.quick.${key}`)}
          </Button>
        ))}
      </div>
      <DatesProvider settings={{ locale: language, firstDayOfWeek: 1 }}>
        <DateTimePicker
          label={t('schedule.label')}
          placeholder={t('schedule.placeholder')}
          valueFormat="DD/MM/YYYY HH:mm"
          minDate={newsroomWallTime(now)}
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
            <strong>{formatDateTime(at, language)}</strong>,{' '}
            {t('schedule.timeLeft', { span: formatSpan(at.getTime() - now.getTime(), language) })}
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
function quickTimes(now: Date): { key: 'evening' | 'morning' | 'noon'; wallTime: string }[] {
  const day = (offsetDays: number) =>
    newsroomWallTime(new Date(now.getTime() + offsetDays * 86_400_000)).slice(0, 10);
  const times = [
    { key: 'evening', wallTime: `${day(0)} 18:00:00` },
    { key: 'morning', wallTime: `${day(1)} 06:00:00` },
    { key: 'noon', wallTime: `${day(1)} 11:30:00` },
  ] as const;
  return times.filter(({ wallTime }) => (parseNewsroomTime(wallTime)?.getTime() ?? 0) > now.getTime());
}
