import { zodResolver } from '@hookform/resolvers/zod';
import { Button, TextInput } from '@mantine/core';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { PasswordField } from '../../ui/password-field.tsx';
import styles from './sign-in-page.module.css';
import { type Credentials, signInFailure } from './sign-in-with.ts';

type SignInFormProps = {
  onSignIn: (credentials: Credentials) => Promise<void>;
  /** The error of a one-click sign-in, shown in the same place. */
  outerError: string | undefined;
  /** Whether the browser suggests passkeys in the field of the e-mail. */
  offersPasskeys: boolean;
};

export function SignInForm({ onSignIn, outerError, offersPasskeys }: SignInFormProps) {
  const { t } = useTranslation('signIn');
  const form = useForm<Credentials>({
    resolver: zodResolver(
      z.object({
        email: z
          .string()
          .trim()
          .min(1, t('emailRequired'))
          .pipe(z.email(t('emailInvalid'))),
        password: z.string().min(1, t('passwordRequired')),
      }),
    ),
    defaultValues: { email: '', password: '' },
  });
  const { errors, isSubmitting } = form.formState;

  const handleSubmit = form.handleSubmit(async (credentials) => {
    try {
      await onSignIn(credentials);
    } catch (error) {
      const { field, message } = signInFailure(error);
      form.setError(field ?? 'root', { message }, { shouldFocus: true });
    }
  });

  const failure = errors.root?.message ?? outerError;
  return (
    <form className={styles.form} onSubmit={(event) => void handleSubmit(event)} noValidate>
      <TextInput
        {...form.register('email')}
        type="email"
        size="md"
        label={t('email')}
        autoComplete={offersPasskeys ? 'username webauthn' : 'username'}
        inputMode="email"
        error={errors.email?.message}
      />
      <PasswordField {...form.register('password')} label={t('password')} error={errors.password?.message} />
      {failure && (
        <p className={styles.failed} role="alert">
          {failure}
        </p>
      )}
      <Button type="submit" size="md" fullWidth loading={isSubmitting}>
        {t('submit')}
      </Button>
    </form>
  );
}
