import { Button, Checkbox, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SecondFactorStep, Viewer } from '../../../domain/contract/session.ts';
import { limits } from '../../../domain/limits.ts';
import type { CodeKind } from '../../../domain/second-factor.ts';
import { api, client } from '../../lib/api.ts';
import { toProblem } from '../../lib/problem.ts';
import { signInWithPasskey, supportsPasskeys } from './passkey.ts';
import { PasskeyButton } from './passkey-button.tsx';
import styles from './second-factor-form.module.css';
import { enterDesk, signInFailure } from './sign-in-with.ts';

type SecondFactorFormProps = {
  step: SecondFactorStep;
  /** The person whose page continues. */
  viewer?: Viewer;
  onSignedIn?: () => void;
  /** @param message why the first step has to be repeated, when the person has not chosen to. */
  onBack: (message?: string) => void;
};

/** The second step of a sign-in: a code of the app, a recovery code, or a passkey. */
export function SecondFactorForm({ step, viewer, onSignedIn, onBack }: SecondFactorFormProps) {
  const { t } = useTranslation('secondFactor');
  const queryClient = useQueryClient();
  const { data: health } = useQuery(api.session.health.queryOptions({ staleTime: 300_000 }));
  const [kind, setKind] = useState<CodeKind | 'passkey'>(step.hasTotp ? 'totp' : 'passkey');
  const [code, setCode] = useState('');
  const [rememberDevice, setRememberDevice] = useState(false);
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const canUsePasskey = step.hasPasskey && supportsPasskeys();

  const choose = (next: typeof kind) => {
    setKind(next);
    setCode('');
    setError(undefined);
  };

  const handlePasskey = async () => {
    await signInWithPasskey(queryClient, viewer ?? null);
    onSignedIn?.();
  };

  const handleSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (kind === 'passkey') return;
    const typed = kind === 'totp' ? code.normalize('NFKC').replace(/\s/g, '') : code.trim();
    if (typed === '') return setError(t('step.codeRequired'));
    if (kind === 'totp' && !/^\d{6}$/.test(typed)) return setError(t('step.codeDigits'));
    setIsBusy(true);
    try {
      await client.session.signInSecondFactor({ token: step.token, kind, code: typed, rememberDevice });
      await enterDesk(queryClient);
      onSignedIn?.();
    } catch (thrown) {
      setIsBusy(false);
      const problem = toProblem(thrown);
      if (problem.code === 'gone') return onBack(t('step.expired'));
      if (problem.code !== 'wrong-credentials') return setError(signInFailure(thrown).message);
      setError(t(kind === 'totp' ? 'step.codeWrong' : 'step.recoveryWrong'));
    }
  };

  return (
    <form className={styles.form} onSubmit={(event) => void handleSubmit(event)} noValidate>
      <p className={styles.text}>
        {t(kind === 'totp' ? 'step.totpText' : kind === 'passkey' ? 'step.passkeyText' : 'step.recoveryText')}
      </p>
      {kind === 'passkey' ? (
        canUsePasskey && <PasskeyButton label={t('step.usePasskey')} variant="filled" onUse={handlePasskey} />
      ) : (
        <>
          <TextInput
            // Another field, so that the focus is in it after the choice.
            key={kind}
            size="md"
            label={t(kind === 'totp' ? 'step.code' : 'step.recoveryCode')}
            description={kind === 'totp' ? t('step.codeHint') : undefined}
            autoComplete={kind === 'totp' ? 'one-time-code' : 'off'}
            inputMode={kind === 'totp' ? 'numeric' : 'text'}
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            data-autofocus
            className={styles.code}
            value={code}
            error={error}
            onChange={(event) => {
              setCode(event.currentTarget.value);
              setError(undefined);
            }}
          />
          {health?.offers.rememberedDevices && (
            <Checkbox
              label={t('step.remember', { count: limits.rememberedDeviceDays })}
              description={t('step.rememberHint')}
              checked={rememberDevice}
              onChange={(event) => setRememberDevice(event.currentTarget.checked)}
            />
          )}
          <Button type="submit" size="md" fullWidth loading={isBusy}>
            {t('step.submit')}
          </Button>
          {canUsePasskey && <PasskeyButton label={t('step.usePasskey')} onUse={handlePasskey} />}
        </>
      )}
      <div className={styles.others}>
        {kind !== 'totp' && step.hasTotp && (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => choose('totp')}>
            {t('step.useTotp')}
          </Button>
        )}
        {kind !== 'recovery-code' && step.hasRecoveryCodes && (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => choose('recovery-code')}>
            {t('step.useRecovery')}
          </Button>
        )}
        <Button variant="subtle" color="gray" size="compact-sm" onClick={() => onBack()}>
          {t('step.back')}
        </Button>
      </div>
      <p className={styles.lost}>{t('step.lost')}</p>
    </form>
  );
}
