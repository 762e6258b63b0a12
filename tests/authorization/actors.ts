import { eq } from 'drizzle-orm';
import { demoUserId } from '../../mocks/seed.ts';
import { users } from '../../server/db/schema.ts';
import type { Client, TestHost } from '../hosts/host.ts';

/** All actors. `suspended` is the journalist, suspended while their session cookie is still sent. */
export const actors = ['none', 'journalist', 'other journalist', 'editor', 'admin', 'suspended'] as const;
export type Actor = (typeof actors)[number];

const emails: Record<Exclude<Actor, 'none'>, string> = {
  journalist: 'phongvien@demo.test',
  'other journalist': 'phongvien2@demo.test',
  editor: 'bientap@demo.test',
  admin: 'quantri@demo.test',
  suspended: 'phongvien@demo.test',
};

export async function sessions(host: TestHost): Promise<Record<Actor, Client>> {
  const entries: [Actor, Client][] = [];
  // Sequentially, because two of them are the same person.
  for (const actor of actors) entries.push([actor, actor === 'none' ? host : await host.as(emails[actor])]);
  return Object.fromEntries(entries) as Record<Actor, Client>;
}

/** Suspends the journalist in the database without ending the session, so that the session's use is refused. */
export async function setSuspended(host: TestHost, isSuspended: boolean): Promise<void> {
  const suspendedAt = isSuspended ? new Date() : null;
  await host.db
    .update(users)
    .set({ suspendedAt })
    .where(eq(users.id, demoUserId('phongvien')));
}
