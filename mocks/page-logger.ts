import type { Logger } from '../server/logger.ts';

/** Reports errors of the backend as errors of the page. */
export const pageLogger: Logger = {
  info: () => undefined,
  warn: () => undefined,
  error: (facts, message) => reportError(new Error(`${message} ${JSON.stringify(facts)}`, { cause: facts })),
};
