import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Viewer } from '../../../domain/contract/session.ts';
import { api, client } from '../../lib/api.ts';
import { settleReauthentication } from '../../lib/reauthentication.ts';
import { PasswordField } from '../../ui/password-field.tsx';
import { confirmWithPasskey, supportsPasskeys } from './passkey.ts';
import { PasskeyButton } from './passkey-button.tsx';
import styles from './sign-in-dialog.module.css';
import { signInFailure } from './sign-in-with.ts';
import { SingleSignOnWindowButton } from './single-sign-on-window-button.tsx';

/**
 * Asks for the password again, for a passkey, or for a confirmation by the provider of single sign-on, before a sensitive action. The
 * page below stays as it is, with the dialog from which the action came.
 */
export function ReauthenticationDialog({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation(['signIn', 'common', 'secondFactor']);
  const { data: account } = useQuery(api.account.get.queryOptions({ staleTime: 300_000 }));
  const { data: factors } = useQuery(api.secondFactor.show.queryOptions({ staleTime: 300_000 }));
  const hasPasskey = Boolean(factors?.passkeys.length) && supportsPasskeys();
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const cancel = () => settleReauthentication(false);

  const handleSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (!password) return setError(t('passwordRequired'));
    setIsBusy(true);
    try {
      await client.session.reauthenticate({ password });
      settleReauthentication(true);
    } catch (thrown) {
      setError(signInFailure(thrown, { isKnownAccount: true }).message);
      setIsBusy(false);
    }
  };

  const handlePasskey = async () => {
    await confirmWithPasskey();
    settleReauthentication(true);
  };

  const handleKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') cancel();
  };

  return (
    <Modal
      opened
      onClose={cancel}
      onKeyDown={handleKeyDown}
      title={t('again.title')}
      size="26rem"
      withCloseButton={false}
    >
      <p className={styles.text}>{t('again.text')}</p>
      {account?.hasPassword !== false && (
        <form className={styles.form} onSubmit={(event) => void handleSubmit(event)} noValidate>
          {/* Tells password managers the account. */}
          <input type="hidden" name="username" autoComplete="username" value={viewer.email} readOnly />
          <PasswordField
            {...keepsOtherDialogsOpen}
            data-autofocus
            label={t('password')}
            value={password}
            error={error}
            onChange={(event) => {
              setPassword(event.currentTarget.value);
              setError(undefined);
            }}
          />
          <Button {...keepsOtherDialogsOpen} type="submit" size="md" fullWidth loading={isBusy}>
            {t('again.submit')}
          </Button>
        </form>
      )}
      {hasPasskey && (
        <div className={styles.passkey}>
          <PasskeyButton label={t('secondFactor:step.usePasskey')} onUse={handlePasskey} />
        </div>
      )}
      <SingleSignOnWindowButton
        purpose="confirm"
        onDone={() => {
          settleReauthentication(true);
          return Promise.resolve(null);
        }}
      />
      <div className={styles.actions}>
        <Button {...keepsOtherDialogsOpen} variant="subtle" size="compact-sm" color="gray" onClick={cancel}>
          {t('common:cancel')}
        </Button>
      </div>
    </Modal>
  );
}

/** Mantine closes every open dialog on Escape, also the one below this, unless the focused element says otherwise. */
const keepsOtherDialogsOpen = { 'data-mantine-stop-propagation': 'true' };
