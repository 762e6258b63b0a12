import { Button, Modal } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import type { SessionEnd } from '../../../domain/accounts.ts';
import type { SecondFactorStep, Viewer } from '../../../domain/contract/session.ts';
import { api } from '../../lib/api.ts';
import { paths } from '../../lib/paths.ts';
import { forgetSession, postponeSignIn } from '../../lib/session.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { UserAvatar } from '../../ui/user-avatar.tsx';
import { signInWithPasskey, supportsPasskeys } from './passkey.ts';
import { PasskeyButton } from './passkey-button.tsx';
import { SecondFactorForm } from './second-factor-form.tsx';
import styles from './sign-in-dialog.module.css';
import { resumeAs, signInFailure, signInWith } from './sign-in-with.ts';
import { SingleSignOnWindowButton } from './single-sign-on-window-button.tsx';

/**
 * Asks for the password over the page when the session has ended and the person wants to go on. The page stays mounted and pending requests are
 * retried. Ignores clicks outside.
 */
export function SignInDialog({ viewer, reason }: { viewer: Viewer; reason: SessionEnd }) {
  const { t } = useTranslation(['signIn', 'common', 'secondFactor']);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const { data: health } = useQuery(api.session.health.queryOptions({ staleTime: 300_000 }));
  const offersPasskeys = Boolean(health?.offers.passkeys) && supportsPasskeys();
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const [isLeaving, setIsLeaving] = useState(false);
  const [step, setStep] = useState<SecondFactorStep | null>(null);

  const handleSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (!password) return setError(t('passwordRequired'));
    setIsBusy(true);
    try {
      setStep(await signInWith({ email: viewer.email, password }, queryClient));
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

  const handleBack = (message?: string) => {
    setStep(null);
    setIsBusy(false);
    setError(message);
  };

  if (step) {
    return (
      <Modal
        opened
        onClose={postponeSignIn}
        title={t('secondFactor:step.title')}
        size="26rem"
        closeOnClickOutside={false}
        withCloseButton={false}
        // Done by the layout, with the selection.
        returnFocus={false}
      >
        {/* The dialog closes with the new session. */}
        <SecondFactorForm step={step} viewer={viewer} onBack={handleBack} />
      </Modal>
    );
  }

  return (
    <Modal
      opened
      onClose={postponeSignIn}
      title={t(`ended.${reason}.title`)}
      size="26rem"
      closeOnClickOutside={false}
      withCloseButton={false}
      returnFocus={false}
    >
      <p className={styles.text}>{t(`ended.${reason}.text`)}</p>
      <form className={styles.form} onSubmit={(event) => void handleSubmit(event)} noValidate>
        <div className={styles.account}>
          <UserAvatar
            personId={viewer.id}
            name={viewer.name}
            portraitMediaId={viewer.portraitMediaId}
            size={32}
            isDecorative
          />
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
      {offersPasskeys && (
        <div className={styles.passkey}>
          <PasskeyButton
            label={t('secondFactor:passkey.signIn')}
            onUse={() => signInWithPasskey(queryClient, viewer)}
          />
        </div>
      )}
      <SingleSignOnWindowButton purpose="renew" onDone={() => resumeAs(viewer, queryClient)} />
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
