import type { Logger } from '../server/logger.ts';

/** A fault of the backend is one of the page here, and shows as such. */
export const pageLogger: Logger = {
  info: () => undefined,
  warn: () => undefined,
  error: (facts, message) => reportError(new Error(`${message} ${JSON.stringify(facts)}`, { cause: facts })),
};
