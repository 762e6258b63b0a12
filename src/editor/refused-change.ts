import type { Doc } from 'yjs';
import { vocabularyProblem } from '../../domain/document/check.ts';
import { bodySchema } from '../../domain/document/extensions.ts';
import { limits } from '../../domain/limits.ts';
import { contentOf } from './content-of.ts';
import type { ArticleEditors, FieldName } from './editors.ts';

/** The first field for whose content the server would refuse the changes of this page; null when it would take them. */
export function refusedField(ydoc: Doc): FieldName | null {
  try {
    const { title, lead, body } = contentOf(ydoc);
    if (title.length > limits.titleMaxChars * limits.lineTolerance) return 'title';
    if (lead.length > limits.leadMaxChars * limits.lineTolerance) return 'lead';
    const bytes = new TextEncoder().encode(JSON.stringify(body)).length;
    return bytes > limits.documentMaxBytes || vocabularyProblem(bodySchema, body, 'doc', 'body')
      ? 'body'
      : null;
  } catch {
    // A node outside the schema.
    return 'body';
  }
}

/**
 * Undoes the steps of this page up to the change that the server refuses. Redo brings them back.
 *
 * @returns false when the change is older than the page, so that something of it is left.
 */
export function undoRefusedChange(editors: ArticleEditors, ydoc: Doc): boolean {
  for (let field = refusedField(ydoc); field; field = refusedField(ydoc)) {
    if (!editors[field].commands.undo()) return false;
  }
  return true;
}
