import { asc, eq } from 'drizzle-orm';
import { type AuditRecord, appendAuditRecords } from '../server/audit/audit-log.ts';
import type { Transaction } from '../server/db/database.ts';
import { articles, media, transitions, users } from '../server/db/schema.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** IP addresses reserved for documentation (RFC 5737). */
const addresses = ['203.0.113.21', '203.0.113.34', '198.51.100.7', '203.0.113.52'];

/** Seeds the audit log with the demo's transitions, pictures and sign-ins, in chronological order. */
export async function seedAudit(tx: Transaction, secret: string, now: Date): Promise<void> {
  const people = await tx
    .select({ id: users.id, name: users.name, role: users.role })
    .from(users)
    .orderBy(users.id);
  const addressOf = (id: string) => addresses[people.findIndex((person) => person.id === id)] ?? null;
  const named = new Map(people.map((person) => [person.id, person]));
  const by = (id: string, at: Date) => {
    const person = named.get(id);
    if (!person) throw new Error(`Nobody of the demo newsroom is ${id}`);
    return { actor: { id, name: person.name }, address: addressOf(id), at };
  };

  const steps = await tx
    .select({
      ...{ articleId: transitions.articleId, transition: transitions.transition, at: transitions.at },
      ...{ actorId: transitions.actorId, from: transitions.from, to: transitions.to, note: transitions.note },
      ...{ publishAt: transitions.publishAt, revisionId: transitions.revisionId, title: articles.title },
    })
    .from(transitions)
    .innerJoin(articles, eq(articles.id, transitions.articleId))
    .orderBy(asc(transitions.at));
  const pictures = await tx
    .select({
      id: media.id,
      fileName: media.fileName,
      createdBy: media.createdBy,
      createdAt: media.createdAt,
    })
    .from(media);

  const records: AuditRecord[] = [
    ...steps.map(
      ({
        articleId,
        transition,
        at,
        actorId,
        from,
        to,
        note,
        publishAt,
        revisionId,
        title,
      }): AuditRecord => ({
        ...by(actorId, at),
        action: `article.${transition}`,
        // The title was empty when the article was created.
        subject: { type: 'article', id: articleId, name: transition === 'create' ? '' : title },
        detail:
          transition === 'create'
            ? {}
            : {
                from,
                to,
                ...(note && { note }),
                ...(publishAt && { publishAt }),
                ...(revisionId && { revisionId }),
              },
      }),
    ),
    ...pictures.map(
      ({ id, fileName, createdBy, createdAt }): AuditRecord => ({
        ...by(createdBy, createdAt),
        action: 'media.create',
        subject: { type: 'media', id, name: fileName },
      }),
    ),
    ...signIns(people, now).map(
      ({ id, name, at }): AuditRecord => ({
        ...by(id, at),
        action: 'session.start',
        subject: { type: 'account', id, name },
      }),
    ),
  ];
  await appendAuditRecords(
    tx,
    secret,
    records.sort((a, b) => a.at.getTime() - b.at.getTime()),
  );
}

/** A sign-in of each person around 8:00 (UTC+7) on each of the last three days. */
function signIns(people: { id: string; name: string }[], now: Date) {
  const today = Math.floor((now.getTime() + 7 * 3_600_000) / dayMs) * dayMs - 7 * 3_600_000;
  return [3, 2, 1].flatMap((daysAgo) =>
    people.map(({ id, name }, index) => ({
      ...{ id, name },
      at: new Date(today - daysAgo * dayMs + 8 * 60 * minuteMs + (index * 17 + daysAgo * 5) * minuteMs),
    })),
  );
}
