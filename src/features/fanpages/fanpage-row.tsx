import { ActionIcon } from '@mantine/core';
import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs';
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs';
import IconEyeOff from '@tabler/icons-react/dist/esm/icons/IconEyeOff.mjs';
import IconQrcode from '@tabler/icons-react/dist/esm/icons/IconQrcode.mjs';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Fanpage } from '../../../domain/contract/fanpages.ts';
import { shownAddress } from '../../../domain/fanpages.ts';
import { paths } from '../../lib/paths.ts';
import { CheckResult } from './check-result.tsx';
import styles from './fanpage-row.module.css';
import { PlatformMark } from './platform-mark.tsx';

type FanpageRowProps = {
  fanpage: Fanpage;
  isFirst: boolean;
  isLast: boolean;
  onMove: (step: -1 | 1) => void;
  onShowCode: () => void;
};

export function FanpageRow({ fanpage, isFirst, isLast, onMove, onShowCode }: FanpageRowProps) {
  const { t, i18n } = useTranslation('fanpages');
  const { id, name, url, platform, isVisible, scans, check } = fanpage;
  const number = new Intl.NumberFormat(i18n.language);

  const handleKeyDown = (event: KeyboardEvent) => {
    const step = event.altKey && ({ ArrowUp: -1, ArrowDown: 1 } as const)[event.key];
    if (!step) return;
    event.preventDefault();
    onMove(step);
  };

  return (
    <li className={styles.row} onKeyDown={handleKeyDown} data-hidden={!isVisible || undefined}>
      <div className={styles.platform}>
        <PlatformMark platform={platform} />
      </div>
      <div className={styles.text}>
        <Link
          to={paths.fanpages(id)}
          className={styles.name}
          preventScrollReset
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        >
          {name}
        </Link>
        <div className={styles.address}>
          {!isVisible && (
            <span className={styles.hidden}>
              <IconEyeOff size={15} stroke={1.5} aria-hidden="true" />
              {t('hidden')} ·{' '}
            </span>
          )}
          {shownAddress(url)}
        </div>
      </div>
      <div className={styles.facts}>
        <div className={styles.scans}>
          {t('scans30', { count: scans.last30, number: number.format(scans.last30) })}
        </div>
        <CheckResult check={check} />
      </div>
      <div className={styles.actions}>
        {(
          [
            ['up', -1, isFirst, IconArrowUp],
            ['down', 1, isLast, IconArrowDown],
          ] as const
        ).map(([direction, step, isAtEnd, Icon]) => (
          <ActionIcon
            key={direction}
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t(`order.${direction}`, { name })}
            // Not `disabled`, which would lose the focus when the row reaches the end.
            aria-disabled={isAtEnd || undefined}
            onClick={() => !isAtEnd && onMove(step)}
          >
            <Icon size={18} stroke={1.5} aria-hidden="true" />
          </ActionIcon>
        ))}
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t('qrOf', { name })}
          aria-haspopup="dialog"
          onClick={onShowCode}
        >
          <IconQrcode size={19} stroke={1.5} aria-hidden="true" />
        </ActionIcon>
      </div>
    </li>
  );
}
