import { oc } from '@orpc/contract';
import { z } from 'zod';
import type { AuditAction } from '../audit.ts';
import { limits } from '../limits.ts';
import type { Permission } from '../permissions.ts';
import { invalid, unauthenticated } from './error-data.ts';

type Recording = {
  /** The actions that it records in the audit log, or the reason for none. Required except for GET. */
  audit?: AuditAction | readonly AuditAction[] | `none: ${string}`;
  /**
   * Whether it needs a proof of identity within the last `limits.reauthenticationMinutes`; `sometimes` where its handler
   * decides by the input, with `assertReauthenticated`.
   */
  reauthenticate?: 'always' | 'sometimes';
};

/** Starts the declaration of a procedure. The server checks its permission before it reads the input. */
export function procedure<Name extends Permission>(permission: Name, recording: Recording = {}) {
  return oc
    .$meta<{ permission: Name } & Recording>({ permission, ...recording })
    .errors({ ...invalid, ...unauthenticated });
}

export const idSchema = z.uuid();
export const dateTimeSchema = z.iso.datetime({ offset: true });

/** Query of every list. `cursor`: `nextCursor` of the page before. */
export const pageQuery = {
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(limits.listMax).default(limits.listDefault),
};

/** A page of a list; `nextCursor` is null on the last one. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** A password to be set; the server also compares it with common ones. For sign-in any length is accepted. */
export const newPasswordSchema = z.string().min(limits.passwordMinChars).max(limits.passwordMaxChars);

export const personSchema = z.object({ id: z.string(), name: z.string() });
export type Person = z.infer<typeof personSchema>;
