import { Button } from '@mantine/core';
import IconPhotoUp from '@tabler/icons-react/dist/esm/icons/IconPhotoUp.mjs';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Media } from '../../../domain/contract/media.ts';
import { type ProblemCode, toProblem } from '../../lib/problem.ts';
import { chooseImageFiles, imageFileProblem, uploadProblemText } from '../../uploads/image-files.ts';
import { abandonUpload, uploadMedia } from '../../uploads/upload-media.ts';
import styles from './media-picker.module.css';

type UploadProgress =
  | { kind: 'idle' }
  | { kind: 'converting' }
  | { kind: 'sending'; percent: number }
  | { kind: 'failed'; name: string; code: ProblemCode };

/** Uploads one image from this device. While it is sent, the button is replaced by its progress. */
export function MediaUpload({ onUploaded }: { onUploaded: (media: Media) => void }) {
  const { t } = useTranslation('media');
  const [progress, setProgress] = useState<UploadProgress>({ kind: 'idle' });
  const controller = useRef<AbortController | null>(null);

  // Reaches the network: closing the dialog aborts its upload.
  useEffect(() => () => controller.current?.abort(), []);

  const upload = async (file: File) => {
    const code = imageFileProblem(file);
    if (code) return setProgress({ kind: 'failed', name: file.name, code });
    controller.current = new AbortController();
    const { signal } = controller.current;
    let uploadUrl: string | null = null;
    const onUploadUrl = (url: string) => {
      uploadUrl = url;
    };
    signal.addEventListener('abort', () => uploadUrl && abandonUpload(uploadUrl));
    setProgress({ kind: 'sending', percent: 0 });
    const onProgress = (sent: number) => setProgress({ kind: 'sending', percent: Math.floor(sent * 100) });
    const onConverting = () => setProgress({ kind: 'converting' });
    try {
      const media = await uploadMedia(file, { signal, onConverting, onProgress, onUploadUrl });
      if (signal.aborted) return;
      setProgress({ kind: 'idle' });
      onUploaded(media);
    } catch (error) {
      if (!signal.aborted) setProgress({ kind: 'failed', name: file.name, code: toProblem(error).code });
    }
  };

  const choose = async () => {
    const [file] = await chooseImageFiles({ multiple: false });
    if (file) await upload(file);
  };

  const cancel = () => {
    controller.current?.abort();
    setProgress({ kind: 'idle' });
  };

  const sendingText = (percent: number) =>
    percent >= 100 ? t('upload.preparing') : t('picker.uploading', { percent });

  if (progress.kind === 'converting' || progress.kind === 'sending') {
    return (
      <div className={styles.sending}>
        <span role="status" className={styles.percent}>
          {progress.kind === 'converting' ? t('upload.converting') : sendingText(progress.percent)}
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
          {t('upload.failed', { name: progress.name, reason: uploadProblemText(progress.code) })}
        </p>
      )}
    </>
  );
}
