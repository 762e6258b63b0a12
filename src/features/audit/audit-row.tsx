import { UnstyledButton } from '@mantine/core';
import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../../domain/contract/audit.ts';
import { momentsIn } from '../../lib/moment.ts';
import type { AuditSearch } from '../../lib/search-params/audit.ts';
import { UserAvatar } from '../../ui/user-avatar.tsx';
import styles from './audit.module.css';
import { AuditDetail } from './audit-detail.tsx';

type AuditRowProps = {
  entry: AuditEntry;
  now: Date;
  /** The newsroom's, by its IANA name. Read once for the list. */
  timeZone: string;
  isOpen: boolean;
  onToggle: () => void;
  onShow: (change: Partial<AuditSearch>) => void;
};

export function AuditRow({ entry, now, timeZone, isOpen, onToggle, onShow }: AuditRowProps) {
  const { t } = useTranslation('audit');
  const { exactTime, shortPast } = momentsIn(timeZone);
  const detailId = useId();
  const at = new Date(entry.at);
  const { actor, subject } = entry;
  // At sign-in, actor and subject are the same account.
  const isSelf = subject.type === 'account' && subject.id === actor?.id;
  return (
    <li className={styles.row} data-open={isOpen || undefined}>
      <UnstyledButton
        className={styles.head}
        aria-expanded={isOpen}
        aria-controls={isOpen ? detailId : undefined}
        onClick={onToggle}
      >
        <time className={styles.time} dateTime={entry.at} title={exactTime(at)}>
          {shortPast(at, now)}
        </time>
        <span className={styles.actor}>
          {actor ? (
            <>
              <UserAvatar personId={actor.id} name={actor.name} size={22} isDecorative />
              <span className={styles.cut}>{actor.name}</span>
            </>
          ) : (
            <span className={styles.quiet}>{t('list.nobody')}</span>
          )}
        </span>
        <span className={styles.what}>
          <span className={styles.action}>{t(`actions.${entry.action}`)}</span>
          {!isSelf && subject.name !== '' && <span className={styles.subject}>{subject.name}</span>}
        </span>
        <span className={styles.address}>{entry.address}</span>
        <IconChevronDown className={styles.chevron} size={16} stroke={1.5} aria-hidden="true" />
      </UnstyledButton>
      {isOpen && (
        <div id={detailId} className={styles.detail}>
          <AuditDetail entry={entry} onShow={onShow} />
        </div>
      )}
    </li>
  );
}
