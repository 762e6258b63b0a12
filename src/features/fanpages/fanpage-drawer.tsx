import { Drawer } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fanpage } from '../../../domain/contract/fanpages.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FanpageDetail } from './fanpage-detail.tsx';
import styles from './fanpage-drawer.module.css';
import { FanpageForm } from './fanpage-form.tsx';

type FanpageDrawerProps = {
  /** Null while a new one is being added. */
  fanpage: Fanpage | null;
  isOpen: boolean;
  /** All but this one, to tell at once that an address is taken. */
  others: Fanpage[];
  /** Another dialog stands before it, whose keys are not for this one. */
  isCovered: boolean;
  onShowCode: () => void;
  onClose: () => void;
};

/** Adds a fanpage, or shows everything about one. Closing asks before typed words are lost. */
export function FanpageDrawer({
  fanpage,
  isOpen,
  others,
  isCovered,
  onShowCode,
  onClose,
}: FanpageDrawerProps) {
  const { t } = useTranslation(['fanpages', 'common']);
  const [isDirty, setDirty] = useState(false);
  const [asking, setAsking] = useState<'discard' | 'remove' | null>(null);
  /** An address that the link check found, offered to the form. */
  const [offered, setOffered] = useState<string | null>(null);
  return (
    <>
      <Drawer
        opened={isOpen}
        onClose={() => (isDirty ? setAsking('discard') : onClose())}
        position="right"
        closeOnEscape={!isCovered && asking === null}
        size="30rem"
        title={fanpage ? fanpage.name : t('add')}
        classNames={{ body: styles.body }}
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        <FanpageForm
          key={offered}
          fanpage={fanpage}
          offeredUrl={offered}
          others={others}
          onDirty={setDirty}
          onSaved={() => {
            setDirty(false);
            setOffered(null);
            onClose();
          }}
        />
        {fanpage && (
          <FanpageDetail
            fanpage={fanpage}
            isRemoving={asking === 'remove'}
            onRemoving={(isRemoving) => setAsking(isRemoving ? 'remove' : null)}
            onShowCode={onShowCode}
            onOfferUrl={setOffered}
            onRemoved={onClose}
          />
        )}
      </Drawer>
      <ConfirmDialog
        isOpen={asking === 'discard'}
        title={t('discard.title')}
        confirmLabel={t('discard.confirm')}
        cancelLabel={t('discard.cancel')}
        onConfirm={onClose}
        onCancel={() => setAsking(null)}
      >
        {t('discard.text')}
      </ConfirmDialog>
    </>
  );
}
