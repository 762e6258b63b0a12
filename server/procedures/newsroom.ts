import { count, eq } from 'drizzle-orm';
import { type Newsroom, newsroomFieldsSchema, securitySettings } from '../../domain/contract/newsroom.ts';
import { canonicalJson } from '../../domain/document/canonical.ts';
import { recordAudit } from '../audit/audit-log.ts';
import type { Database, Transaction } from '../db/database.ts';
import { lockNewsroom, readNewsroom, writeNewsroom } from '../db/queries/newsroom.ts';
import { readIdleHours, readPolicy, readSecondFactorRoles, writeSetting } from '../db/queries/settings.ts';
import { media } from '../db/schema.ts';
import { matchesIfMatch } from '../http/conditional-requests.ts';
import { fail } from '../http/problem.ts';
import { api, assertReauthenticated } from './base.ts';

export const get = api.newsroom.get.handler(({ context }) => present(context.db));

export const update = api.newsroom.update.handler(({ context, input }) =>
  context.db.transaction(async (tx) => {
    await lockNewsroom(tx);
    const current = await present(tx);
    const changes = changesTo(current, input.body);
    if (!matchesIfMatch(input.headers['if-match'], current.etag)) {
      throw fail('stale', { data: { current, fields: Object.keys(changes) } });
    }
    if (Object.keys(changes).length === 0) return current;
    if (securitySettings.some((name) => changes[name] !== undefined)) assertReauthenticated(context);
    await assertKnownLogo(tx, changes.logoMediaId);
    const fields = newsroomFieldsSchema.parse({ ...current, ...changes });
    await writeNewsroom(tx, { ...fields, version: Number(current.etag) + 1 });
    for (const name of securitySettings) {
      if (changes[name] !== undefined) await writeSetting(tx, name, changes[name]);
    }
    const before = Object.keys(changes).map((name) => [name, current[name as keyof Newsroom]]);
    await recordAudit(tx, context, {
      action: 'newsroom.update',
      subject: { type: 'newsroom', id: null, name: fields.name },
      detail: { from: Object.fromEntries(before), to: changes },
    });
    return present(tx);
  }),
);

async function present(db: Database | Transaction): Promise<Newsroom> {
  const { version, ...fields } = await readNewsroom(db);
  return {
    ...fields,
    ...(await readPolicy(db)),
    ...(await readIdleHours(db)),
    secondFactorRoles: await readSecondFactorRoles(db),
    etag: String(version),
  };
}

type Settings = Omit<Newsroom, 'etag'>;

/** The settings that differ from what is stored. */
function changesTo(current: Settings, given: Partial<Settings>): Partial<Settings> {
  const names = Object.keys(given) as (keyof Settings)[];
  return Object.fromEntries(
    names
      .filter(
        (name) => given[name] !== undefined && canonicalJson(given[name]) !== canonicalJson(current[name]),
      )
      .map((name) => [name, given[name]]),
  );
}

async function assertKnownLogo(tx: Transaction, id: string | null | undefined): Promise<void> {
  if (!id) return;
  const [found] = await tx.select({ found: count() }).from(media).where(eq(media.id, id));
  if (!found?.found) throw fail('invalid', { fields: { logoMediaId: 'unknown' } });
}
