import type { RequestContext } from '../context.ts';
import { readPasswordHash } from '../db/queries/own-account.ts';
import { fail } from '../http/problem.ts';
import { verifyPassword } from './passwords.ts';
import { recordRefusal } from './refusals.ts';
import type { Session } from './session.ts';
import { beginAttempt, guessLimit } from './throttle.ts';

/**
 * Verifies the password of somebody who is signed in already, for whom an open session must not be enough.
 *
 * @throws `wrong-credentials` (401), which is recorded; `throttled` (429) after ten attempts.
 */
export async function verifyOwnPassword(
  context: RequestContext,
  { user }: Session,
  password: string,
): Promise<void> {
  const { db } = context;
  const attempt = await beginAttempt(context, [guessLimit('reauthentication', user.id)]);
  const hash = await readPasswordHash(db, user.id);
  if (!(await verifyPassword(hash, password, 'known'))) {
    await recordRefusal(context, { account: { id: user.id, name: user.email } });
    throw fail('wrong-credentials');
  }
  await attempt.succeeded();
}
