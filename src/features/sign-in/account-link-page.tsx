import { Button, Skeleton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate } from 'react-router';
import type { SecondFactorStep } from '../../../domain/contract/session.ts';
import { limits } from '../../../domain/limits.ts';
import { api, client } from '../../lib/api.ts';
import { notify } from '../../lib/notify.ts';
import { paths } from '../../lib/paths.ts';
import { toProblem } from '../../lib/problem.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { NewPasswordField } from '../../ui/new-password-field.tsx';
import { SecondFactorForm } from './second-factor-form.tsx';
import styles from './sign-in-page.module.css';
import { signInWith } from './sign-in-with.ts';

/** Target of a one-time link: sets a password and signs in. The token is in the fragment, which is not sent to servers. */
export function AccountLinkPage() {
  const { t } = useTranslation(['accountLink', 'common', 'errors']);
  const { hash } = useLocation();
  // Read once: it is removed from the URL after use.
  const [token] = useState(() => new URLSearchParams(hash.slice(1)).get('token') ?? '');
  const linkQuery = useQuery(
    api.accountLinks.look.queryOptions({ input: { token }, staleTime: Infinity, gcTime: 0, retry: false }),
  );
  const problem = linkQuery.isError ? toProblem(linkQuery.error) : null;
  const isGone = problem?.code === 'gone' || problem?.code === 'invalid';
  const kind = linkQuery.data?.kind ?? 'invitation';

  return (
    <main id="main" className={styles.page}>
      <title>{`${linkQuery.data ? t(`${kind}.title`) : t(isGone ? 'goneTitle' : 'checking')} · ${t('common:brand')}`}</title>
      <div className={styles.panel}>
        <p className={styles.brand}>
          <img src="/icon.svg" alt="" width={36} height={36} />
          {t('common:brand')}
        </p>
        {linkQuery.isPending && (
          <div role="status" aria-label={t('checking')}>
            <Skeleton height={36} width="70%" />
            <Skeleton height={20} mt={12} />
            <Skeleton height={42} mt={28} />
          </div>
        )}
        {problem && (
          <EmptyState
            headingLevel={1}
            title={t(isGone ? 'goneTitle' : problem.code === 'throttled' ? 'throttledTitle' : 'failedTitle')}
            text={
              isGone
                ? t('goneText')
                : problem.code === 'throttled'
                  ? t('throttledText')
                  : t(`errors:${problem.code}`)
            }
            action={
              isGone ? (
                <Button component={Link} to={paths.signIn()} variant="default">
                  {t('toSignIn')}
                </Button>
              ) : (
                <Button
                  variant="default"
                  loading={linkQuery.isFetching}
                  onClick={() => void linkQuery.refetch()}
                >
                  {t('common:retry')}
                </Button>
              )
            }
          />
        )}
        {linkQuery.data && (
          <>
            <h1 className={styles.title}>{t(`${kind}.title`)}</h1>
            <p className={styles.lead}>
              {t(`${kind}.lead`, { name: linkQuery.data.name, email: linkQuery.data.email })}
            </p>
            <NewPassword
              token={token}
              name={linkQuery.data.name}
              email={linkQuery.data.email}
              submit={t(`${kind}.submit`)}
              onGone={() => void linkQuery.refetch()}
            />
          </>
        )}
      </div>
    </main>
  );
}

type NewPasswordProps = { token: string; name: string; email: string; submit: string; onGone: () => void };

function NewPassword({ token, name, email, submit, onGone }: NewPasswordProps) {
  const { t } = useTranslation(['accountLink', 'signIn', 'errors']);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const form = useForm({ defaultValues: { password: '' } });
  const typed = useWatch({ control: form.control, name: 'password' });
  const { errors, isSubmitting } = form.formState;
  const [step, setStep] = useState<SecondFactorStep | null>(null);

  const handleSubmit = form.handleSubmit(async ({ password }) => {
    try {
      await client.accountLinks.use({ token, password });
    } catch (error) {
      const { code, fields } = toProblem(error);
      // Used or revoked while this page was open: show that instead of the form.
      if (code === 'gone') return onGone();
      const message = fields?.password ? t(`errors:field.${fields.password}`) : t(`errors:${code}`);
      form.setError('password', { message });
      return;
    }
    try {
      const second = await signInWith({ email, password }, queryClient);
      if (second) return setStep(second);
      await navigate(paths.articles(), { replace: true });
    } catch {
      await navigate(paths.signIn(), { replace: true });
      void notify({ message: t('setButNotIn') });
    }
  });

  if (step) {
    return (
      <SecondFactorForm
        step={step}
        onSignedIn={() => void navigate(paths.articles(), { replace: true })}
        onBack={() => void navigate(paths.signIn(), { replace: true })}
      />
    );
  }

  return (
    <form className={styles.form} onSubmit={(event) => void handleSubmit(event)} noValidate>
      {/* Tells password managers the account. */}
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <NewPasswordField
        {...form.register('password', {
          required: t('errors:field.required'),
          minLength: { value: limits.passwordMinChars, message: t('errors:field.too-short') },
          maxLength: { value: limits.passwordMaxChars, message: t('errors:field.too-long') },
        })}
        label={t('signIn:password')}
        typed={typed}
        personal={[name, email]}
        error={errors.password?.message}
      />
      <Button type="submit" size="md" fullWidth loading={isSubmitting}>
        {submit}
      </Button>
    </form>
  );
}
