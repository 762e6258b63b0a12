import type { TFunction } from 'i18next';
import { limits } from '../../../domain/limits.ts';
import type { PasteRefusal } from '../paste/paste-limits.ts';
import { DocxProblem } from './docx-package.ts';
import { DocxRefusal, type DocxReport } from './prepare-docx.ts';

/** What an import left out or changed, in one text; null when there is nothing to report. */
export function docxReportText(report: DocxReport, t: TFunction<'editor'>): string | null {
  const { unsupportedPictures: kinds } = report;
  const sentences = [
    report.comments > 0 && t('docx.comments', { count: report.comments }),
    report.changes > 0 && t('docx.changes', { count: report.changes }),
    kinds.length > 0 &&
      t('docx.unsupportedPictures', { count: kinds.length, kinds: [...new Set(kinds)].join(', ') }),
    report.linkedPictures > 0 && t('docx.linkedPictures', { count: report.linkedPictures }),
    report.excessPictures > 0 && t('docx.excessPictures', { count: report.excessPictures }),
    report.charts > 0 && t('docx.charts', { count: report.charts }),
    report.equations > 0 && t('docx.equations', { count: report.equations }),
    report.objects > 0 && t('docx.objects', { count: report.objects }),
    report.notes > 0 && t('docx.notes', { count: report.notes }),
  ];
  return sentences.filter((sentence) => sentence !== false).join(' ') || null;
}

/** Why a file was not imported; for any other error, that the code which reads it could not be loaded. */
export function docxProblemText(error: unknown, t: TFunction<'editor'>): string {
  if (error instanceof DocxRefusal) return docxRefusalText(error.refusal, t);
  if (error instanceof DocxProblem) {
    const { docxMaxBytes, docxMaxSeconds } = limits;
    const values = { max: docxMaxBytes / 1024 ** 2, seconds: docxMaxSeconds };
    return t(`docx.problems.${error.code}`, values);
  }
  return t('docx.problems.unavailable');
}

export function docxRefusalText({ kind, size, max }: PasteRefusal, t: TFunction<'editor'>): string {
  const unit = kind === 'bytes' ? 1024 * 1024 : 1;
  return t(`docx.refused.${kind}`, { size: size / unit, max: max / unit });
}
