import { Loader, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../../domain/roles.ts';
import { UserAvatar } from '../../ui/user-avatar.tsx';
import styles from './demo-accounts.module.css';
import type { Credentials } from './sign-in-with.ts';

type DemoAccountsProps = {
  accounts: { id: string; email: string; name: string; role: Role }[];
  password: string;
  enteringAs: string | null;
  onEnter: (credentials: Credentials) => void;
};

/** One-click sign-in of a demo newsroom. */
export function DemoAccounts({ accounts, password, enteringAs, onEnter }: DemoAccountsProps) {
  const { t } = useTranslation(['signIn', 'common']);
  return (
    <section className={styles.demo} aria-labelledby="demo-title">
      <h2 id="demo-title" className={styles.title}>
        {t('demo.title')}
      </h2>
      <p className={styles.text}>
        {t('demo.text')} <code className={styles.password}>{password}</code>
      </p>
      <ul className={styles.cards}>
        {accounts.map(({ id, email, name, role }) => (
          <li key={email}>
            <UnstyledButton
              className={styles.card}
              disabled={enteringAs !== null}
              onClick={() => onEnter({ email, password })}
            >
              {enteringAs === email ? (
                <Loader size={32} />
              ) : (
                <UserAvatar personId={id} name={name} size={32} isDecorative />
              )}
              <span className={styles.who}>
                <span className={styles.name}>{name}</span>
                <span className={styles.role}>{t(`common:role.${role}`)}</span>
                <span className={styles.email}>{email}</span>
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
