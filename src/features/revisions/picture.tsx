import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import styles from './figure-block.module.css';

const wantedWidth = 640;

/** A picture of the media library. `alt` is the version's own text. */
export function Picture({ mediaId, alt }: { mediaId: string; alt: string }) {
  const { t } = useTranslation('revisions');
  const media = useQuery(api.media.get.queryOptions({ input: { id: mediaId }, staleTime: 300_000 }));
  if (media.isPending) return <Skeleton className={styles.picture} />;
  const rendition =
    media.data?.renditions.find(({ width }) => width >= wantedWidth) ?? media.data?.renditions.at(-1);
  if (!rendition) return <p className={styles.missing}>{t('picture.missing')}</p>;
  return (
    <img
      className={styles.picture}
      src={rendition.url}
      alt={alt}
      width={rendition.width}
      height={rendition.height}
      loading="lazy"
    />
  );
}
