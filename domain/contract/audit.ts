import { z } from 'zod';
import { auditActions, auditGroups, auditSubjects } from '../audit.ts';
import { limits } from '../limits.ts';
import { dateTimeSchema, listOf, pageQuery, personSchema, procedure } from './base.ts';

/** Filter of the list and of the CSV export. `from` is inclusive, `to` exclusive. */
export const auditFilterSchema = z.strictObject({
  q: z.string().max(limits.searchMaxChars).optional(),
  actorId: z.string().max(100).optional(),
  group: z.enum(auditGroups).optional(),
  subjectType: z.enum(auditSubjects).optional(),
  subjectId: z.string().max(100).optional(),
  from: dateTimeSchema.optional(),
  to: dateTimeSchema.optional(),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

const auditEntrySchema = z.object({
  /** 1, 2, 3, … without a gap. */
  number: z.number().int(),
  at: dateTimeSchema,
  /** The name at that time. Null where the actor is unknown. */
  actor: personSchema.nullable(),
  action: z.enum(auditActions),
  subject: z.object({ type: z.enum(auditSubjects), id: z.string().nullable(), name: z.string() }),
  /** The change, with the API's names and values. */
  detail: z.record(z.string(), z.unknown()),
  address: z.string().nullable(),
  /** SHA-256 over the entry and the previous entry's hash. */
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const audit = {
  list: procedure('audit.read')
    .route({
      method: 'GET',
      path: '/audit',
      tags: ['audit'],
      summary: 'The audit log, newest first',
    })
    .input(auditFilterSchema.extend(pageQuery))
    .output(listOf(auditEntrySchema)),
};
