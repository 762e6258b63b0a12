import IconCircleCheck from '@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs';
import IconCircleDashed from '@tabler/icons-react/dist/esm/icons/IconCircleDashed.mjs';
import { useTranslation } from 'react-i18next';
import type { FailedCheck } from '../../../domain/checks.ts';
import styles from './check-list.module.css';

type CheckListProps = {
  failed: FailedCheck[];
  /** Goes to the place of a failed check. Left out where the article cannot be edited. */
  onGoTo?: (check: FailedCheck) => void;
};

/** The failed checks of an article, with links to their places. */
export function CheckList({ failed, onGoTo }: CheckListProps) {
  const { t } = useTranslation('workflow');
  const textOf = ({ code, figureNumber = 0 }: FailedCheck) => t(`checks.${code}`, { number: figureNumber });
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
          <span className={styles.text}>{textOf(check)}</span>
          {onGoTo && (
            <button
              type="button"
              className={styles.goTo}
              aria-label={`${t('checks.goTo')}: ${textOf(check)}`}
              onClick={() => onGoTo(check)}
            >
              {t('checks.goTo')}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
