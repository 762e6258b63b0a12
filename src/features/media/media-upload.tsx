import { Button } from '@mantine/core';
import IconPhotoUp from '@tabler/icons-react/dist/esm/icons/IconPhotoUp.mjs';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Media } from '../../../domain/contract/media.ts';
import { chooseFiles } from '../../editor/figure/choose-files.ts';
import { obviousProblem } from '../../editor/figure/picture-file.ts';
import { uploadProblemText } from '../../editor/figure/upload-problem.ts';
import { type ProblemCode, toProblem } from '../../lib/problem.ts';
import styles from './media-picker.module.css';
import { dropUpload, uploadMedia } from './upload-media.ts';

type UploadProgress =
  | { kind: 'idle' }
  | { kind: 'sending'; percent: number }
  | { kind: 'failed'; code: ProblemCode };

/** Uploads one picture from this device: the button that asks for it turns into its progress. */
export function MediaUpload({ onUploaded }: { onUploaded: (media: Media) => void }) {
  const { t } = useTranslation(['media', 'common']);
  const [progress, setProgress] = useState<UploadProgress>({ kind: 'idle' });
  const controller = useRef<AbortController | null>(null);

  // Reaches the network: closing the dialog stops what is being sent for it.
  useEffect(() => () => controller.current?.abort(), []);

  const upload = async (file: File) => {
    const code = obviousProblem(file);
    if (code) return setProgress({ kind: 'failed', code });
    controller.current = new AbortController();
    const { signal } = controller.current;
    let address: string | null = null;
    const onAddress = (found: string) => {
      address = found;
    };
    signal.addEventListener('abort', () => address && dropUpload(address));
    setProgress({ kind: 'sending', percent: 0 });
    const onProgress = (sent: number) => setProgress({ kind: 'sending', percent: Math.floor(sent * 100) });
    try {
      const media = await uploadMedia(file, { signal, onProgress, onAddress });
      if (signal.aborted) return;
      setProgress({ kind: 'idle' });
      onUploaded(media);
    } catch (error) {
      if (!signal.aborted) setProgress({ kind: 'failed', code: toProblem(error).code });
    }
  };

  const choose = async () => {
    const [file] = await chooseFiles({ multiple: false });
    if (file) await upload(file);
  };

  const cancel = () => {
    controller.current?.abort();
    setProgress({ kind: 'idle' });
  };

  if (progress.kind === 'sending') {
    const { percent } = progress;
    return (
      <div className={styles.sending}>
        <span role="status" className={styles.percent}>
          {percent >= 100 ? t('upload.preparing') : t('picker.uploading', { percent })}
        </span>
        <Button variant="default" onClick={cancel}>
          {t('picker.cancelUpload')}
        </Button>
      </div>
    );
  }
  return (
    <>
      <Button
        leftSection={<IconPhotoUp size={18} stroke={1.5} aria-hidden="true" />}
        onClick={() => void choose()}
      >
        {t('picker.upload')}
      </Button>
      {progress.kind === 'failed' && (
        <p role="alert" className={styles.failed}>
          {uploadProblemText(progress.code)}
        </p>
      )}
    </>
  );
}
