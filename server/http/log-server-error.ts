import type { Logger } from '../logger.ts';

/** Logs server errors (5xx). Client errors are not logged. */
export function logServerError(logger: Logger, error: unknown, code: string, request: object): void {
  if (code === 'internal') {
    logger.error({ event: 'request-failed', code, ...request, err: error }, 'A request failed');
  } else if (code === 'unavailable' || code === 'storage-full') {
    logger.warn({ event: 'request-failed', code, ...request, err: error }, 'Database or file store failed');
  }
}
