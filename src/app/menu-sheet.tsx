import { Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Rail } from './rail.tsx';

/** The navigation rail on phones. */
export function MenuSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['shell', 'common']);
  return (
    <Drawer
      opened
      onClose={onClose}
      size={280}
      title={t('common:brand')}
      closeButtonProps={{ 'aria-label': t('closeMenu') }}
    >
      <Rail onNavigate={onClose} />
    </Drawer>
  );
}
