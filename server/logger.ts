/**
 * Structured logger, compatible with pino: one line for each event, with the fields before the message. Never log
 * secrets or the text of articles.
 */
export type Logger = {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
};
