import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ScanDay } from '../../../domain/contract/fanpages.ts';
import styles from './scan-chart.module.css';

const height = 96;
const step = 12;
const barWidth = 8;

/** Scans per day as bars, with the same numbers in a table for screen readers. */
export function ScanChart({ days }: { days: ScanDay[] }) {
  const { t } = useTranslation('fanpages');
  const most = Math.max(1, ...days.map(({ count }) => count));
  const width = days.length * step;
  return (
    <div className={styles.chart}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className={styles.bars}
        aria-hidden="true"
      >
        {days.map(({ day, count }, index) => {
          // One scan stays visible beside a thousand.
          const high = count === 0 ? 1 : Math.max(3, (count / most) * (height - 2));
          return (
            <rect
              key={day}
              x={index * step + (step - barWidth) / 2}
              y={height - high}
              width={barWidth}
              height={high}
              className={count === 0 ? styles.none : styles.bar}
            >
              <title>{t('scans.ofDay', { day: shownDay(day), count })}</title>
            </rect>
          );
        })}
      </svg>
      <div className={styles.ends} aria-hidden="true">
        <span>{shownDay(days.at(0)?.day ?? '')}</span>
        <span>{shownDay(days.at(-1)?.day ?? '')}</span>
      </div>
      <VisuallyHidden>
        <table>
          <caption>{t('scans.table')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('scans.day')}</th>
              <th scope="col">{t('scans.count')}</th>
            </tr>
          </thead>
          <tbody>
            {days.map(({ day, count }) => (
              <tr key={day}>
                <th scope="row">{shownDay(day)}</th>
                <td>{count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </VisuallyHidden>
    </div>
  );
}

/** `2020-03-11` → `11/03`. A calendar day, independent of time zones. */
function shownDay(day: string): string {
  const [, month = '', date = ''] = day.split('-');
  return `${date}/${month}`;
}
