import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { parseSingleSignOnError, singleSignOnStart } from '../../lib/single-sign-on.ts';
import styles from './sign-in-page.module.css';

/** Leads to the provider, and back to the requested page. */
export function SingleSignOnLink({ name }: { name: string }) {
  const { t } = useTranslation('singleSignOn');
  const [params] = useSearchParams();
  return (
    <div className={styles.alternative}>
      <Button
        component="a"
        href={singleSignOnStart('sign-in', params.get('next'))}
        variant="default"
        size="md"
        fullWidth
      >
        {t('signIn', { name })}
      </Button>
    </div>
  );
}

/** Why the way over the provider has signed nobody in. */
export function SingleSignOnFailure() {
  const { t } = useTranslation(['singleSignOn', 'errors']);
  const [params] = useSearchParams();
  const error = params.get('error');
  const code = parseSingleSignOnError(error);
  if (!code) return null;
  return (
    <p className={styles.returned} role="alert">
      {error === 'lost-cookie' ? t('errors:lost-cookie') : t(`errors.${code}`)}
    </p>
  );
}
