import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PreviewLink } from '../../../domain/contract/previews.ts';
import { formatSpan } from '../../../domain/dates.ts';
import { currentLanguage } from '../../lib/i18n.ts';
import { useMoments } from '../../lib/use-moments.ts';
import { useNow } from '../../lib/use-now.ts';
import styles from './links-dialog.module.css';

type LinkListProps = { links: PreviewLink[]; onRevoke: (link: PreviewLink) => void };

/** Preview links of the article, newest first. */
export function LinkList({ links, onRevoke }: LinkListProps) {
  const { t } = useTranslation('preview');
  const { exactTime, shortPast } = useMoments();
  const now = useNow();
  if (links.length === 0) return <p className={styles.empty}>{t('links.none')}</p>;
  return (
    <ul className={styles.list}>
      {links.map((link) => (
        <li key={link.id} className={styles.link} data-closed={link.state !== 'open' || undefined}>
          <div className={styles.facts}>
            <p className={styles.label}>{link.label || t('links.noLabel')}</p>
            <p className={styles.detail}>
              <LinkState link={link} now={now} />
              {' · '}
              {link.openedCount > 0 ? t('links.opened', { count: link.openedCount }) : t('links.unopened')}
            </p>
            <p className={styles.detail} title={exactTime(new Date(link.createdAt))}>
              {t('links.made', {
                name: link.createdBy.name,
                time: shortPast(new Date(link.createdAt), now),
                number: link.revisionNumber,
              })}
            </p>
          </div>
          {link.state === 'open' && (
            <Button
              className={styles.revoke}
              size="compact-sm"
              variant="default"
              aria-label={t('links.revokeOf', { label: link.label || t('links.noLabel') })}
              onClick={() => onRevoke(link)}
            >
              {t('links.revoke')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function LinkState({ link, now }: { link: PreviewLink; now: Date }) {
  const { t } = useTranslation('preview');
  const { exactTime } = useMoments();
  const expiresAt = new Date(link.expiresAt);
  if (link.state !== 'open') return <span>{t(`links.state.${link.state}`)}</span>;
  const span = formatSpan(Math.max(0, expiresAt.getTime() - now.getTime()), currentLanguage());
  return (
    <strong className={styles.open} title={exactTime(expiresAt)}>
      {t('links.state.open', { span })}
    </strong>
  );
}
