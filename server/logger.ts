/**
 * What the server writes its log with: one line for each event, the facts as an object, the words last. pino fits
 * as it is; the mock gives one that writes to the console. Nothing secret and no article text goes in here.
 */
export type Logger = {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
};
