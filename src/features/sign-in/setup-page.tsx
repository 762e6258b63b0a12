import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FieldPath, useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { limits } from '../../../domain/limits.ts';
import { client } from '../../lib/api.ts';
import { paths } from '../../lib/paths.ts';
import { toProblem } from '../../lib/problem.ts';
import { NewPasswordField } from '../../ui/new-password-field.tsx';
import styles from './sign-in-page.module.css';
import { signInWith } from './sign-in-with.ts';

type FirstAdmin = { name: string; email: string; password: string };

/** Target of the one-time setup link: creates the first admin and signs them in. */
export function SetupPage() {
  const { t } = useTranslation(['setup', 'signIn', 'errors', 'common']);
  const [params] = useSearchParams();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const form = useForm<FirstAdmin>({ defaultValues: { name: '', email: '', password: '' } });
  const [name, email, password] = useWatch({ control: form.control, name: ['name', 'email', 'password'] });
  const { errors, isSubmitting } = form.formState;

  const handleSubmit = form.handleSubmit(async (admin) => {
    try {
      await client.session.setup({ ...admin, token: params.get('token') ?? '' });
      await signInWith({ email: admin.email, password: admin.password }, queryClient);
      await navigate(paths.articles(), { replace: true });
    } catch (error) {
      const { code, fields = {} } = toProblem(error);
      const typed = Object.entries(fields).filter(([field]) => field in admin);
      for (const [field, fieldCode] of typed) {
        form.setError(field as FieldPath<FirstAdmin>, { message: t(`errors:field.${fieldCode}`) });
      }
      if (typed.length > 0) return;
      const isUsed = ['not-found', 'not-permitted', 'invalid', 'gone'].includes(code);
      form.setError('root', { message: isUsed ? t('used') : t(`errors:${code}`) });
    }
  });

  return (
    <main id="main" className={styles.page}>
      <title>{`${t('title')} · ${t('common:brand')}`}</title>
      <div className={styles.panel}>
        <h1 className={styles.title}>{t('title')}</h1>
        <p className={styles.lead}>{t('lead')}</p>
        <form className={styles.form} onSubmit={(event) => void handleSubmit(event)} noValidate>
          <TextInput
            {...form.register('name', { required: t('errors:field.required') })}
            size="md"
            label={t('name')}
            autoComplete="name"
            maxLength={80}
            error={errors.name?.message}
          />
          <TextInput
            {...form.register('email', { required: t('errors:field.required') })}
            type="email"
            size="md"
            label={t('signIn:email')}
            autoComplete="username"
            inputMode="email"
            error={errors.email?.message}
          />
          <NewPasswordField
            {...form.register('password', {
              required: t('errors:field.required'),
              minLength: { value: limits.passwordMinChars, message: t('errors:field.too-short') },
            })}
            label={t('signIn:password')}
            typed={password}
            personal={[name, email]}
            error={errors.password?.message}
          />
          {errors.root && (
            <p className={styles.failed} role="alert">
              {errors.root.message}
            </p>
          )}
          <Button type="submit" size="md" fullWidth loading={isSubmitting}>
            {t('submit')}
          </Button>
        </form>
      </div>
    </main>
  );
}
