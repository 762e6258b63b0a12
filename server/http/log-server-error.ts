import { loggableError } from '../loggable-error.ts';
import type { Logger } from '../logger.ts';

type LoggedRequest = { requestId?: string; method?: string; path?: string };

/** Logs server errors (5xx). Client errors are not logged. */
export function logServerError(logger: Logger, error: unknown, code: string, request: LoggedRequest): void {
  const { path, ...rest } = request;
  const facts = {
    event: 'request-failed',
    ...rest,
    ...(path !== undefined && { path: withoutTokens(path) }),
    ...loggableError(error),
    code,
  };
  if (code === 'internal') {
    logger.error(facts, 'A request failed');
  } else if (code === 'unavailable' || code === 'storage-full') {
    logger.warn(facts, 'Database or file store failed');
  }
}

/** A long segment may be the token of a link, unless it is an id or the slug of an article. */
export function withoutTokens(path: string): string {
  return path.replace(/[\w.%~-]{32,}/g, (segment) =>
    /^[a-z0-9]+(-[a-z0-9]+)+$/.test(segment) ? segment : '…',
  );
}
