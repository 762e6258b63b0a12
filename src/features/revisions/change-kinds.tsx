import IconArrowsVertical from '@tabler/icons-react/dist/esm/icons/IconArrowsVertical.mjs';
import IconMinus from '@tabler/icons-react/dist/esm/icons/IconMinus.mjs';
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import IconTypography from '@tabler/icons-react/dist/esm/icons/IconTypography.mjs';
import { useTranslation } from 'react-i18next';
import type { BlockChange } from '../../../domain/compare/blocks.ts';
import styles from './change-kinds.module.css';

/** Each has a label, an icon and a colour. */
const changeKinds = ['added', 'removed', 'changed', 'format', 'moved'] as const;
export type ChangeKind = (typeof changeKinds)[number];

const shapes = {
  added: IconPlus,
  removed: IconMinus,
  changed: IconPencil,
  format: IconTypography,
  moved: IconArrowsVertical,
} as const;

export function KindShape({ kind }: { kind: ChangeKind }) {
  const Shape = shapes[kind];
  return (
    <span className={styles.shape} data-kind={kind}>
      <Shape size={15} stroke={2} aria-hidden="true" />
    </span>
  );
}

export function kindOf({ kind, isMoved }: BlockChange): ChangeKind {
  return kind === 'same' ? (isMoved ? 'moved' : 'changed') : kind;
}

export function Legend() {
  const { t } = useTranslation('revisions');
  return (
    <ul className={styles.legend} aria-label={t('legend.label')}>
      {changeKinds.map((kind) => (
        <li key={kind} className={styles.entry}>
          <KindShape kind={kind} />
          <span className={styles.word} data-kind={kind}>
            {t(`legend.${kind}`)}
          </span>
        </li>
      ))}
    </ul>
  );
}
