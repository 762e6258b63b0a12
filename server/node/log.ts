import { type LevelWithSilent, type Logger, pino } from 'pino';
import { loggableError } from '../loggable-error.ts';

/** JSON leaves them as they are: DEL, C1 control codes, and the separators and controls of lines and directions. */
const controlCodes = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;
const consoleTextMaxChars = 500;

/** Writes one line of JSON for each event to the standard output, in which no text from outside is a control code. */
export function createLogger(level: LevelWithSilent): Logger {
  const output = pino.destination({ dest: 1, sync: true });
  const write = (line: string) => void output.write(line.replace(controlCodes, escapeOf));
  return pino({ level }, { write });
}

/**
 * Logs what dependencies write to the console and the warnings of Node, such as the name of a document that Hocuspocus
 * cannot read: as raw text it could forge lines of the log. Errors are logged without the values that they quote.
 */
export function redirectConsole(logger: Logger): void {
  const to =
    (level: 'info' | 'warn') =>
    (...values: unknown[]) => {
      const error = values.find((value) => value instanceof Error);
      const text = values.filter((value) => typeof value === 'string').join(' ');
      const facts = { event: 'console', ...(error && loggableError(error)) };
      logger[level](facts, text.slice(0, consoleTextMaxChars) || 'A dependency wrote to the console');
    };
  const [info, warn] = [to('info'), to('warn')];
  Object.assign(globalThis.console, {
    ...{
      log: info,
      info,
      debug: info,
      dir: info,
      dirxml: info,
      table: info,
      group: info,
      groupCollapsed: info,
    },
    ...{
      warn,
      error: warn,
      trace: warn,
      assert: (condition: unknown, ...rest: unknown[]) => condition || warn(...rest),
    },
  });
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    logger.warn({ event: 'process-warning', ...loggableError(warning) }, 'Node warns');
  });
}

const escapeOf = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
