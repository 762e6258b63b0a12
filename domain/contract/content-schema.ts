import { z } from 'zod';
import type { NodeJson } from '../document/content.ts';

/**
 * The words of an article. The body is ProseMirror JSON; its own strict check is `checkContent`, which names the
 * place of what it refuses, so here it is only known to be an object.
 */
export const contentSchema = z.object({
  title: z.string(),
  lead: z.string(),
  body: z.custom<NodeJson>((value) => typeof value === 'object' && value !== null && !Array.isArray(value)),
});
