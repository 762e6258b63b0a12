import { oc } from '@orpc/contract';
import { z } from 'zod';
import type { AuditAction } from '../audit.ts';
import { limits } from '../limits.ts';
import type { Permission } from '../permissions.ts';
import { invalid } from './error-data.ts';

type ProcedureMeta = {
  /** Who may use it. Read by the server, and by the test that walks the router. */
  permission?: Permission;
  /** What it writes into the audit log when it changes something, or why nothing. Every procedure but a GET says so. */
  audit?: AuditAction | readonly AuditAction[] | `none: ${string}`;
};

export const procedure = oc.$meta<ProcedureMeta>({}).errors(invalid);

export const idSchema = z.uuid();
export const dateTimeSchema = z.iso.datetime({ offset: true });

/** What every list takes: `cursor` as given by the answer before, `limit` from 1 to 100. */
export const pageQuery = {
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(limits.listMax).default(limits.listDefault),
};

/** Every list answers `{ items, nextCursor }`; `nextCursor` is null on the last page. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export const personSchema = z.object({ id: z.string(), name: z.string() });
export type Person = z.infer<typeof personSchema>;
