import { failureOf, sqlStateOf } from '../failure.ts';

/**
 * An error for the log. Of the database's errors only the innermost cause is taken: those around it carry the
 * statement with its values, and the values are an article's words.
 */
export function faultOf(error: unknown): { code: string; sqlState: string | null; cause: string } {
  let inner = error;
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause;
  const cause = inner instanceof Error ? `${inner.name}: ${inner.message}` : String(inner);
  return { code: failureOf(error).code, sqlState: sqlStateOf(error), cause };
}
