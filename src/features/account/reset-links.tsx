import { useTranslation } from 'react-i18next';
import type { OwnResetLink } from '../../../domain/contract/own-account.ts';
import { useMoments } from '../../lib/use-moments.ts';
import { Banner } from '../../ui/banner.tsx';

/** The reset links that others have made for this account, so that none is used unseen. Nothing when there are none. */
export function ResetLinks({ links }: { links: readonly OwnResetLink[] }) {
  const { t } = useTranslation('account');
  const { exactTime } = useMoments();
  if (links.length === 0) return null;
  return (
    <Banner tone="review" title={t('resetLinks.title')}>
      <ul>
        {links.map(({ id, createdBy, createdAt, usedAt, isOpen }) => (
          <li key={id}>
            {t('resetLinks.made', { name: createdBy.name, when: exactTime(new Date(createdAt)) })}{' '}
            {usedAt
              ? t('resetLinks.used', { when: exactTime(new Date(usedAt)) })
              : t(isOpen ? 'resetLinks.open' : 'resetLinks.unused')}
          </li>
        ))}
      </ul>
      {t('resetLinks.text')}
    </Banner>
  );
}
