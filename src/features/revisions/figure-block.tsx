import { useTranslation } from 'react-i18next';
import type { BlockChange } from '../../../domain/compare/blocks.ts';
import styles from './figure-block.module.css';
import { Picture } from './picture.tsx';
import { Runs, type Side } from './runs.tsx';

/** A figure with caption, credit and alternative text; both pictures where the picture changed. */
export function FigureBlock({ figure, side }: { figure: BlockChange; side: Side }) {
  const { t } = useTranslation('revisions');
  const caption = figure.children.find(({ type }) => type === 'caption');
  const credit = figure.children.find(({ type }) => type === 'credit');
  const [old, now] = [figure.attrsBefore, figure.attrs];
  return (
    <figure className={styles.figure}>
      {side === 'both' && figure.details.includes('picture') ? (
        <div className={styles.pair}>
          <Labelled label={t('picture.old')} attrs={old} />
          <Labelled label={t('picture.new')} attrs={now} />
        </div>
      ) : (
        <PictureOf attrs={side === 'before' ? old : now} />
      )}
      <figcaption className={styles.caption}>
        {caption && <Runs runs={caption.runs} side={side} />}
        {credit && credit.runs.length > 0 && (
          <span className={styles.credit}>
            {' '}
            {t('picture.credit')}: <Runs runs={credit.runs} side={side} />
          </span>
        )}
      </figcaption>
      {figure.kind !== 'same' && figure.alt.length > 0 && (
        <p className={styles.alt}>
          {t('picture.alt')}: <Runs runs={figure.alt} side={side} />
        </p>
      )}
    </figure>
  );
}

function Labelled({ label, attrs }: { label: string; attrs: BlockChange['attrs'] }) {
  return (
    <div>
      <p className={styles.label}>{label}</p>
      <PictureOf attrs={attrs} />
    </div>
  );
}

function PictureOf({ attrs: { mediaId, alt } }: { attrs: BlockChange['attrs'] }) {
  if (typeof mediaId !== 'string') return null;
  return <Picture mediaId={mediaId} alt={typeof alt === 'string' ? alt : ''} />;
}
