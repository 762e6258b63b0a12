import type { UploadPresence } from '../../uploads/upload-presence.ts';
import type { UploadQueue } from '../../uploads/upload-queue.ts';
import type { Confirmations } from './confirmations.ts';

/** What happened that the place itself cannot say. */
export type FigureNotice =
  /** So many pictures in what was pasted are on other sites and were left out. */
  | { kind: 'remote-images'; count: number }
  /** More files than may be inserted at once; those after the first `max` were left out. */
  | { kind: 'too-many-files'; max: number }
  /** Files were dropped, none of which is a picture. */
  | { kind: 'no-pictures' };

/** What figures need from outside. One object for the life of an editor. */
export type FigureOptions = {
  articleId: string;
  uploads: UploadQueue;
  confirmations: Confirmations;
  /** The others' uploads; without it every placeholder that is not ours counts as unfinished. */
  presence?: UploadPresence;
  /** Credits used lately, newest first. Asked for when somebody enters a credit. */
  recentCredits: () => Promise<readonly string[]>;
  onNotice: (notice: FigureNotice) => void;
};
