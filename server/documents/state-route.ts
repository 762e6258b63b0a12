import { Hono } from 'hono';
import { toHex } from '../../domain/bytes.ts';
import { schemaParameter, stateType } from '../../domain/contract/article-state.ts';
import { schemaVersion } from '../../domain/document/content.ts';
import { canOnArticle } from '../../domain/permissions.ts';
import { assertPermitted } from '../auth/authorize.ts';
import { resolveSession } from '../auth/sessions.ts';
import type { ApiDeps, RequestEnv } from '../context.ts';
import { isUuid } from '../cursor.ts';
import { findArticle, stateOf } from '../db/queries/articles.ts';
import { matchesIfNoneMatch } from '../http/conditional-requests.ts';
import { fail } from '../http/problem.ts';
import { createQuota } from '../http/quota.ts';

/** Requests under way, of an account and of all: a document that is not open yet is loaded. */
const concurrentMax = { perKey: 6, total: 40 };

/**
 * `GET /api/articles/{id}/state?schema=4`: an article's document as a Yjs update, for those who may read it over the
 * socket. A page requests it before its socket is connected, which then transfers only what is missing. Not in the
 * contract, because it is neither JSON nor of use without the editor.
 */
export function articleState(deps: ApiDeps): Hono<RequestEnv> {
  const { db, now, documents } = deps;
  const quota = createQuota(concurrentMax);
  const app = new Hono<RequestEnv>();

  app.get('/articles/:id/state', async (c) => {
    const { session, end } = await resolveSession(deps, c.req.raw.headers, { isUse: true });
    if (session) c.set('accountId', session.actor.id);
    assertPermitted(session, 'article.read', end);
    if (!session) throw fail('unauthenticated');
    const id = c.req.param('id');
    const row = isUuid(id) ? await findArticle(db, id, now()) : null;
    if (!row) throw fail('not-found');
    if (!canOnArticle(session.actor, stateOf(row), 'read').allowed) {
      c.set('hiddenRefusal', 'not-permitted');
      throw fail('not-found');
    }
    // An outdated editor gets no content, as over the socket: it would delete what it does not know.
    if (c.req.query(schemaParameter) !== String(schemaVersion)) throw fail('unknown-version');
    const release = quota.take(session.actor.id, 1);
    if (typeof release === 'string') throw fail('throttled');
    try {
      const state = await documents.state(id);
      const digest = toHex(await crypto.subtle.digest('SHA-256', state)).slice(0, 16);
      const headers = { etag: `W/"${digest}"`, 'content-type': stateType };
      return matchesIfNoneMatch(c.req.header('if-none-match'), `"${digest}"`)
        ? c.body(null, 304, headers)
        : c.body(state, 200, headers);
    } catch (error) {
      // The socket's refusal tells the page which it is: a database that is down, or a document that cannot be read.
      throw fail('unavailable', {}, error);
    } finally {
      release();
    }
  });
  return app;
}
