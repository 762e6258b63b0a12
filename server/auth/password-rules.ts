import { judgePassword } from '../../domain/password-strength.ts';
import type { Database, Transaction } from '../db/database.ts';
import { readNewsroom } from '../db/queries/newsroom.ts';
import { fail } from '../http/problem.ts';

/**
 * Refuses a new password that is short, common, or made of the person's or the newsroom's name.
 *
 * @param field the name of the field in the request.
 * @throws `invalid` (422) with `too-short` or `too-common` for the field.
 */
export async function assertAcceptablePassword(
  db: Database | Transaction,
  password: string,
  person: { name: string; email: string },
  field = 'password',
): Promise<void> {
  const newsroom = await readNewsroom(db);
  const { problem } = judgePassword(password, [person.name, person.email, newsroom.name]);
  if (problem) throw fail('invalid', { fields: { [field]: problem } });
}
