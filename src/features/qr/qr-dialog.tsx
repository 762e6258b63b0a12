import { Button, Modal, SegmentedControl, Skeleton, Switch } from '@mantine/core';
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import IconCircleCheck from '@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs';
import IconCopy from '@tabler/icons-react/dist/esm/icons/IconCopy.mjs';
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QrLevel } from '../../../domain/qr.ts';
import { api } from '../../lib/api.ts';
import { notify } from '../../lib/notify.ts';
import { toProblem } from '../../lib/problem.ts';
import { drawQr, fileName, initialOf, type PrintSizeCm, printSizesCm, type QrDesign } from './qr-design.ts';
import styles from './qr-dialog.module.css';
import { type QrCheck, saveFile } from './qr-files.ts';
import { qrQueries, shortAddress } from './qr-query.ts';

type QrDialogProps = {
  /** Last segment of `/q/{code}`: a fanpage's code or an article's short id. */
  code: string;
  /** Of the fanpage or the article. */
  name: string;
  onClose: () => void;
};

/** Previews a QR code, with options for print and downloads. Each file is decoded before it can be downloaded. */
export function QrDialog({ code, name, onClose }: QrDialogProps) {
  const { t } = useTranslation(['qr', 'common', 'errors']);
  const origin = useQuery(qrQueries.origin());
  const { data: newsroom } = useQuery(api.newsroom.get.queryOptions());
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('title', { name })}
      size="46rem"
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {origin.isError && <p role="alert">{t(`errors:${toProblem(origin.error).code}`)}</p>}
      {origin.isPending && <Skeleton height={280} role="status" aria-label={t('common:loading')} />}
      {origin.data && (
        <QrDesigner
          text={shortAddress(origin.data.origin, code)}
          name={name}
          initial={initialOf(newsroom?.name ?? '')}
        />
      )}
    </Modal>
  );
}

type QrDesignerProps = { text: string; name: string; initial: string | null };

function QrDesigner({ text, name, initial }: QrDesignerProps) {
  const { t } = useTranslation('qr');
  const [chosenLevel, setChosenLevel] = useState<QrLevel>('M');
  const [hasMark, setHasMark] = useState(false);
  const [sizeCm, setSizeCm] = useState<PrintSizeCm>(5);
  const ids = { level: useId(), size: useId() };
  const letter = hasMark ? initial : null;
  // The letter covers a part of the code, which error correction has to restore.
  const level = letter === null ? chosenLevel : 'H';
  const design: QrDesign = { text, level, letter, sizeCm };
  const files = useQuery(qrQueries.files(design));
  const isReadable = files.data?.check === 'read';

  const handleCopy = async () => {
    await navigator.clipboard.writeText(text);
    void notify({ message: t('copied') });
  };

  return (
    <div className={styles.designer}>
      <figure className={styles.preview}>
        <img
          src={`data:image/svg+xml;utf8,${encodeURIComponent(drawQr(design))}`}
          alt={t('previewAlt', { name })}
          width={240}
          height={240}
        />
        <figcaption className={styles.address}>
          <span>{text.replace(/^https?:\/\//, '')}</span>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconCopy size={16} stroke={1.5} aria-hidden="true" />}
            onClick={() => void handleCopy()}
          >
            {t('copy')}
          </Button>
        </figcaption>
      </figure>
      <div className={styles.choices}>
        <Switch
          label={initial ? t('mark', { letter: initial }) : t('markWithoutLetter')}
          description={t('markHint')}
          checked={letter !== null}
          disabled={initial === null}
          onChange={(event) => setHasMark(event.currentTarget.checked)}
        />
        <div>
          <p className={styles.label} id={ids.level}>
            {t('level.label')}
          </p>
          <SegmentedControl
            fullWidth
            aria-labelledby={ids.level}
            value={level}
            disabled={letter !== null}
            onChange={setChosenLevel}
            data={[
              { value: 'M', label: t('level.M') },
              { value: 'H', label: t('level.H') },
            ]}
          />
          <p className={styles.hint}>{letter === null ? t(`level.hint.${level}`) : t('level.hint.mark')}</p>
        </div>
        <div>
          <p className={styles.label} id={ids.size}>
            {t('size.label')}
          </p>
          <SegmentedControl
            fullWidth
            aria-labelledby={ids.size}
            value={String(sizeCm)}
            onChange={(value) => setSizeCm(printSizesCm.find((size) => String(size) === value) ?? 5)}
            data={printSizesCm.map((size) => ({ value: String(size), label: t('size.cm', { size }) }))}
          />
          <p className={styles.hint}>{t(`size.hint.cm${sizeCm}`)}</p>
        </div>
        <CheckLine isPending={files.isPending} check={files.data?.check ?? 'cannot-check'} />
        <div className={styles.downloads}>
          {(['png', 'svg'] as const).map((type) => {
            const file = files.data?.[type];
            return (
              <Button
                key={type}
                variant={type === 'png' ? 'filled' : 'default'}
                leftSection={<IconDownload size={18} stroke={1.5} aria-hidden="true" />}
                disabled={!isReadable || !file}
                onClick={() => file && saveFile(file, fileName(name, sizeCm, type))}
              >
                {t(`download.${type}`)}
              </Button>
            );
          })}
        </div>
      </div>
    </div>
  );
}

type CheckLineProps = { isPending: boolean; check: QrCheck };

function CheckLine({ isPending, check }: CheckLineProps) {
  const { t } = useTranslation('qr');
  if (isPending) {
    return (
      <p className={styles.check} role="status">
        {t('check.pending')}
      </p>
    );
  }
  const Icon = check === 'read' ? IconCircleCheck : IconAlertTriangle;
  return (
    <p className={styles.check} data-check={check} role="status">
      <Icon size={18} stroke={1.5} aria-hidden="true" />
      {t(`check.${check}`)}
    </p>
  );
}
