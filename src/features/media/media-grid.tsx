import { Button, Skeleton, VisuallyHidden } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Media } from '../../../domain/contract/media.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadError } from '../../ui/load-error.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import styles from './media-picker.module.css';
import { mediaListOptions } from './media-query.ts';

type MediaGridProps = { q: string; onPick: (media: Media) => void; onClear: () => void };

/** The media library, newest first. Every tile shows the credit, because a missing one has to be researched later. */
export function MediaGrid({ q, onPick, onClear }: MediaGridProps) {
  const { t } = useTranslation('media');
  const list = useInfiniteQuery(mediaListOptions(q));
  if (list.isPending) {
    return (
      <div className={styles.grid} aria-busy="true">
        <VisuallyHidden role="status">{t('picker.loading')}</VisuallyHidden>
        {skeletons.map((key) => (
          <Skeleton key={key} className={styles.skeleton} />
        ))}
      </div>
    );
  }
  if (list.isError && !list.data) {
    return <LoadError title={t('picker.failed')} query={list} />;
  }
  const pictures = list.data.pages.flatMap(({ items }) => items);
  if (pictures.length === 0) {
    return q.trim() === '' ? (
      <EmptyState title={t('picker.emptyTitle')} text={t('picker.emptyText')} />
    ) : (
      <EmptyState
        title={t('picker.notFoundTitle')}
        text={t('picker.notFoundText')}
        action={
          <Button variant="default" onClick={onClear}>
            {t('picker.clear')}
          </Button>
        }
      />
    );
  }
  return (
    <>
      <ul className={styles.grid} aria-label={t('picker.grid')} aria-busy={list.isPlaceholderData}>
        {pictures.map((picture) => (
          <li key={picture.id}>
            <MediaTile picture={picture} onPick={onPick} />
          </li>
        ))}
      </ul>
      <LoadMore list={list} more={t('picker.more')} failed={t('picker.moreFailed')} />
    </>
  );
}

const skeletons = Array.from({ length: 8 }, (_, index) => `skeleton-${index}`);

type MediaTileProps = { picture: Media; onPick: (media: Media) => void };

function MediaTile({ picture, onPick }: MediaTileProps) {
  const { t } = useTranslation('media');
  const { fileName, caption, credit, width, height } = picture;
  const label = caption || fileName;
  // The smallest rendition that is sharp on a high-density screen.
  const source = picture.renditions.find((rendition) => rendition.width >= 480) ?? picture.renditions.at(-1);
  return (
    <button
      type="button"
      className={styles.tile}
      aria-label={t('picker.picture', { name: label, width, height })}
      title={fileName}
      onClick={() => onPick(picture)}
    >
      <img
        src={source?.url}
        alt=""
        width={source?.width}
        height={source?.height}
        loading="lazy"
        decoding="async"
        className={styles.picture}
      />
      <span className={styles.label}>{label}</span>
      <span className={credit ? styles.credit : styles.noCredit}>
        {credit ? t('picker.credit', { credit }) : t('picker.noCredit')}
      </span>
    </button>
  );
}
