import { and, eq, isNull } from 'drizzle-orm';
import { hashContent } from '../../domain/document/canonical.ts';
import { recordAudit } from '../audit/audit-log.ts';
import { createLinkToken } from '../auth/link-token.ts';
import type { Database } from '../db/database.ts';
import { type DatabaseTime, instant, readTime } from '../db/database-time.ts';
import type { ArticleRow } from '../db/queries/articles.ts';
import { findForReaders } from '../db/queries/portal.ts';
import { asReaderArticle, findPreviewLink, listPreviewLinks } from '../db/queries/previews.ts';
import { saveRevision, saveRevisionMedia } from '../db/queries/revisions.ts';
import { previewLinks } from '../db/schema.ts';
import { lockArticle, readContent } from '../documents/store.ts';
import { fail } from '../http/problem.ts';
import { previewPath } from '../portal/paths.ts';
import { renderPublicPage } from '../portal/preview-page.ts';
import { loadArticle } from './article-loading.ts';
import { api, requireActor } from './base.ts';

/** Renders the working copy or the published revision with the portal's renderer. */
export const show = api.previews.show.handler(async (call) => {
  const { context, input } = call;
  const { db, siteOrigin, portalAssets } = context;
  const now = context.now();
  const row = await loadArticle(call, input.id);
  const { article, contentHash } =
    input.version === 'published' ? await published(db, row.id, now) : await working(db, row, now);
  const html = await renderPublicPage({ db, portalAssets, origin: siteOrigin, now }, article);
  return { version: input.version, html, contentHash, updatedAt: row.updatedAt.toISOString() };
});

async function working(db: Database, row: ArticleRow, now: DatabaseTime) {
  const { contentHash, ...content } = await readContent(db, row.id);
  return {
    article: await asReaderArticle(db, { ...row, content, fields: row }, await readTime(db, now)),
    contentHash,
  };
}

async function published(db: Database, id: string, now: DatabaseTime) {
  const found = await findForReaders(db, id, now);
  if (found.kind !== 'visible') throw fail('not-found');
  return { article: found.article, contentHash: await hashContent(found.article.content) };
}

export const links = api.previews.links.handler(async (call) => {
  const { context, input } = call;
  await loadArticle(call, input.id);
  return { items: await listPreviewLinks(context.db, input.id, context.now()), nextCursor: null };
});

/** Saves a revision, opens its pictures to the link, and responds with the token, which is not stored. */
export const createLink = api.previews.createLink.handler(async (call) => {
  const { context, input } = call;
  const { id, label, days } = input;
  const actor = requireActor(context);
  // Authorize before flushing: it is expensive.
  await loadArticle(call, id);
  await context.documents.flush(id);
  const { token, tokenHash } = await createLinkToken();
  const link = await context.db.transaction(async (tx) => {
    await lockArticle(tx, id);
    const at = await readTime(tx, context.now());
    const row = await loadArticle(call, id, tx);
    const content = await readContent(tx, id);
    const revisionId = await saveRevision(tx, row, content, { reason: 'preview', by: actor.id, at });
    await saveRevisionMedia(tx, revisionId, row, content);
    const expiresAt = new Date(at.getTime() + days * 86_400_000);
    const [made] = await tx
      .insert(previewLinks)
      .values({ articleId: id, revisionId, tokenHash, label, createdBy: actor.id, createdAt: at, expiresAt })
      .returning({ id: previewLinks.id });
    const link = made && (await findPreviewLink(tx, id, made.id, instant(at)));
    if (!link) throw new Error('The created preview link was not found');
    await recordAudit(tx, context, {
      action: 'preview-link.create',
      subject: { type: 'preview-link', id: link.id, name: row.title },
      detail: { articleId: id, label, expiresAt: link.expiresAt, revisionNumber: link.revisionNumber },
    });
    return link;
  });
  return { ...link, path: previewPath(token) };
});

export const revokeLink = api.previews.revokeLink.handler(async (call) => {
  const { context, input } = call;
  const { id, linkId } = input;
  const now = context.now();
  return context.db.transaction(async (tx) => {
    const row = await loadArticle(call, id, tx);
    const [revoked] = await tx
      .update(previewLinks)
      .set({ revokedAt: now })
      .where(and(eq(previewLinks.articleId, id), eq(previewLinks.id, linkId), isNull(previewLinks.revokedAt)))
      .returning({ label: previewLinks.label });
    const link = await findPreviewLink(tx, id, linkId, now);
    if (!link) throw fail('not-found');
    if (revoked) {
      await recordAudit(tx, context, {
        action: 'preview-link.revoke',
        subject: { type: 'preview-link', id: linkId, name: row.title },
        detail: { articleId: id, label: revoked.label },
      });
    }
    return link;
  });
});
