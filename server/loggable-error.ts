import { causesOf, classifyError, sqlStateOf } from './classify-error.ts';

/** An error for the log: where it happened and why, without the values that it was about. */
export type LoggableError = {
  code: string;
  sqlState: string | null;
  cause: string;
  /** Names of the schema, where the database reports them. */
  table?: string;
  column?: string;
  constraint?: string;
  /** With a bug: where the innermost error was thrown, without its message. */
  stack?: string[];
};

/**
 * An error for the log. Values are left out, because they are session tokens, password hashes and the text of articles:
 * Drizzle's errors carry the statement with its parameters, those of the drivers rows and parameters (`detail`, `where`,
 * `params`), and some messages quote the value that was refused.
 */
export function loggableError(error: unknown): LoggableError {
  const inner = causesOf(error).at(-1);
  const { code } = classifyError(error);
  if (!inner) return { code, sqlState: null, cause: `a thrown ${typeof error}` };
  const names = Object.fromEntries(
    (['table', 'column', 'constraint'] as const).flatMap((name) => {
      const value: unknown = Reflect.get(inner, name);
      return typeof value === 'string' && value !== '' ? [[name, value]] : [];
    }),
  );
  return {
    code,
    sqlState: sqlStateOf(error),
    cause: `${inner.name}: ${messageOf(inner)}`,
    ...names,
    ...(code === 'internal' && { stack: framesOf(inner) }),
  };
}

/** The same for a terminal, in lines. */
export function errorText(error: unknown): string {
  const { cause, table, column, constraint, stack = [] } = loggableError(error);
  return [cause, table, column, constraint, ...stack].filter(Boolean).join('\n  ');
}

/**
 * The message without values. PostgreSQL quotes the value in errors of class 22 (data exception), `JSON.parse` quotes its
 * input; Drizzle's message is the statement with its parameters.
 */
function messageOf(error: Error): string {
  if ('query' in error && !('code' in error)) return 'a query failed';
  const quotesValue = error instanceof SyntaxError || sqlStateOf(error)?.startsWith('22');
  return quotesValue ? error.message.replace(/"[\s\S]*"/, '"…"') : error.message;
}

/** The lines of the stack that are frames. A message may have lines that look like some. */
function framesOf({ stack = '', message }: Error): string[] {
  const start = stack.indexOf(message);
  return (start < 0 ? stack : stack.slice(start + message.length))
    .split('\n')
    .filter((line) => /^ {4}at \S.{0,300}:\d+:\d+\)?$/.test(line))
    .slice(0, 12)
    .map((line) => line.trim());
}
