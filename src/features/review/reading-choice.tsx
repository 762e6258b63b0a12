import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ReadingColumn } from '../../ui/reading-column.tsx';
import { type Reading, type ReadingName, readingNames } from './readings.ts';
import styles from './review-page.module.css';

type ReadingChoiceProps = {
  readings: readonly Reading[];
  value: ReadingName;
  onChoose: (name: ReadingName) => void;
};

/** Switches between the changes since an earlier version and the whole article. */
export function ReadingChoice({ readings, value, onChoose }: ReadingChoiceProps) {
  const { t } = useTranslation('review');
  const shown = readingNames.filter((name) => readings.some((reading) => reading.name === name));
  return (
    <ReadingColumn className={styles.reading}>
      <SegmentedControl
        aria-label={t('reading.label')}
        value={value}
        onChange={onChoose}
        data={shown.map((name) => ({ value: name, label: t(`reading.${name}`) }))}
      />
    </ReadingColumn>
  );
}
