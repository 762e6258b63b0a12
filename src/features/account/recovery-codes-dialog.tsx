import { Button, Checkbox, CopyButton, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import styles from './recovery-codes-dialog.module.css';

/** Shows new recovery codes, once. It closes only after the person has said that they are stored. */
export function RecoveryCodesDialog({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const { t } = useTranslation(['secondFactor', 'common']);
  const { data: viewer } = useQuery(api.session.me.queryOptions());
  const [isStored, setIsStored] = useState(false);
  const head = t('codes.fileHead', { name: t('common:brand'), email: viewer?.email ?? '' });
  const text = [head, '', ...codes, ''].join('\n');

  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      title={t('codes.dialogTitle')}
      size="30rem"
      className={styles.dialog}
    >
      <p className={styles.text}>{t('codes.dialogText')}</p>
      <p className={styles.head}>{head}</p>
      <ol className={styles.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className={styles.actions}>
        <CopyButton value={text} timeout={4_000}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              <span aria-live="polite">{t(copied ? 'codes.copied' : 'codes.copy')}</span>
            </Button>
          )}
        </CopyButton>
        <Button
          component="a"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download={t('codes.fileName')}
          variant="default"
        >
          {t('codes.download')}
        </Button>
        <Button variant="default" onClick={() => window.print()}>
          {t('codes.print')}
        </Button>
      </div>
      <div className={styles.end}>
        <Checkbox
          label={t('codes.stored')}
          checked={isStored}
          onChange={(event) => setIsStored(event.currentTarget.checked)}
        />
        <Button disabled={!isStored} onClick={onClose}>
          {t('codes.done')}
        </Button>
      </div>
    </Modal>
  );
}
