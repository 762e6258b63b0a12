import { Button, Skeleton } from '@mantine/core';
import IconUserPlus from '@tabler/icons-react/dist/esm/icons/IconUserPlus.mjs';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { LoadError } from '../../ui/load-error.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { AccountDialog } from './account-dialog.tsx';
import { AccountRow } from './account-row.tsx';
import { InvitationRow } from './invitation-row.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { LinkDialog, type ShownLink } from './link-dialog.tsx';
import styles from './people.module.css';

type Open =
  | { dialog: 'invite' }
  | { dialog: 'account'; accountId: string }
  | { dialog: 'link'; link: ShownLink };

/** Accounts and open invitations. */
export function PeoplePage() {
  const { t } = useTranslation(['people', 'common']);
  const { data: viewer } = useSuspenseQuery(api.session.me.queryOptions());
  const accounts = useQuery(api.accounts.list.queryOptions());
  const invitations = useQuery(api.accounts.invitations.queryOptions());
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const showLink = (link: ShownLink) => setOpen({ dialog: 'link', link });

  const failed = accounts.error ?? invitations.error;
  const items = accounts.data?.items;
  const edited = open?.dialog === 'account' && items?.find(({ id }) => id === open.accountId);
  const activeAdminIds = (items ?? [])
    .filter(({ role, isSuspended }) => role === 'admin' && !isSuspended)
    .map(({ id }) => id);

  return (
    <>
      <title>{`${t('title')} · ${t('common:brand')}`}</title>
      <PageHeader title={t('title')}>
        <Button
          size="md"
          leftSection={<IconUserPlus size={18} stroke={1.75} aria-hidden="true" />}
          onClick={() => setOpen({ dialog: 'invite' })}
        >
          {t('invite')}
        </Button>
      </PageHeader>

      {failed && !(items && invitations.data) ? (
        <LoadError
          title={t('failed')}
          query={{
            error: failed,
            isFetching: accounts.isFetching || invitations.isFetching,
            refetch: () => Promise.all([accounts.refetch(), invitations.refetch()]),
          }}
        />
      ) : (
        <>
          {invitations.data && invitations.data.items.length > 0 && (
            <section aria-labelledby="open-invitations">
              <h2 className={styles.heading} id="open-invitations">
                {t('invitations')}
              </h2>
              <ul className={styles.list}>
                {invitations.data.items.map((invitation) => (
                  <InvitationRow key={invitation.id} invitation={invitation} onLink={showLink} />
                ))}
              </ul>
            </section>
          )}
          <section aria-labelledby="accounts">
            <h2 className={styles.heading} id="accounts">
              {t('accounts')}
              {items && <span className={styles.count}>{items.length}</span>}
            </h2>
            {items ? (
              <ul className={styles.list}>
                {items.map((account) => (
                  <AccountRow
                    key={account.id}
                    account={account}
                    viewerId={viewer.id}
                    activeAdminIds={activeAdminIds}
                    onEdit={() => setOpen({ dialog: 'account', accountId: account.id })}
                    onLink={showLink}
                  />
                ))}
              </ul>
            ) : (
              <div role="status" aria-label={t('loading')}>
                {[0, 1, 2, 3].map((index) => (
                  <Skeleton key={index} height={68} mb={1} radius={0} />
                ))}
              </div>
            )}
          </section>
        </>
      )}

      {open?.dialog === 'invite' && <InviteDialog onInvited={showLink} onClose={close} />}
      {edited && (
        <AccountDialog
          account={edited}
          isOwn={edited.id === viewer.id}
          activeAdminIds={activeAdminIds}
          onClose={close}
        />
      )}
      {open?.dialog === 'link' && <LinkDialog shown={open.link} onClose={close} />}
    </>
  );
}
