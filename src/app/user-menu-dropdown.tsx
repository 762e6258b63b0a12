import { isMantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import {
  draftArticleIds,
  type LocalDrafts,
  readSettledLocalDrafts,
  useLocalDrafts,
} from '../features/local-drafts/use-local-drafts.ts';
import {
  deleteLocalData,
  hasUnsyncedDataOfOthers,
  signOut,
  signOutEverywhere,
} from '../features/sign-in/sign-out.ts';
import { api } from '../lib/api.ts';
import { changeLanguage, languageNames, languages } from '../lib/i18n.ts';
import { notify, notifyProblem } from '../lib/notify.ts';
import { paths } from '../lib/paths.ts';
import { colorSchemes } from '../lib/theme.ts';
import { LazyModule } from '../ui/lazy-module.tsx';
import type { PopupTrigger } from '../ui/lazy-popup.tsx';
import styles from './user-menu.module.css';

const importSignOutDialog = () => import('../features/local-drafts/sign-out-dialog.tsx');
const importConfirmDialog = () => import('../ui/confirm-dialog.tsx');

type UserMenuDropdownProps = { trigger: PopupTrigger; isCompact: boolean };

/** Account, language, colour scheme and sign-out. */
export function UserMenuDropdown({ trigger, isCompact }: UserMenuDropdownProps) {
  const { t, i18n } = useTranslation(['shell', 'common', 'localDrafts']);
  const { data: viewer } = useSuspenseQuery(api.session.me.queryOptions());
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [isConfirming, setIsConfirming] = useState(false);
  const [isSharedComputer, setIsSharedComputer] = useState(false);
  const [leaving, setLeaving] = useState<{ leave: typeof signOut; drafts: LocalDrafts } | null>(null);
  const drafts = useLocalDrafts(viewer.id);
  const draftCount = drafts ? draftArticleIds(drafts).length : 0;
  const queryClient = useQueryClient();
  const navigate = useNavigate();

  const handleSignOut = async (leave: typeof signOut) => {
    setIsConfirming(false);
    const found = await readSettledLocalDrafts(viewer.id);
    if (draftArticleIds(found).length === 0) return handleLeave(leave, true);
    setLeaving({ leave, drafts: found });
  };

  const handleLeave = async (leave: typeof signOut, isClearing: boolean) => {
    setLeaving(null);
    const isOthersDataKept = isSharedComputer && (await hasUnsyncedDataOfOthers(viewer.id));
    try {
      await leave({ isSharedComputer: isSharedComputer && isClearing && !isOthersDataKept });
    } catch (error) {
      notifyProblem(error);
      return;
    }
    await navigate(paths.signIn());
    // Cached queries belong to this account. Cleared after navigating, so that no mounted screen refetches them.
    queryClient.clear();
    if (!isClearing) return;
    if (isOthersDataKept) void notify({ message: t('localDrafts:signOut.othersKept') });
    try {
      await deleteLocalData(viewer.id);
    } catch {
      void notify({ message: t('localDrafts:signOut.clearFailed'), tone: 'bad' });
    }
  };

  return (
    <>
      <Menu position={isCompact ? 'bottom-end' : 'top-start'} width={236} portalProps={{ target: '#main' }}>
        <Menu.Target>{trigger}</Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {viewer.name} · {t(`common:role.${viewer.role}`)}
            <br />
            {viewer.email}
          </Menu.Label>
          <Menu.Item component={Link} to={paths.account()}>
            {t('account.page')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>{t('account.language')}</Menu.Label>
          <Menu.RadioGroup value={i18n.language}>
            {languages.map((language) => (
              <Menu.RadioItem
                key={language}
                value={language}
                lang={language}
                onChange={() => void changeLanguage(language).catch(notifyProblem)}
              >
                {languageNames[language]}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          <Menu.Label>{t('account.scheme')}</Menu.Label>
          <Menu.RadioGroup
            value={colorScheme}
            onChange={(scheme) => isMantineColorScheme(scheme) && setColorScheme(scheme)}
          >
            {colorSchemes.map((scheme) => (
              <Menu.RadioItem key={scheme} value={scheme}>
                {t(`account.schemes.${scheme}`)}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          <Menu.Divider />
          {draftCount > 0 && (
            <Menu.Item component={Link} to={paths.localDrafts()}>
              {t('localDrafts:menu', { count: draftCount })}
            </Menu.Item>
          )}
          <Menu.CheckboxItem
            checked={isSharedComputer}
            onChange={setIsSharedComputer}
            classNames={{ itemIndicator: styles.checkbox }}
          >
            {t('account.sharedComputer')}
          </Menu.CheckboxItem>
          <Menu.Item onClick={() => void handleSignOut(signOut)}>{t('account.signOut')}</Menu.Item>
          <Menu.Item onClick={() => setIsConfirming(true)}>{t('account.signOutEverywhere')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {leaving && (
        <LazyModule load={importSignOutDialog} onError={() => setLeaving(null)}>
          {({ SignOutDialog }) => (
            <SignOutDialog
              userId={viewer.id}
              drafts={leaving.drafts}
              onStay={() => setLeaving(null)}
              onLeave={(isClearing) => void handleLeave(leaving.leave, isClearing)}
            />
          )}
        </LazyModule>
      )}
      {isConfirming && (
        <LazyModule load={importConfirmDialog} onError={() => setIsConfirming(false)}>
          {({ ConfirmDialog }) => (
            <ConfirmDialog
              isOpen
              title={t('account.signOutEverywhereTitle')}
              confirmLabel={t('account.signOutEverywhere')}
              cancelLabel={t('common:cancel')}
              onConfirm={() => void handleSignOut(signOutEverywhere)}
              onCancel={() => setIsConfirming(false)}
            >
              {t('account.signOutEverywhereText')}
            </ConfirmDialog>
          )}
        </LazyModule>
      )}
    </>
  );
}
