import { Drawer } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fanpage } from '../../../domain/contract/fanpages.ts';
import { UnsavedDialog } from '../../ui/forms/unsaved-changes.tsx';
import { FanpageDetail } from './fanpage-detail.tsx';
import styles from './fanpage-drawer.module.css';
import { FanpageForm } from './fanpage-form.tsx';
import { useFanpageForm } from './use-fanpage-form.ts';

type FanpageDrawerProps = {
  /** Null for a new one. */
  fanpage: Fanpage | null;
  isOpen: boolean;
  /** The other fanpages, to reject a duplicate address. */
  others: Fanpage[];
  /** Another dialog is open above; Escape belongs to that one. */
  isCovered: boolean;
  onShowCode: () => void;
  onClose: () => void;
};

/** Adds a fanpage, or edits one. Closing asks before typed changes are lost. */
export function FanpageDrawer({
  fanpage,
  isOpen,
  others,
  isCovered,
  onShowCode,
  onClose,
}: FanpageDrawerProps) {
  const { t } = useTranslation(['fanpages', 'common']);
  const [asking, setAsking] = useState<'discard' | 'remove' | null>(null);
  const { form, versioned } = useFanpageForm(fanpage, onClose);
  return (
    <>
      <Drawer
        opened={isOpen}
        onClose={() => (versioned.hasChanges() ? setAsking('discard') : onClose())}
        position="right"
        closeOnEscape={!isCovered && asking === null}
        size="30rem"
        title={fanpage ? fanpage.name : t('add')}
        classNames={{ body: styles.body }}
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        <FanpageForm form={form} versioned={versioned} isNew={fanpage === null} others={others} />
        {fanpage && (
          <FanpageDetail
            fanpage={fanpage}
            isRemoving={asking === 'remove'}
            onRemoving={(isRemoving) => setAsking(isRemoving ? 'remove' : null)}
            onShowCode={onShowCode}
            onOfferUrl={(url) => form.setValue('url', url, { shouldDirty: true })}
            onRemoved={onClose}
          />
        )}
      </Drawer>
      <UnsavedDialog isOpen={asking === 'discard'} onDiscard={onClose} onStay={() => setAsking(null)} />
    </>
  );
}
