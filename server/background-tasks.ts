import { classifyError } from './classify-error.ts';
import type { Logger } from './logger.ts';

/** Work that goes on after its response was sent, such as a mail. */
export type BackgroundTasks = {
  /** Starts `task`. Its failure is logged with the error's code only: an SMTP error may quote the mail. */
  run(name: string, task: () => Promise<void>): void;
  /** Resolves when nothing is running. The host awaits it before it closes the database. */
  settled(): Promise<void>;
};

/** Beyond this, tasks are dropped: a mail server that hangs must not fill the memory. */
const runningMax = 200;

export function createBackgroundTasks(logger: Logger): BackgroundTasks {
  const running = new Set<Promise<void>>();

  async function execute(name: string, task: () => Promise<void>): Promise<void> {
    try {
      // After the caller, so that nothing in a task delays the response or throws into it.
      await Promise.resolve();
      await task();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : classifyError(error).code;
      logger.warn({ event: 'task-failed', task: name, code }, 'Work after a response failed');
    }
  }

  return {
    run(name, task) {
      if (running.size >= runningMax) {
        logger.warn({ event: 'task-dropped', task: name }, 'Too much work after responses is running');
        return;
      }
      const promise = execute(name, task).finally(() => running.delete(promise));
      running.add(promise);
    },
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
