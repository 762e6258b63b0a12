import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { renditionPath } from '../../../domain/document/to-html.ts';
import { LazyModule } from '../../ui/lazy-module.tsx';
import styles from './logo-field.module.css';

const importMediaPicker = () => import('../media/media-picker.tsx');

type LogoFieldProps = {
  mediaId: string | null;
  onChange: (mediaId: string | null) => void;
  error: string | undefined;
};

/** The newsroom's logo, chosen from the media library. */
export function LogoField({ mediaId, onChange, error }: LogoFieldProps) {
  const { t } = useTranslation('newsroom');
  const [isPicking, setIsPicking] = useState(false);
  return (
    <fieldset className={styles.field}>
      <legend className={styles.label}>{t('logo')}</legend>
      <div className={styles.row}>
        {mediaId ? (
          <img className={styles.logo} src={renditionPath(mediaId, 320)} alt={t('logoAlt')} />
        ) : (
          <p className={styles.none}>{t('logoNone')}</p>
        )}
        <div className={styles.choices}>
          <Button size="compact-sm" variant="default" onClick={() => setIsPicking(true)}>
            {t(mediaId ? 'logoChange' : 'logoChoose')}
          </Button>
          {mediaId && (
            <Button size="compact-sm" variant="default" onClick={() => onChange(null)}>
              {t('logoRemove')}
            </Button>
          )}
        </div>
      </div>
      {error && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
      {isPicking && (
        <LazyModule load={importMediaPicker} onError={() => setIsPicking(false)}>
          {({ MediaPicker }) => (
            <MediaPicker
              onPick={(media) => {
                onChange(media.id);
                setIsPicking(false);
              }}
              onClose={() => setIsPicking(false)}
            />
          )}
        </LazyModule>
      )}
    </fieldset>
  );
}
