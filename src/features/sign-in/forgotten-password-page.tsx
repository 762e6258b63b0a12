import { zodResolver } from '@hookform/resolvers/zod';
import { Button, Skeleton, TextInput, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { z } from 'zod';
import { api, client } from '../../lib/api.ts';
import { paths } from '../../lib/paths.ts';
import { toProblem } from '../../lib/problem.ts';
import { LoadError } from '../../ui/load-error.tsx';
import styles from './sign-in-page.module.css';

/** Asks for a link to a new password by mail, or says who can help where there is no mail server. */
export function ForgottenPasswordPage() {
  const { t } = useTranslation(['account', 'common']);
  const health = useQuery(api.session.health.queryOptions({ staleTime: 300_000 }));
  const [sentTo, setSentTo] = useState<string | null>(null);
  return (
    <main id="main" className={styles.page}>
      <title>{`${t('forgotten.title')} · ${t('common:brand')}`}</title>
      <div className={styles.panel}>
        <p className={styles.brand}>
          <img src="/icon.svg" alt="" width={36} height={36} />
          {t('common:brand')}
        </p>
        <h1 className={styles.title}>{t(sentTo ? 'forgotten.sentTitle' : 'forgotten.title')}</h1>
        {health.isPending && <Skeleton height={42} mt={28} />}
        {health.isError && !health.data && <LoadError title={t('failed')} query={health} />}
        {health.data && !health.data.canResetByMail && (
          <p className={styles.lead}>{t('forgotten.noMailText')}</p>
        )}
        {health.data?.canResetByMail && !sentTo && (
          <>
            <p className={styles.lead}>{t('forgotten.lead')}</p>
            <EmailForm onSent={setSentTo} />
          </>
        )}
        {sentTo && (
          <div role="status">
            <p className={styles.lead}>{t('forgotten.sentText', { email: sentTo })}</p>
          </div>
        )}
        <div className={styles.links}>
          {sentTo && (
            <UnstyledButton className={styles.link} onClick={() => setSentTo(null)}>
              {t('forgotten.again')}
            </UnstyledButton>
          )}
          <Link to={paths.signIn()} className={styles.link}>
            {t('forgotten.toSignIn')}
          </Link>
        </div>
      </div>
    </main>
  );
}

function EmailForm({ onSent }: { onSent: (email: string) => void }) {
  const { t } = useTranslation(['account', 'signIn', 'errors']);
  const form = useForm({
    resolver: zodResolver(
      z.object({
        email: z
          .string()
          .trim()
          .min(1, t('signIn:emailRequired'))
          .pipe(z.email(t('signIn:emailInvalid'))),
      }),
    ),
    defaultValues: { email: '' },
  });
  const { errors, isSubmitting } = form.formState;

  const handleSubmit = form.handleSubmit(async ({ email }) => {
    try {
      await client.accountLinks.forgotten({ email });
      onSent(email);
    } catch (error) {
      const { code, fields } = toProblem(error);
      const message = fields?.email ? t('signIn:emailInvalid') : t(`errors:${code}`);
      form.setError('email', { message }, { shouldFocus: true });
    }
  });

  return (
    <form className={styles.form} onSubmit={(event) => void handleSubmit(event)} noValidate>
      <TextInput
        {...form.register('email')}
        type="email"
        size="md"
        label={t('signIn:email')}
        autoComplete="username"
        inputMode="email"
        error={errors.email?.message}
      />
      <Button type="submit" size="md" fullWidth loading={isSubmitting}>
        {t('forgotten.submit')}
      </Button>
    </form>
  );
}
