import { useTranslation } from 'react-i18next';
import { SettingsSection } from '../../ui/settings-section.tsx';
import styles from './notifications-section.module.css';

const mails = ['invitation', 'security', 'reset'] as const;

/** The mails that the desk sends today. */
export function NotificationsSection({ hasMail, email }: { hasMail: boolean; email: string }) {
  const { t } = useTranslation('account');
  return (
    <SettingsSection title={t('notifications.title')} text={t('notifications.text')}>
      {hasMail ? (
        <>
          <p className={styles.text}>{t('notifications.mails', { email })}</p>
          <ul className={styles.list}>
            {mails.map((mail) => (
              <li key={mail}>{t(`notifications.${mail}`)}</li>
            ))}
          </ul>
        </>
      ) : (
        <p className={styles.text}>{t('notifications.none')}</p>
      )}
    </SettingsSection>
  );
}
