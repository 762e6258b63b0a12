import { chooseFiles } from '../../lib/choose-files.ts';
import { i18n } from '../../lib/i18n.ts';
import { dismissToast, notify } from '../../lib/notify.ts';
import type { ImportedDocx } from './prepare-docx.ts';

/* The entry of Word files, for the screens. The code that reads them is loaded with the first file. */

const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Whether a file is meant as a document of Word, by its name; what it is, the reader finds out. */
export function isWordFile({ name, type }: File): boolean {
  return type === docxType || /\.(?:docx|docm|dotx|doc|rtf|odt)$/i.test(name);
}

export async function chooseWordFile(): Promise<File | null> {
  const [file] = await chooseFiles({ accept: `.docx,${docxType}`, multiple: false });
  return file ?? null;
}

/** Reads a Word file. Says that it is being read, and why it cannot be. @returns null when it cannot be read. */
export async function readWordFile(file: File): Promise<ImportedDocx | null> {
  const id = 'docx-reading';
  const message = i18n.t('editor:docx.reading', { name: file.name });
  let notice: Promise<void> | undefined;
  const timer = setTimeout(() => {
    notice = notify({ id, message, isSticky: true });
  }, 500);
  try {
    const { importDocx } = await import('./prepare-docx.ts');
    return await importDocx(file);
  } catch (error) {
    notifyNotImported(file.name, await reasonOf(error));
    return null;
  } finally {
    clearTimeout(timer);
    void notice?.then(() => dismissToast(id));
  }
}

/** The notice after an import: done, and what was left out. */
export async function notifyImported(name: string, imported: ImportedDocx): Promise<void> {
  const { docxReportText } = await import('./docx-report.ts');
  const losses = docxReportText(imported.report, i18n.getFixedT(null, 'editor'));
  const title = i18n.t('editor:docx.done', { name });
  if (losses === null) void notify({ message: title });
  else void notify({ title, message: losses, tone: 'bad', isSticky: true });
}

export function notifyNotImported(name: string, reason: string): void {
  void notify({ title: i18n.t('editor:docx.failed', { name }), message: reason, tone: 'bad' });
}

async function reasonOf(error: unknown): Promise<string> {
  const reader = await import('./docx-report.ts').catch(() => null);
  // Without a network, where it was never loaded before.
  if (!reader) return i18n.t('editor:docx.problems.unavailable');
  const { docxProblemText } = reader;
  return docxProblemText(error, i18n.getFixedT(null, 'editor'));
}
