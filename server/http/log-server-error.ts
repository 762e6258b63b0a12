import type { Logger } from '../logger.ts';

/** Writes down what went wrong on our side. What the asker did wrong is no event. */
export function logServerError(logger: Logger, error: unknown, code: string, request: object): void {
  if (code === 'internal') {
    logger.error({ event: 'request-failed', code, ...request, err: error }, 'A request failed');
  } else if (code === 'unavailable' || code === 'storage-full') {
    logger.warn({ event: 'request-failed', code, ...request, err: error }, 'A store did not answer');
  }
}
