import IconCircleCheck from '@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs';
import IconCircleDashed from '@tabler/icons-react/dist/esm/icons/IconCircleDashed.mjs';
import { useTranslation } from 'react-i18next';
import type { FailedCheck } from '../../../domain/checks.ts';
import styles from './check-list.module.css';

type CheckListProps = {
  failed: FailedCheck[];
  /** Leads to the place where it is mended. Left out where nothing can be mended. */
  onGoTo?: (check: FailedCheck) => void;
};

/** What the article still lacks, each with the way to its place. */
export function CheckList({ failed, onGoTo }: CheckListProps) {
  const { t } = useTranslation('workflow');
  if (failed.length === 0) {
    return (
      <p className={styles.done}>
        <IconCircleCheck size={18} stroke={1.5} aria-hidden="true" />
        {t('checks.done')}
      </p>
    );
  }
  return (
    <ul className={styles.list}>
      {failed.map((check) => (
        <li key={`${check.code}-${check.blockId ?? check.figureNumber ?? ''}`} className={styles.check}>
          <IconCircleDashed className={styles.icon} size={18} stroke={1.5} aria-hidden="true" />
          <span className={styles.text}>
            {t(`checks.${check.code}`, { number: check.figureNumber ?? 0 })}
          </span>
          {onGoTo && (
            <button type="button" className={styles.goTo} onClick={() => onGoTo(check)}>
              {t('checks.goTo')}
              <span className={styles.hidden}>
                : {t(`checks.${check.code}`, { number: check.figureNumber ?? 0 })}
              </span>
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
