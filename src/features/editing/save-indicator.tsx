import { Popover, UnstyledButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs';
import IconCloudOff from '@tabler/icons-react/dist/esm/icons/IconCloudOff.mjs';
import IconCloudUp from '@tabler/icons-react/dist/esm/icons/IconCloudUp.mjs';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../../../domain/dates.ts';
import type { SaveState } from '../../editor/collaboration/save-state.ts';
import { currentLanguage, i18n } from '../../lib/i18n.ts';
import { dismissToast } from '../../lib/notify.ts';
import { useNewsroomTimeZone } from '../../lib/use-newsroom-time-zone.ts';
import type { FieldSaverState } from './field-saver.ts';
import styles from './save-indicator.module.css';

type SaveIndicatorProps = { text: SaveState; fields: Pick<FieldSaverState, 'status' | 'problem'> };

/** The toast of an action that needed everything to be saved. */
export const notSavedToast = 'not-saved';

/** Most keys are saved within an eye's blink; without this, the label would flicker with each of them. */
export const savedAfterMs = 400;

// No animation: it would make the browser render every frame while somebody types.
const icons = { saved: IconCheck, saving: IconCloudUp, offline: IconCloudOff, failed: IconAlertTriangle };

/**
 * Shows where the text and the fields are: saved, being sent, only stored locally, or refused; details on tap. It says
 * "saved" somewhat later than it is true, and never before; `data-kind` is the state itself.
 */
export function SaveIndicator({ text, fields }: SaveIndicatorProps) {
  const { t } = useTranslation(['editing', 'errors']);
  const timeZone = useNewsroomTimeZone();
  const kind = kindOf(text, fields);
  const shown = useSteadyKind(kind);
  const Icon = icons[shown];
  const isAlone = kind === 'offline' && text.kind === 'offline' && !text.isStoredLocally;
  const label = isAlone ? 'alone' : shown;
  const hasRoom = useMediaQuery('(min-width: 48em)', true, { getInitialValueInEffect: false });
  const detail = detailOf();

  // Reaches the toasts: one says that something could not be saved.
  useEffect(() => {
    if (kind === 'saved') void dismissToast(notSavedToast);
  }, [kind]);

  return (
    <span role="status" className={styles.status}>
      <Popover width={280} position="bottom-start">
        <Popover.Target>
          <UnstyledButton className={styles.indicator} data-kind={kind} data-shown={shown} title={detail}>
            <Icon className={styles.icon} size={16} stroke={1.75} aria-hidden="true" />
            <span className={styles.label}>{t(hasRoom ? `save.${label}` : `save.short.${label}`)}</span>
            {(kind === 'offline' || kind === 'failed') && <span className={styles.hidden}>{detail}</span>}
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown className={styles.detail}>{detail}</Popover.Dropdown>
      </Popover>
    </span>
  );

  function detailOf(): string {
    if (text.kind === 'offline') {
      return t(text.isStoredLocally ? 'save.offlineDetail' : 'save.offlineAlone', {
        time: formatTime(text.since, currentLanguage(), timeZone),
      });
    }
    if (text.kind === 'failed') return t('save.failedDetail', { reason: reasonOf(text.code) });
    if (fields.status === 'failed')
      return t('save.fieldsFailed', { reason: reasonOf(fields.problem?.code ?? 'unexpected') });
    return t(shown === 'saving' ? 'save.savingDetail' : 'save.savedDetail');
  }

  function reasonOf(code: string): string {
    if (i18n.exists(`editing:save.reasons.${code}`))
      return i18n.t(`editing:save.reasons.${code as 'wrong-stage'}`);
    return i18n.exists(`errors:${code}`) ? i18n.t(`errors:${code as 'unexpected'}`) : t('errors:unexpected');
  }
}

/** The kind to show: "saving" stays until everything has been saved for a while. */
function useSteadyKind(kind: SaveState['kind']): SaveState['kind'] {
  const [shown, setShown] = useState(kind);
  const isSettling = kind === 'saved' && shown === 'saving';
  if (shown !== kind && !isSettling) setShown(kind);
  // Reaches the clock.
  useEffect(() => {
    if (!isSettling) return;
    const timer = setTimeout(() => setShown('saved'), savedAfterMs);
    return () => clearTimeout(timer);
  }, [isSettling]);
  return isSettling ? shown : kind;
}

/** The worse of the two states; offline, both are stored locally. */
function kindOf(
  text: SaveState,
  { status, problem }: Pick<FieldSaverState, 'status' | 'problem'>,
): SaveState['kind'] {
  if (text.kind === 'offline' && (status !== 'failed' || problem?.code === 'offline')) return 'offline';
  if (text.kind === 'failed' || status === 'failed') return 'failed';
  return status === 'saving' ? 'saving' : text.kind;
}
