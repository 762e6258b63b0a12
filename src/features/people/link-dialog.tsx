import { Button, CopyButton, Modal, TextInput } from '@mantine/core';
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs';
import IconCopy from '@tabler/icons-react/dist/esm/icons/IconCopy.mjs';
import { useTranslation } from 'react-i18next';
import type { AccountLink } from '../../../domain/contract/accounts.ts';
import { useMoments } from '../../lib/use-moments.ts';
import { Banner } from '../../ui/banner.tsx';
import styles from './people.module.css';

export type ShownLink = { kind: 'invitation' | 'reset'; name: string; email: string; link: AccountLink };

/** Shows a one-time link. Ignores clicks outside, because the link cannot be shown again. */
export function LinkDialog({ shown, onClose }: { shown: ShownLink; onClose: () => void }) {
  const { t } = useTranslation(['people', 'common']);
  const { exactTime } = useMoments();
  const { kind, name, email, link } = shown;
  const address = new URL(link.path, location.origin).href;
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      title={t(kind === 'invitation' ? 'link.inviteTitle' : 'link.resetTitle', { name })}
      size="32rem"
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {link.mail === 'sent' && <Banner tone="published" title={t('link.sent', { email })} />}
      {link.mail === 'failed' && <Banner tone="returned" title={t('link.failed', { email })} isAlert />}
      <p className={styles.dialogText}>{t('link.text', { when: exactTime(new Date(link.expiresAt)) })}</p>
      <TextInput
        className={styles.link}
        label={t('link.label')}
        value={address}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className={styles.dialogActions}>
        <Button variant="default" onClick={onClose}>
          {t('link.done')}
        </Button>
        <CopyButton value={address} timeout={4_000}>
          {({ copied, copy }) => (
            <Button
              onClick={copy}
              data-autofocus
              leftSection={
                copied ? (
                  <IconCheck size={18} stroke={1.75} aria-hidden="true" />
                ) : (
                  <IconCopy size={18} stroke={1.75} aria-hidden="true" />
                )
              }
            >
              <span aria-live="polite">{copied ? t('link.copied') : t('link.copy')}</span>
            </Button>
          )}
        </CopyButton>
      </div>
    </Modal>
  );
}
