import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { LazyModule } from '../../ui/lazy-module.tsx';
import styles from './media-field.module.css';

const importMediaPicker = () => import('./media-picker.tsx');

type MediaFieldProps = {
  mediaId: string | null;
  onChange: (mediaId: string | null) => void;
  error: string | undefined;
  texts: { label: string; choose: string; change: string; remove: string };
  /** What is chosen, or what stands in its place. */
  children: ReactNode;
};

/** A field whose value is a picture of the media library. */
export function MediaField({ mediaId, onChange, error, texts, children }: MediaFieldProps) {
  const [isPicking, setIsPicking] = useState(false);
  return (
    <fieldset className={styles.field}>
      <legend className={styles.label}>{texts.label}</legend>
      <div className={styles.row}>
        {children}
        <div className={styles.choices}>
          <Button size="compact-sm" variant="default" onClick={() => setIsPicking(true)}>
            {mediaId ? texts.change : texts.choose}
          </Button>
          {mediaId && (
            <Button size="compact-sm" variant="default" onClick={() => onChange(null)}>
              {texts.remove}
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
