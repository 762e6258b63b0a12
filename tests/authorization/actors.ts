import { eq } from 'drizzle-orm';
import { demoUserId } from '../../mocks/seed.ts';
import { users } from '../../server/db/schema.ts';
import type { Client, TestHost } from '../hosts/host.ts';

/** Everybody who may ask. `suspended` is the journalist, whose session is still in the browser. */
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
  // One after the other: two of them are the same person.
  for (const actor of actors) entries.push([actor, actor === 'none' ? host : await host.as(emails[actor])]);
  return Object.fromEntries(entries) as Record<Actor, Client>;
}

/** Suspends the journalist as the database knows it, without ending the session: that is what is to be refused. */
export async function setSuspended(host: TestHost, isSuspended: boolean): Promise<void> {
  const suspendedAt = isSuspended ? new Date() : null;
  await host.db
    .update(users)
    .set({ suspendedAt })
    .where(eq(users.id, demoUserId('phongvien')));
}
