import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { NodeJson } from '../../../domain/document/content.ts';
import { renditionPath } from '../../../domain/renditions.ts';
import styles from './cover-field.module.css';
import { usePickedMedia } from './use-picked-media.tsx';

type CoverFieldProps = {
  mediaId: string | null;
  body: NodeJson;
  isReadOnly: boolean;
  onChange: (mediaId: string | null) => void;
};

/** The picture on cards and in link previews: one of the article's figures, or any other from the library. */
export function CoverField({ mediaId, body, isReadOnly, onChange }: CoverFieldProps) {
  const { t } = useTranslation('editing');
  const { pickMedia, picker } = usePickedMedia();
  const figures = figuresOf(body);
  const others = figures.filter((figure) => figure.mediaId !== mediaId);
  const handlePick = async () => {
    const media = await pickMedia();
    if (media) onChange(media.id);
  };
  return (
    <fieldset className={styles.field}>
      <legend className={styles.label}>{t('fields.cover')}</legend>
      {mediaId ? (
        <div className={styles.cover}>
          <img src={renditionPath(mediaId, 640)} alt={t('fields.coverAlt')} className={styles.picture} />
          {!isReadOnly && (
            <Button
              className={styles.remove}
              size="compact-sm"
              variant="default"
              onClick={() => onChange(null)}
            >
              {t('fields.coverRemove')}
            </Button>
          )}
        </div>
      ) : (
        <p className={styles.hint}>{figures.length > 0 ? t('fields.coverFirst') : t('fields.coverNone')}</p>
      )}
      {!isReadOnly && (
        <div className={styles.choices}>
          {others.map((figure) => (
            <button
              key={figure.mediaId}
              type="button"
              className={styles.choice}
              aria-label={t('fields.coverChoose', { alt: figure.alt })}
              onClick={() => onChange(figure.mediaId)}
            >
              <img src={renditionPath(figure.mediaId, 320)} alt="" />
            </button>
          ))}
          <Button size="compact-sm" variant="default" onClick={() => void handlePick()}>
            {t('fields.coverOther')}
          </Button>
        </div>
      )}
      {picker}
    </fieldset>
  );
}

function figuresOf(body: NodeJson): { mediaId: string; alt: string }[] {
  const figures = (body.content ?? [])
    .filter((block) => block.type === 'figure')
    .map((block) => ({ mediaId: String(block.attrs?.mediaId), alt: String(block.attrs?.alt ?? '') }));
  return [...new Map(figures.map((figure) => [figure.mediaId, figure])).values()];
}
