import { z } from 'zod';
import type { NodeJson } from '../document/content.ts';

/**
 * An article's content. The body is ProseMirror JSON and only known to be an object here: `checkContent` checks it
 * against the document schema and names the place of an error.
 */
export const contentSchema = z.object({
  title: z.string(),
  lead: z.string(),
  body: z.custom<NodeJson>((value) => typeof value === 'object' && value !== null && !Array.isArray(value)),
});

/** `contentHash`: SHA-256 in lower-case hex, see `hashContent`. */
export const hashedContentSchema = contentSchema.extend({ contentHash: z.string() });
