import { Button, CopyButton, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { qrSvg } from '../../../domain/qr.ts';
import { api } from '../../lib/api.ts';
import { toProblem } from '../../lib/problem.ts';
import { FormDialog } from '../../ui/forms/form-dialog.tsx';
import styles from './second-factor-section.module.css';

type TotpDialogProps = {
  setup: { secret: string; uri: string };
  onConfirmed: (recoveryCodes: string[] | null) => void;
  onClose: () => void;
};

/** Shows the secret as a QR code and as text, and turns the app on with a code of it. */
export function TotpDialog({ setup, onConfirmed, onClose }: TotpDialogProps) {
  const { t } = useTranslation(['secondFactor', 'errors']);
  const confirm = useMutation(api.secondFactor.confirmTotp.mutationOptions());
  const [code, setCode] = useState('');
  const [error, setError] = useState<string>();
  const key = setup.secret.replace(/.{4}(?=.)/g, '$& ');

  const handleSubmit = () => {
    const typed = code.normalize('NFKC').replace(/\s/g, '');
    if (!/^\d{6}$/.test(typed)) return setError(t('step.codeDigits'));
    confirm.mutate(
      { code: typed },
      {
        onSuccess: ({ recoveryCodes }) => onConfirmed(recoveryCodes),
        onError: (thrown) => {
          const problem = toProblem(thrown);
          setError(problem.code === 'wrong-credentials' ? t('step.codeWrong') : t(`errors:${problem.code}`));
        },
      },
    );
  };

  return (
    <FormDialog
      title={t('totp.dialogTitle')}
      size="28rem"
      submitLabel={t('totp.confirm')}
      isBusy={confirm.isPending}
      onSubmit={handleSubmit}
      onClose={onClose}
    >
      <p className={styles.instruction}>{t('totp.scan')}</p>
      <img
        className={styles.qr}
        src={`data:image/svg+xml;utf8,${encodeURIComponent(qrSvg(setup.uri, { level: 'M' }))}`}
        alt={t('totp.qrLabel')}
      />
      <div className={styles.key}>
        <div>
          <p className={styles.quiet}>{t('totp.manual')}</p>
          <code>{key}</code>
        </div>
        <CopyButton value={setup.secret} timeout={4_000}>
          {({ copied, copy }) => (
            <Button variant="default" size="compact-sm" onClick={copy}>
              <span aria-live="polite">{t(copied ? 'totp.copied' : 'totp.copy')}</span>
            </Button>
          )}
        </CopyButton>
      </div>
      <TextInput
        label={t('totp.enter')}
        description={t('step.codeHint')}
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        error={error}
        data-autofocus
        onChange={(event) => {
          setCode(event.currentTarget.value);
          setError(undefined);
        }}
      />
    </FormDialog>
  );
}
