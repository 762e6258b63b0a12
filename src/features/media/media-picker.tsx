import { Button, Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Media } from '../../../domain/contract/media.ts';
import { limits } from '../../../domain/limits.ts';
import { api } from '../../lib/api.ts';
import { MediaGrid } from './media-grid.tsx';
import styles from './media-picker.module.css';
import { MediaUpload } from './media-upload.tsx';

type MediaPickerProps = { onPick: (media: Media) => void; onClose: () => void };

/** A dialog to choose an image of the media library or to upload one. Open while mounted. */
export function MediaPicker({ onPick, onClose }: MediaPickerProps) {
  const { t } = useTranslation(['media', 'common']);
  const queryClient = useQueryClient();
  const [search, setSearch] = useState('');
  const [q] = useDebouncedValue(search, 250);

  const handleUploaded = (media: Media) => {
    void queryClient.invalidateQueries({ queryKey: api.media.list.key() });
    onPick(media);
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('picker.title')}
      size="56rem"
      closeButtonProps={{ 'aria-label': t('common:close') }}
      classNames={{ body: styles.body }}
    >
      <div className={styles.head}>
        <TextInput
          data-autofocus
          type="search"
          className={styles.search}
          aria-label={t('picker.search')}
          placeholder={t('picker.search')}
          maxLength={limits.searchMaxChars}
          leftSection={<IconSearch size={17} stroke={1.5} aria-hidden="true" />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <MediaUpload onUploaded={handleUploaded} />
      </div>
      <MediaGrid q={q} onPick={onPick} onClear={() => setSearch('')} />
      <div className={styles.foot}>
        <Button variant="default" onClick={onClose}>
          {t('common:cancel')}
        </Button>
      </div>
    </Modal>
  );
}
