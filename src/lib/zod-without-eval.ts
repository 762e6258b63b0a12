import { z } from 'zod/v4';

/*
 * Takes the place of `zod` in the desk (see vite.config.ts). The Content-Security-Policy forbids `eval`, which zod tries
 * when the first schema is made: browsers report that as an attack. So the setting precedes every schema, and screens
 * without one do not load zod.
 */
z.config({ jitless: true });

export * from 'zod/v4';
