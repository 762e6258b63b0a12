import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react';
import type { Media } from '../../../domain/contract/media.ts';

const MediaPicker = lazy(async () => {
  const { MediaPicker } = await import('../media/media-picker.tsx');
  return { default: MediaPicker };
});

type Asking = { answer: (media: Media | null) => void };

/** Lets somebody choose a picture of the desk: `pickMedia` opens the dialog and resolves with the choice. */
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
    <Suspense>
      <MediaPicker onPick={finish} onClose={() => finish(null)} />
    </Suspense>
  );
  return { pickMedia, picker };
}
