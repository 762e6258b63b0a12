import { z } from 'zod';
import { limits } from '../limits.ts';
import { normalizeText } from '../vietnamese.ts';
import { type Need, type TransitionName, workflow } from '../workflow.ts';
import { dateTimeSchema, idSchema } from './base.ts';

const note = z.string().trim().max(limits.noteMaxChars).transform(normalizeText);
const requiredNote = z.string().trim().min(1).max(limits.noteMaxChars).transform(normalizeText);

/** The part of a request for each need of the workflow. `complete` concerns the article itself. */
const partsByNeed = {
  complete: {},
  note: { note: requiredNote },
  reason: { note: requiredNote },
  /** SHA-256 of the content that the editor was shown. */
  'shown-content': { contentHash: z.string().regex(/^[0-9a-f]{64}$/) },
  'future-time': { publishAt: dateTimeSchema },
} satisfies Record<Need, z.ZodRawShape>;

/** `complete` has no part; its empty object avoids an empty union. */
type NeedOf<Name extends TransitionName> = (typeof workflow)[Name]['needs'][number] | 'complete';
type NeededParts<Name extends TransitionName> = {
  [One in NeedOf<Name> as keyof (typeof partsByNeed)[One]]: (typeof partsByNeed)[One][keyof (typeof partsByNeed)[One]];
};

function requestFor<Name extends TransitionName>(transition: Name) {
  const needs: readonly Need[] = workflow[transition].needs;
  const needed: NeededParts<Name> = Object.assign({}, ...needs.map((need) => partsByNeed[need]));
  return z
    .strictObject({
      transition: z.literal(transition),
      /**
       * For `publish` and `schedule` the correction note for readers: only for an article that was published
       * before, else `not-allowed`. Moving the time of a correction without a note leaves its note unchanged.
       */
      note: note.optional(),
      /** Makes the request idempotent: a repeated one gets the outcome of the first. */
      requestId: idSchema.optional(),
    })
    .extend(needed);
}

/** A request for a transition carries the parts that its transition needs by `workflow`; a missing one is `required`. */
export const transitionRequestSchema = z.discriminatedUnion('transition', [
  requestFor('submit'),
  requestFor('recall'),
  requestFor('return'),
  requestFor('publish'),
  requestFor('schedule'),
  requestFor('unschedule'),
  requestFor('withdraw'),
  requestFor('revise'),
  requestFor('trash'),
  requestFor('restore'),
]);
export type TransitionRequest = z.infer<typeof transitionRequestSchema>;
