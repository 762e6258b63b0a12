import type { ImportedDocx } from './prepare-docx.ts';

type PendingImport = { name: string; imported: ImportedDocx };

/** Word files that were read before their article was created and opened. They are lost with the page. */
const pending = new Map<string, PendingImport>();

export function setPendingImport(articleId: string, value: PendingImport): void {
  pending.set(articleId, value);
}

/** Takes the file that the article is to start with; once. */
export function takePendingImport(articleId: string): PendingImport | null {
  const value = pending.get(articleId) ?? null;
  pending.delete(articleId);
  return value;
}
