import { Popover, UnstyledButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs';
import IconCloudOff from '@tabler/icons-react/dist/esm/icons/IconCloudOff.mjs';
import IconCloudUp from '@tabler/icons-react/dist/esm/icons/IconCloudUp.mjs';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../../../domain/dates.ts';
import type { SaveState } from '../../editor/collaboration/save-state.ts';
import { i18n } from '../../lib/i18n.ts';
import type { FieldSaverState } from './field-saver.ts';
import styles from './save-indicator.module.css';

type SaveIndicatorProps = { words: SaveState; fields: Pick<FieldSaverState, 'status' | 'problem'> };

// Still pictures: a turning one would make the browser draw every frame while somebody types.
const icons = { saved: IconCheck, saving: IconCloudUp, offline: IconCloudOff, failed: IconAlertTriangle };

/**
 * Says honestly where the words are: in the database, on the way, on this device alone, or refused. Since when and why
 * is shown when asked for.
 */
export function SaveIndicator({ words, fields }: SaveIndicatorProps) {
  const { t } = useTranslation(['editing', 'errors']);
  const kind = kindOf(words, fields);
  const Icon = icons[kind];
  const isAlone = kind === 'offline' && words.kind === 'offline' && !words.isStoredLocally;
  const word = isAlone ? 'alone' : kind;
  const hasRoom = useMediaQuery('(min-width: 48em)', true, { getInitialValueInEffect: false });
  const detail = detailOf();
  return (
    <span role="status" className={styles.status}>
      <Popover width={280} position="bottom-start">
        <Popover.Target>
          <UnstyledButton className={styles.indicator} data-kind={kind} title={detail}>
            <Icon className={styles.icon} size={16} stroke={1.75} aria-hidden="true" />
            <span className={styles.word}>{t(hasRoom ? `save.${word}` : `save.short.${word}`)}</span>
            {(kind === 'offline' || kind === 'failed') && <span className={styles.hidden}>{detail}</span>}
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown className={styles.detail}>{detail}</Popover.Dropdown>
      </Popover>
    </span>
  );

  function detailOf(): string {
    if (words.kind === 'offline') {
      return t(words.isStoredLocally ? 'save.offlineDetail' : 'save.offlineAlone', {
        time: formatTime(words.since),
      });
    }
    if (words.kind === 'failed') return t('save.failedDetail', { reason: reasonOf(words.code) });
    if (fields.status === 'failed')
      return t('save.fieldsFailed', { reason: reasonOf(fields.problem?.code ?? 'unexpected') });
    return t(kind === 'saving' ? 'save.savingDetail' : 'save.savedDetail');
  }

  function reasonOf(code: string): string {
    if (i18n.exists(`editing:save.reasons.${code}`))
      return i18n.t(`editing:save.reasons.${code as 'wrong-stage'}`);
    return i18n.exists(`errors:${code}`) ? i18n.t(`errors:${code as 'unexpected'}`) : t('errors:unexpected');
  }
}

/** The worse of words and fields; without a network both are on this device. */
function kindOf(
  words: SaveState,
  { status, problem }: Pick<FieldSaverState, 'status' | 'problem'>,
): SaveState['kind'] {
  if (words.kind === 'offline' && (status !== 'failed' || problem?.code === 'offline')) return 'offline';
  if (words.kind === 'failed' || status === 'failed') return 'failed';
  return status === 'saving' ? 'saving' : words.kind;
}
