import { Button, VisuallyHidden } from '@mantine/core';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import IconQrcode from '@tabler/icons-react/dist/esm/icons/IconQrcode.mjs';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import type { Fanpage } from '../../../domain/contract/fanpages.ts';
import { api } from '../../lib/api.ts';
import { paths } from '../../lib/paths.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadError } from '../../ui/load-error.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { useShortcuts } from '../../ui/use-shortcuts.ts';
import { LazyQrDialog } from '../qr/lazy-qr-dialog.tsx';
import { FanpageDrawer } from './fanpage-drawer.tsx';
import { FanpageRow } from './fanpage-row.tsx';
import styles from './fanpages-page.module.css';
import { FanpagesSkeleton } from './fanpages-skeleton.tsx';
import { useMoveFanpage } from './use-move-fanpage.ts';

/** The value of `?id=` for a new fanpage. */
const newId = 'new';

/** The newsroom's social network pages: visibility, order and QR codes. */
export function FanpagesPage() {
  const { t } = useTranslation(['fanpages', 'common']);
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const openId = params.get('id');
  const fanpages = useQuery(api.fanpages.list.queryOptions());
  const items = fanpages.data?.items ?? [];
  const opened = items.find(({ id }) => id === openId) ?? null;
  const [coded, setCoded] = useState<Fanpage | null>(null);
  const { move, announcement } = useMoveFanpage();
  const open = (id?: string) => void navigate(paths.fanpages(id), { preventScrollReset: true });
  const handleAdd = () => open(newId);

  useShortcuts([['n', handleAdd]]);

  const add = (
    <Button
      size="md"
      leftSection={<IconPlus size={18} stroke={1.75} aria-hidden="true" />}
      onClick={handleAdd}
      aria-keyshortcuts="n"
    >
      {t('add')}
    </Button>
  );

  return (
    <>
      <title>{`${t('title')} · ${t('common:brand')}`}</title>
      <PageHeader title={t('title')}>{items.length > 0 && add}</PageHeader>
      <p className={styles.intro}>{t('intro')}</p>
      {fanpages.isPending && <FanpagesSkeleton label={t('common:loading')} />}
      {fanpages.isError && <LoadError title={t('loadFailed')} query={fanpages} />}
      {fanpages.isSuccess && items.length === 0 && (
        <EmptyState
          icon={<IconQrcode size={40} stroke={1.25} aria-hidden="true" />}
          title={t('empty.title')}
          text={t('empty.text')}
          action={add}
        />
      )}
      {items.length > 0 && (
        <ul className={styles.list} aria-label={t('list')}>
          {items.map((fanpage, index) => (
            <FanpageRow
              key={fanpage.id}
              fanpage={fanpage}
              isFirst={index === 0}
              isLast={index === items.length - 1}
              onMove={(step) => move(fanpage.id, step)}
              onShowCode={() => setCoded(fanpage)}
            />
          ))}
        </ul>
      )}
      {items.length > 1 && <p className={styles.hint}>{t('order.hint')}</p>}
      <VisuallyHidden role="status">{announcement}</VisuallyHidden>
      {fanpages.isSuccess && (
        <FanpageDrawer
          key={openId}
          fanpage={opened}
          isOpen={openId === newId || opened !== null}
          isCovered={coded !== null}
          others={items.filter(({ id }) => id !== openId)}
          onShowCode={() => setCoded(opened)}
          onClose={() => open()}
        />
      )}
      {coded && <LazyQrDialog code={coded.code} name={coded.name} onClose={() => setCoded(null)} />}
    </>
  );
}
