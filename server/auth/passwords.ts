import { hashPassword as hash, verifyPassword as verify } from 'better-auth/crypto';
import { createWorkQueue, type Priority } from './work-queue.ts';

/** scrypt takes 0.1 s, 32 MB and one of Node's four worker threads, which files and DNS need too. */
const hashing = createWorkQueue({ runningMax: 2, waitingMax: 40 });

/** scrypt of a new password. @throws `throttled` when too many are waiting. */
export function hashPassword(password: string): Promise<string> {
  return hashing('known', () => hash(password));
}

/**
 * Compares a password with the stored hash. Without one it takes as long, so that the time does not disclose whether
 * there is an account.
 *
 * @throws `throttled` when too many are waiting.
 */
export function verifyPassword(
  stored: string | null | undefined,
  password: string,
  priority: Priority,
): Promise<boolean> {
  return hashing(priority, async () => {
    const isRight = await verify({ hash: stored ?? hashOfNothing, password });
    return isRight && typeof stored === 'string';
  });
}

const hashOfNothing = `${'0'.repeat(32)}:${'0'.repeat(128)}`;
