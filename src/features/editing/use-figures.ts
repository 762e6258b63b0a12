import { useQueryClient } from '@tanstack/react-query';
import type { Editor, Extensions } from '@tiptap/core';
import { useEffect, useMemo } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import type { Media } from '../../../domain/contract/media.ts';
import type { PictureSource } from '../../editor/commands.ts';
import { figureExtensions } from '../../editor/figure/figure-extensions.ts';
import {
  type FigureNotice,
  type FigureOptions,
  insertFiles,
  insertMedia,
} from '../../editor/figure/insert-figures.ts';
import { api } from '../../lib/api.ts';
import { listFileNames } from '../../lib/file-names.ts';
import { i18n } from '../../lib/i18n.ts';
import { notify } from '../../lib/notify.ts';
import { uploadQueueOf } from '../../uploads/account-uploads.ts';
import { chooseImageFiles } from '../../uploads/image-files.ts';
import { createUploadPresence } from '../../uploads/upload-presence.ts';

export type Figures = {
  extensions: Extensions;
  /** Lets the person choose pictures, from the device or the media library, and inserts them at the caret. */
  insertPictures: (body: Editor, source: PictureSource) => void;
};

/** Provides the figures of the editor with uploads, recent credits, notices and the media picker. */
export function useFigures(
  articleId: string,
  accountId: string,
  awareness: Awareness,
  pickMedia: () => Promise<Media | null>,
): Figures {
  const queryClient = useQueryClient();
  const uploads = uploadQueueOf(accountId);
  const presence = useMemo(() => createUploadPresence(awareness, uploads), [awareness, uploads]);

  // Reaches the other participants: publishes upload progress until the article is closed.
  useEffect(() => presence.start(), [presence]);

  return useMemo(() => {
    const options: FigureOptions = {
      articleId,
      uploads,
      presence,
      recentCredits: () => queryClient.fetchQuery(api.media.credits.queryOptions({ staleTime: 60_000 })),
      onNotice: (notice) => void notify({ message: figureNoticeText(notice), tone: 'bad' }),
    };
    const insertPictures = async (body: Editor, source: PictureSource) => {
      if (source === 'library') {
        const media = await pickMedia();
        if (body.isDestroyed) return;
        if (media) insertMedia(body.view, media);
        body.view.focus();
        return;
      }
      const files = await chooseImageFiles({ multiple: true });
      if (files.length > 0) insertFiles(body.view, files, options);
    };
    return {
      extensions: figureExtensions(options),
      insertPictures: (body, source) => void insertPictures(body, source),
    };
  }, [articleId, uploads, presence, queryClient, pickMedia]);
}

/** Names the files that were left out, and says why. */
export function figureNoticeText(notice: FigureNotice): string {
  switch (notice.kind) {
    case 'too-many-files':
      return i18n.t('media:notices.tooManyFiles', { max: notice.max, names: listFileNames(notice.names) });
    case 'not-pictures':
      return i18n.t('media:notices.notPictures', { names: listFileNames(notice.names) });
  }
}
