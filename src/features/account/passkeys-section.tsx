import { ActionIcon, Button, Menu } from '@mantine/core';
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Passkey, SecondFactor } from '../../../domain/contract/second-factor.ts';
import { canRemoveFactor, type RemovalDecision } from '../../../domain/second-factor.ts';
import { api } from '../../lib/api.ts';
import { notify } from '../../lib/notify.ts';
import { useMoments } from '../../lib/use-moments.ts';
import { useNow } from '../../lib/use-now.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { SettingsSection } from '../../ui/settings-section.tsx';
import { AddPasskeyDialog, RenamePasskeyDialog } from './passkey-dialogs.tsx';
import { RecoveryCodesDialog } from './recovery-codes-dialog.tsx';
import styles from './second-factor-section.module.css';
import { useFactorChanges } from './use-factor-changes.ts';

/** The person's passkeys. Says why where this browser or this address has none. */
export function PasskeysSection() {
  const { t } = useTranslation('secondFactor');
  const { data: factors } = useQuery(api.secondFactor.show.queryOptions());
  const { data: health } = useQuery(api.session.health.queryOptions({ staleTime: 300_000 }));
  if (!factors || !health) return null;
  const isSupported = typeof PublicKeyCredential === 'function';
  return (
    <SettingsSection title={t('passkeys.title')} text={t('passkeys.text')}>
      <Passkeys factors={factors} canAdd={health.offers.passkeys && isSupported} />
      {!health.offers.passkeys && <p className={styles.quiet}>{t('passkeys.notOffered')}</p>}
      {health.offers.passkeys && !isSupported && <p className={styles.quiet}>{t('passkeys.unsupported')}</p>}
    </SettingsSection>
  );
}

function Passkeys({ factors, canAdd }: { factors: SecondFactor; canAdd: boolean }) {
  const { t } = useTranslation('secondFactor');
  const { data: viewer } = useQuery(api.session.me.queryOptions());
  const [isAdding, setIsAdding] = useState(false);
  const [codes, setCodes] = useState<string[] | null>(null);
  const { passkeys, hasTotp, isRequired } = factors;
  const role = viewer?.role ?? 'journalist';
  const removal = canRemoveFactor(role, { hasTotp, passkeyCount: passkeys.length }, isRequired ? [role] : []);

  return (
    <>
      {passkeys.length === 0 && <p className={styles.quiet}>{t('passkeys.none')}</p>}
      {passkeys.length > 0 && (
        <ul className={styles.list} aria-label={t('passkeys.title')}>
          {passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} removal={removal} />
          ))}
        </ul>
      )}
      {canAdd && (
        <div>
          <Button variant="default" onClick={() => setIsAdding(true)}>
            {t('passkeys.add')}
          </Button>
        </div>
      )}
      {isAdding && (
        <AddPasskeyDialog
          onAdded={(recoveryCodes) => {
            setIsAdding(false);
            setCodes(recoveryCodes);
          }}
          onClose={() => setIsAdding(false)}
        />
      )}
      {codes && <RecoveryCodesDialog codes={codes} onClose={() => setCodes(null)} />}
    </>
  );
}

function PasskeyRow({ passkey, removal }: { passkey: Passkey; removal: RemovalDecision }) {
  const { id, name, createdAt, lastUsedAt } = passkey;
  const { t } = useTranslation(['secondFactor', 'common']);
  const { exactTime, shortPast } = useMoments();
  const now = useNow();
  const { settled } = useFactorChanges();
  const [open, setOpen] = useState<'rename' | 'remove' | null>(null);
  const close = () => setOpen(null);
  const remove = useMutation(
    api.secondFactor.removePasskey.mutationOptions({
      ...settled(close),
      onSuccess: () => void notify({ message: t('passkeys.removed', { name }) }),
    }),
  );
  const created = t('passkeys.created', { when: shortPast(new Date(createdAt), now) });
  const used = lastUsedAt
    ? t('passkeys.used', { when: shortPast(new Date(lastUsedAt), now) })
    : t('passkeys.neverUsed');

  return (
    <li className={styles.factor}>
      <div className={styles.what}>
        <p className={styles.name}>{name}</p>
        <p className={styles.quiet} title={exactTime(new Date(createdAt))}>
          {created} · {used}
        </p>
      </div>
      <Menu position="bottom-end" width={260} returnFocus>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('passkeys.actions', { name })}>
            <IconDots size={19} stroke={1.5} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setOpen('rename')}>{t('passkeys.rename')}</Menu.Item>
          <Menu.Item
            aria-disabled={!removal.allowed}
            closeMenuOnClick={removal.allowed}
            onClick={() => removal.allowed && setOpen('remove')}
          >
            {t('passkeys.remove')}
            {!removal.allowed && <span className={styles.quiet}> {t(`why.${removal.reason}`)}</span>}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {open === 'rename' && <RenamePasskeyDialog passkey={passkey} onClose={close} />}
      <ConfirmDialog
        isOpen={open === 'remove'}
        title={t('passkeys.removeTitle', { name })}
        confirmLabel={t('passkeys.remove')}
        cancelLabel={t('common:cancel')}
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate({ id })}
        onCancel={close}
      >
        {t('passkeys.removeText')}
      </ConfirmDialog>
    </li>
  );
}
