import type { TFunction } from 'i18next';
import { limits } from '../../../domain/limits.ts';
import { keyLabel } from '../shortcuts.ts';
import type { PasteRefusal } from './paste-limits.ts';
import type { PastedPicture } from './pasted-images.ts';

/** What a paste left out or changed, as counts. */
export type PasteReport = {
  comments: number;
  commentProgram: 'Word' | 'Google Docs';
  /** Tracked changes, accepted. */
  changes: number;
  /** Footnotes, as numbered paragraphs after the text. */
  footnotes: number;
  /** Text boxes, whose text is after the paragraph that they belong to. */
  textBoxes: number;
  /** Centred paragraphs, which are not centred any more. */
  centered: number;
  /** Pictures in cells, which are below their table. */
  tablePictures: number;
  /** Pictures beyond the number of uploads at once. */
  remoteImages: number;
  /** Pictures that have a placeholder. */
  pictures: PastedPicture[];
  /** Set when nothing was pasted. */
  refusal: PasteRefusal | null;
  /** Where the content could not be inserted as it is. */
  placement: 'caret' | 'after-table' | 'plain-text';
  /** Wrapped lines of plain text were joined; undo takes it back. */
  hasJoinedLines: boolean;
};

export const emptyReport = (): PasteReport => ({
  comments: 0,
  commentProgram: 'Word',
  changes: 0,
  footnotes: 0,
  textBoxes: 0,
  centered: 0,
  tablePictures: 0,
  remoteImages: 0,
  pictures: [],
  refusal: null,
  placement: 'caret',
  hasJoinedLines: false,
});

/** One notice for the whole paste; null when there is nothing to report. */
export function pasteReportText(report: PasteReport, t: TFunction<'editor'>): string | null {
  if (report.refusal) {
    const { kind, size, max } = report.refusal;
    const unit = kind === 'bytes' ? 1024 * 1024 : 1;
    return t(`paste.refused.${kind}`, { size: size / unit, max: max / unit });
  }
  const sentences = [
    report.comments > 0 && t('paste.comments', { count: report.comments, program: report.commentProgram }),
    report.changes > 0 && t('paste.changes', { count: report.changes }),
    report.footnotes > 0 && t('paste.footnotes', { count: report.footnotes }),
    report.textBoxes > 0 && t('paste.textBoxes', { count: report.textBoxes }),
    report.centered > 0 && t('paste.centered', { count: report.centered }),
    report.tablePictures > 0 && t('paste.tablePictures', { count: report.tablePictures }),
    report.remoteImages > 0 &&
      t('paste.remoteImages', { count: report.remoteImages, max: limits.uploadsAtOnce }),
    report.hasJoinedLines && t('paste.joinedLines', { keys: keyLabel('Mod-z') }),
    report.placement === 'after-table' && t('paste.afterTable'),
    report.placement === 'plain-text' && t('paste.plainText'),
  ];
  return sentences.filter((sentence) => sentence !== false).join(' ') || null;
}
