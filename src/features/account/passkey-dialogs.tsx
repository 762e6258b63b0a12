import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Passkey } from '../../../domain/contract/second-factor.ts';
import { limits } from '../../../domain/limits.ts';
import { api, client } from '../../lib/api.ts';
import { notify } from '../../lib/notify.ts';
import { toProblem } from '../../lib/problem.ts';
import { FormDialog } from '../../ui/forms/form-dialog.tsx';
import styles from './second-factor-section.module.css';
import { useFactorChanges } from './use-factor-changes.ts';

type CreationOptions = Parameters<
  typeof import('@simplewebauthn/browser')['startRegistration']
>[0]['optionsJSON'];

type AddPasskeyDialogProps = { onAdded: (recoveryCodes: string[] | null) => void; onClose: () => void };

/** Asks for a name, then has the browser make the passkey. */
export function AddPasskeyDialog({ onAdded, onClose }: AddPasskeyDialogProps) {
  const { t } = useTranslation(['secondFactor', 'errors']);
  const { invalidate } = useFactorChanges();
  const add = useMutation({ mutationFn: addPasskey });

  const handleSave = async (name: string) => {
    const { recoveryCodes } = await add.mutateAsync(name);
    void notify({ message: t('passkeys.added', { name }) });
    onAdded(recoveryCodes);
    await invalidate();
  };
  const messageOf = (error: unknown): string => {
    // The browser's own error says that the device has one (WebAuthn Level 3, section 5.1.3).
    if (error instanceof Error && error.name === 'InvalidStateError') return t('passkeys.exists');
    const { code } = toProblem(error);
    if (code === 'in-use') return t('passkeys.exists');
    return code === 'unexpected' || code === 'wrong-credentials' ? t('passkeys.failed') : t(`errors:${code}`);
  };

  return (
    <NameDialog
      title={t('passkeys.addTitle')}
      submitLabel={t('passkeys.continue')}
      initial=""
      onSave={handleSave}
      messageOf={messageOf}
      onClose={onClose}
    >
      <p className={styles.instruction}>{t('passkeys.addText')}</p>
    </NameDialog>
  );
}

async function addPasskey(name: string) {
  const { startRegistration } = await import('@simplewebauthn/browser');
  const optionsJSON = (await client.secondFactor.startPasskey()) as unknown as CreationOptions;
  const credential = await startRegistration({ optionsJSON });
  return client.secondFactor.addPasskey({ name, credential });
}

export function RenamePasskeyDialog({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const { t } = useTranslation(['secondFactor', 'common', 'errors']);
  const { invalidate } = useFactorChanges();
  const rename = useMutation(api.secondFactor.renamePasskey.mutationOptions());
  return (
    <NameDialog
      title={t('passkeys.renameTitle')}
      submitLabel={t('common:save')}
      initial={passkey.name}
      onSave={async (name) => {
        await rename.mutateAsync({ id: passkey.id, name });
        onClose();
        await invalidate();
      }}
      messageOf={(error) => t(`errors:${toProblem(error).code}`)}
      onClose={onClose}
    />
  );
}

type NameDialogProps = {
  title: string;
  submitLabel: string;
  initial: string;
  children?: ReactNode;
  onSave: (name: string) => Promise<void>;
  messageOf: (error: unknown) => string;
  onClose: () => void;
};

function NameDialog({ title, submitLabel, initial, children, onSave, messageOf, onClose }: NameDialogProps) {
  const { t } = useTranslation(['secondFactor', 'errors']);
  const [name, setName] = useState(initial);
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);

  const handleSubmit = async () => {
    if (name.trim() === '') return setError(t('errors:field.required'));
    setIsBusy(true);
    try {
      await onSave(name.trim());
    } catch (thrown) {
      setError(messageOf(thrown));
      setIsBusy(false);
    }
  };

  return (
    <FormDialog
      title={title}
      size="26rem"
      submitLabel={submitLabel}
      isBusy={isBusy}
      onSubmit={() => void handleSubmit()}
      onClose={onClose}
    >
      {children}
      <TextInput
        label={t('passkeys.name')}
        placeholder={t('passkeys.nameHint')}
        maxLength={limits.passkeyNameMaxChars}
        value={name}
        error={error}
        autoComplete="off"
        data-autofocus
        onChange={(event) => {
          setName(event.currentTarget.value);
          setError(undefined);
        }}
      />
    </FormDialog>
  );
}
