import { type ReactNode, useCallback, useState } from 'react';
import type { Media } from '../../../domain/contract/media.ts';
import { LazyModule } from '../../ui/lazy-module.tsx';

const importMediaPicker = () => import('../media/media-picker.tsx');

type Asking = { answer: (media: Media | null) => void };

/** A media picker: `pickMedia` opens the dialog and resolves with the choice, or null. */
export function usePickedMedia(): { pickMedia: () => Promise<Media | null>; picker: ReactNode } {
  const [asking, setAsking] = useState<Asking | null>(null);
  const pickMedia = useCallback(
    () => new Promise<Media | null>((resolve) => setAsking({ answer: resolve })),
    [],
  );
  const finish = (media: Media | null) => {
    asking?.answer(media);
    setAsking(null);
  };
  const picker = asking && (
    <LazyModule load={importMediaPicker} onError={() => finish(null)}>
      {({ MediaPicker }) => <MediaPicker onPick={finish} onClose={() => finish(null)} />}
    </LazyModule>
  );
  return { pickMedia, picker };
}
