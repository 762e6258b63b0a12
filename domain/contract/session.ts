import { z } from 'zod';
import { limits } from '../limits.ts';
import { roles } from '../roles.ts';
import { personSchema, procedure } from './base.ts';

const viewerSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  penNames: z.array(z.string()),
});
export type Viewer = z.infer<typeof viewerSchema>;

export const session = {
  health: procedure('health.read')
    .route({
      method: 'GET',
      path: '/health',
      tags: ['service'],
      summary: 'Whether the service and its database answer',
    })
    .output(
      z.object({
        status: z.literal('ok'),
        /** The demo accounts for one-click entry. Null outside demo mode. */
        demo: z
          .object({
            password: z.string(),
            accounts: z.array(z.object({ email: z.string(), name: z.string(), role: z.enum(roles) })),
          })
          .nullable(),
      }),
    ),
  me: procedure('session.read')
    .route({ method: 'GET', path: '/me', tags: ['session'], summary: 'Who is signed in' })
    .output(viewerSchema),
  setup: procedure('setup.run', { audit: 'account.create' })
    .route({
      method: 'POST',
      path: '/setup',
      tags: ['session'],
      summary: 'Make the first admin with the one-time link',
    })
    .input(
      z.object({
        token: z.string().min(20).max(200),
        name: z.string().trim().min(1).max(80),
        email: z.email().max(200),
        password: z.string().min(limits.passwordMinChars).max(200),
      }),
    )
    .output(z.object({ email: z.string() })),
  people: procedure('people.list')
    .route({ method: 'GET', path: '/people', tags: ['people'], summary: 'Names of the desk, for filters' })
    .output(z.object({ items: z.array(personSchema), nextCursor: z.null() })),
  bylines: procedure('bylines.list')
    .route({ method: 'GET', path: '/bylines', tags: ['people'], summary: 'Known pen-names, one’s own first' })
    .output(z.array(z.string())),
};
