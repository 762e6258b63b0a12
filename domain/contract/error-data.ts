import { z } from 'zod';
import { sessionEnds } from '../accounts.ts';
import { checkCodes } from '../checks.ts';
import { contentSchema } from './content-schema.ts';
import { errorStatus, fieldErrorCodes } from './errors.ts';

/*
 * The data of errors, for `.errors()` of the procedures. In the problem details object it is the member `data`; that of
 * `invalid` is its member `fields`. Separate from `errors.ts`, which the browser loads without zod.
 */

/** Dotted path of each invalid field → code. Empty for errors that concern no field. */
export const invalid = {
  invalid: {
    status: errorStatus.invalid,
    data: z.object({ fields: z.record(z.string(), z.enum(fieldErrorCodes)) }),
  },
};

/** Why there is no session. */
export const unauthenticated = {
  unauthenticated: {
    status: errorStatus.unauthenticated,
    data: z.object({ reason: z.enum(sessionEnds) }),
  },
};

/** The current version, and the names of the requested fields whose value differs from it. */
export function stale<Current extends z.ZodType>(current: Current) {
  return { stale: { status: errorStatus.stale, data: z.object({ current, fields: z.array(z.string()) }) } };
}

/** Both SHA-256 hashes, and the content that belongs to `currentHash`. */
export const contentChanged = {
  'content-changed': {
    status: errorStatus['content-changed'],
    data: z.object({ shownHash: z.string(), currentHash: z.string(), current: contentSchema }),
  },
};

/** The actor's own share of the text, in percent. */
export const fourEyes = {
  'four-eyes': {
    status: errorStatus['four-eyes'],
    data: z.object({ share: z.number().int().min(0).max(100) }),
  },
};

export const incomplete = {
  incomplete: {
    status: errorStatus.incomplete,
    data: z.object({
      checks: z.array(
        z.object({
          code: z.enum(checkCodes),
          blockId: z.string().optional(),
          figureNumber: z.number().int().optional(),
          mediaId: z.string().optional(),
        }),
      ),
    }),
  },
};
