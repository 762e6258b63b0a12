import { Button, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import type { Viewer } from '../../../domain/contract/session.ts';
import { paths } from '../../lib/paths.ts';
import { forgetSession, postponeSignIn } from '../../lib/session.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { UserAvatar } from '../../ui/user-avatar.tsx';
import { PasswordField } from './password-field.tsx';
import styles from './sign-in-dialog.module.css';
import { signInFailure, signInWith } from './sign-in-with.ts';

/**
 * Asks for the password over the page when the session has ended. The page stays mounted and pending requests are
 * retried. Ignores clicks outside.
 */
export function SignInDialog({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation(['signIn', 'common']);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const [isLeaving, setIsLeaving] = useState(false);

  const handleSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (!password) return setError(t('passwordRequired'));
    setIsBusy(true);
    try {
      await signInWith({ email: viewer.email, password }, queryClient);
    } catch (thrown) {
      setError(signInFailure(thrown, { isKnownAccount: true }).message);
      setIsBusy(false);
    }
  };

  const handleOther = async () => {
    forgetSession();
    await navigate(paths.signIn(pathname + search));
    queryClient.clear();
  };

  if (isLeaving) {
    return (
      <ConfirmDialog
        isOpen
        title={t('expired.otherTitle')}
        confirmLabel={t('expired.otherConfirm')}
        cancelLabel={t('common:cancel')}
        onConfirm={() => void handleOther()}
        onCancel={() => setIsLeaving(false)}
      >
        {t('expired.otherText')}
      </ConfirmDialog>
    );
  }

  return (
    <Modal
      opened
      onClose={postponeSignIn}
      title={t('expired.title')}
      size="26rem"
      closeOnClickOutside={false}
      withCloseButton={false}
    >
      <p className={styles.text}>{t('expired.text')}</p>
      <form className={styles.form} onSubmit={(event) => void handleSubmit(event)} noValidate>
        <div className={styles.account}>
          <UserAvatar personId={viewer.id} name={viewer.name} size={32} isDecorative />
          <div>
            <div className={styles.name}>{viewer.name}</div>
            <div className={styles.email}>{viewer.email}</div>
          </div>
        </div>
        {/* Tells password managers the account. */}
        <input type="hidden" name="username" autoComplete="username" value={viewer.email} readOnly />
        <PasswordField
          data-autofocus
          label={t('password')}
          value={password}
          error={error}
          onChange={(event) => {
            setPassword(event.currentTarget.value);
            setError(undefined);
          }}
        />
        <Button type="submit" size="md" fullWidth loading={isBusy}>
          {t('expired.submit')}
        </Button>
      </form>
      <div className={styles.actions}>
        <Button variant="subtle" size="compact-sm" color="gray" onClick={() => setIsLeaving(true)}>
          {t('expired.other')}
        </Button>
        <Button variant="subtle" size="compact-sm" color="gray" onClick={postponeSignIn}>
          {t('expired.later')}
        </Button>
      </div>
    </Modal>
  );
}
