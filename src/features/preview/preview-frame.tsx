import { Skeleton } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Preview } from '../../../domain/contract/previews.ts';
import type { AssetLoader } from './frame-document.ts';
import styles from './preview-frame.module.css';
import { frameQuery } from './preview-query.ts';

type PreviewFrameProps = {
  preview: Preview;
  /** Of the page's viewport, in pixels. */
  width: number;
  assets: AssetLoader;
};

/** The page in a sandboxed frame of the width given, scaled down to the available space. */
export function PreviewFrame({ preview, width, assets }: PreviewFrameProps) {
  const { t } = useTranslation('preview');
  const stage = useElementSize();
  const page = useQuery(frameQuery(preview, width, assets));
  const scale = stage.width > 0 ? Math.min(1, stage.width / width) : 1;
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        {t('width', { width })}
        {scale < 1 && ` · ${t('scaled', { percent: Math.round(scale * 100) })}`}
      </figcaption>
      <div ref={stage.ref} className={styles.stage}>
        {page.isError && (
          <p className={styles.failed} role="alert">
            {t('frameFailed')}
          </p>
        )}
        {page.isPending && <Skeleton height="100%" aria-label={t('loading')} role="status" />}
        {page.data !== undefined && (
          <iframe
            className={styles.frame}
            title={t('frame', { width })}
            sandbox=""
            srcDoc={page.data}
            referrerPolicy="no-referrer"
            style={{
              width,
              // Before the first measurement, the height of its container.
              height: stage.height > 0 ? stage.height / scale : '100%',
              transform: `scale(${scale})`,
              marginLeft: Math.max(0, (stage.width - width * scale) / 2),
            }}
          />
        )}
      </div>
    </figure>
  );
}
