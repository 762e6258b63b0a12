/**
 * Structured logger, compatible with pino: one line for each event, with the fields before the message. Never log
 * secrets or the text of articles.
 */
export type Logger = {
  info(facts: Facts, message: string): void;
  warn(facts: Facts, message: string): void;
  error(facts: Facts, message: string): void;
};

/** Plain data: an error does not type-check, because its properties and causes hold values; see `loggableError`. */
type Facts = { readonly [name: string]: Fact };
type Fact = string | number | boolean | null | undefined | readonly Fact[] | Facts;
