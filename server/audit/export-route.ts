import { Hono } from 'hono';
import { auditFilterSchema } from '../../domain/contract/audit.ts';
import { newsroomWallTime } from '../../domain/dates.ts';
import { assertPermitted } from '../auth/authorize.ts';
import { assertRecentProof, resolveSession } from '../auth/sessions.ts';
import type { ApiDeps, RequestEnv } from '../context.ts';
import { listAudit } from '../db/queries/audit.ts';
import { readNewsroom } from '../db/queries/newsroom.ts';
import { invalidInput } from '../http/invalid-input.ts';
import { logServerError } from '../http/log-server-error.ts';
import { recordAudit } from './audit-log.ts';
import { csvHead, csvLines } from './csv.ts';

const batchSize = 500;

/**
 * `GET /api/audit.csv`: the log as CSV, with the filters of the list. Not in the contract, because it streams a file of
 * any length. Each export is recorded in the log.
 */
export function auditExport(deps: ApiDeps): Hono<RequestEnv> {
  const { db, clock, auditSecret, logger } = deps;
  const app = new Hono<RequestEnv>();

  app.get('/audit.csv', async (c) => {
    const { session, end } = await resolveSession(deps, c.req.raw.headers, { isUse: true });
    if (session) c.set('accountId', session.actor.id);
    assertPermitted(session, 'audit.read', end);
    if (session) assertRecentProof(session, clock());
    const query = c.req.query();
    const parsed = auditFilterSchema.safeParse(query);
    if (!parsed.success) throw invalidInput({ issues: parsed.error.issues, data: query });
    const filter = parsed.data;
    const origin = {
      clock,
      auditSecret,
      user: session?.user ?? null,
      clientAddress: c.env?.clientAddress ?? null,
    };
    await db.transaction((tx) =>
      recordAudit(tx, origin, {
        action: 'audit.export',
        subject: { type: 'audit', id: null, name: '' },
        detail: { filter },
      }),
    );

    const { timeZone } = await readNewsroom(db);
    let before: number | null = null;
    let hasStarted = false;
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (!hasStarted) {
          hasStarted = true;
          return controller.enqueue(encoder.encode(csvHead));
        }
        try {
          const entries = await listAudit(db, filter, { before, limit: batchSize });
          before = entries.at(-1)?.number ?? null;
          if (entries.length > 0) controller.enqueue(encoder.encode(csvLines(entries, timeZone)));
          if (entries.length < batchSize) controller.close();
        } catch (error) {
          // The status is already sent: abort the stream, so that the file does not pass for complete.
          logServerError(logger, error, 'internal', { path: '/audit.csv' });
          controller.error(error);
        }
      },
    });
    const day = newsroomWallTime(clock(), timeZone).slice(0, 10);
    return new Response(body, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="nhat-ky-${day}.csv"`,
      },
    });
  });
  return app;
}
