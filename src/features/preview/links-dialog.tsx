import { Modal, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Article } from '../../../domain/contract/article-schema.ts';
import type { PreviewLink } from '../../../domain/contract/previews.ts';
import { api } from '../../lib/api.ts';
import { notify, notifyProblem } from '../../lib/notify.ts';
import { toProblem } from '../../lib/problem.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { LinkList } from './link-list.tsx';
import styles from './links-dialog.module.css';
import { NewLink } from './new-link.tsx';

type LinksDialogProps = { article: Article; onClose: () => void };

/** Creates, lists and revokes preview links for people without an account. */
export function LinksDialog({ article, onClose }: LinksDialogProps) {
  const { t } = useTranslation(['preview', 'common', 'errors']);
  const queryClient = useQueryClient();
  const [linkToRevoke, setLinkToRevoke] = useState<PreviewLink | null>(null);
  const { id } = article;
  const links = useQuery(api.previews.links.queryOptions({ input: { id }, staleTime: 0 }));
  const refresh = () =>
    queryClient.invalidateQueries({ queryKey: api.previews.links.key({ input: { id } }) });
  const revoking = useMutation(api.previews.revokeLink.mutationOptions());

  const handleRevoke = () => {
    if (!linkToRevoke) return;
    revoking.mutate(
      { id, linkId: linkToRevoke.id },
      {
        onSuccess: () => {
          setLinkToRevoke(null);
          void notify({ message: t('links.revoked') });
        },
        onError: (error) => notifyProblem(error, t('links.revokeFailed')),
        onSettled: refresh,
      },
    );
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('links.title')}
      size="42rem"
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <NewLink article={article} onCreated={() => void refresh()} />
      <section aria-labelledby="preview-links" className={styles.section}>
        <h3 id="preview-links" className={styles.heading}>
          {t('links.list')}
        </h3>
        {links.isPending && <Skeleton height={72} aria-label={t('links.loading')} role="status" />}
        {links.isError && <p className={styles.empty}>{t(`errors:${toProblem(links.error).code}`)}</p>}
        {links.data && <LinkList links={links.data.items} onRevoke={setLinkToRevoke} />}
      </section>
      <ConfirmDialog
        isOpen={linkToRevoke !== null}
        title={t('links.revokeTitle')}
        confirmLabel={t('links.revoke')}
        cancelLabel={t('common:cancel')}
        isBusy={revoking.isPending}
        onConfirm={handleRevoke}
        onCancel={() => setLinkToRevoke(null)}
      >
        {t('links.revokeText')}
      </ConfirmDialog>
    </Modal>
  );
}
