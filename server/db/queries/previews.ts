import { and, desc, eq, sql } from 'drizzle-orm';
import type { PreviewLink } from '../../../domain/contract/previews.ts';
import type { ContentJson } from '../../../domain/document/content.ts';
import { limits } from '../../../domain/limits.ts';
import { slugify } from '../../../domain/vietnamese.ts';
import { isUuid } from '../../cursor.ts';
import type { Database, Transaction } from '../database.ts';
import type { DatabaseTime } from '../database-time.ts';
import {
  articles,
  media,
  previewLinks,
  type RevisionFields,
  revisionMedia,
  revisions,
  users,
} from '../schema.ts';
import { figureMediaIds } from './figure-media.ts';
import type { ReaderArticle } from './portal.ts';

/** A revision that is not published, with the properties of its article that its page shows. */
type Unpublished = {
  id: string;
  /** The number at the end of the reader's address. */
  shortId: number;
  content: ContentJson;
  fields: RevisionFields;
  /** Null before the first approval; then it is derived from the title. */
  slug: string | null;
  /** The time of the first publication, past or scheduled. */
  publishedAt: Date | null;
};

/** Converts an unpublished revision to the article that readers would get at `now` or at its scheduled time. */
export async function asReaderArticle(
  db: Database | Transaction,
  { id, shortId, content, fields, slug, publishedAt }: Unpublished,
  now: Date,
): Promise<ReaderArticle> {
  const publicationTime = publishedAt ?? now;
  return {
    id,
    shortId,
    slug: slug ?? (slugify(content.title, limits.slugMaxChars - 8) || 'bai-viet'),
    content,
    fields,
    categoryId: fields.categoryId,
    cover: await pictureOf(db, fields.coverMediaId ?? figureMediaIds(content)[0]),
    publishedAt: publicationTime,
    visibleFrom: publicationTime > now ? publicationTime : now,
    correctionNote: null,
  };
}

async function pictureOf(
  db: Database | Transaction,
  id: string | undefined,
): Promise<ReaderArticle['cover']> {
  if (id === undefined || !isUuid(id)) return null;
  const [row] = await db
    .select({ id: media.id, width: media.width, height: media.height })
    .from(media)
    .where(eq(media.id, id));
  return row ?? null;
}

const linkColumns = {
  id: previewLinks.id,
  label: previewLinks.label,
  creatorId: previewLinks.createdBy,
  creatorName: users.name,
  expiresAt: previewLinks.expiresAt,
  openedCount: previewLinks.openedCount,
  lastOpenedAt: previewLinks.lastOpenedAt,
  revisionNumber: revisions.number,
};

function selectLinks(db: Database | Transaction, now: DatabaseTime) {
  return db
    .select({ ...linkColumns, ...lifetimeAt(now) })
    .from(previewLinks)
    .innerJoin(articles, eq(articles.id, previewLinks.articleId))
    .innerJoin(revisions, eq(revisions.id, previewLinks.revisionId))
    .innerJoin(users, eq(users.id, previewLinks.createdBy))
    .$dynamic();
}

type LinkRow = Awaited<ReturnType<typeof selectLinks>>[number];

/** The links of an article, newest first, on one page. */
export async function listPreviewLinks(
  db: Database,
  articleId: string,
  now: DatabaseTime,
): Promise<PreviewLink[]> {
  const rows = await selectLinks(db, now)
    .where(eq(previewLinks.articleId, articleId))
    .orderBy(desc(previewLinks.createdAt), desc(previewLinks.id))
    .limit(limits.listMax);
  return rows.map(presentLink);
}

/** One link of an article, or null. */
export async function findPreviewLink(
  db: Database | Transaction,
  articleId: string,
  id: string,
  now: DatabaseTime,
): Promise<PreviewLink | null> {
  const [row] = await selectLinks(db, now).where(
    and(eq(previewLinks.articleId, articleId), eq(previewLinks.id, id)),
  );
  return row ? presentLink(row) : null;
}

function presentLink(row: LinkRow): PreviewLink {
  const { creatorId, creatorName, ...lifetime } = row;
  const { trashedAt: _trashedAt, withdrawnAt: _withdrawnAt, isExpired: _isExpired, ...link } = lifetime;
  return {
    ...link,
    state: stateOfLink(row),
    createdBy: { id: creatorId, name: creatorName },
    createdAt: link.createdAt.toISOString(),
    expiresAt: link.expiresAt.toISOString(),
    revokedAt: link.revokedAt?.toISOString() ?? null,
    lastOpenedAt: link.lastOpenedAt?.toISOString() ?? null,
  };
}

/** The columns that `stateOfLink` judges. */
const lifetimeAt = (now: DatabaseTime) => ({
  createdAt: previewLinks.createdAt,
  revokedAt: previewLinks.revokedAt,
  isExpired: sql<boolean>`${previewLinks.expiresAt} <= ${now}`,
  trashedAt: articles.trashedAt,
  withdrawnAt: articles.withdrawnAt,
});

type LinkLifetime = Pick<LinkRow, 'createdAt' | 'revokedAt' | 'isExpired' | 'trashedAt' | 'withdrawnAt'>;

/** Withdrawing or trashing an article disables the links that existed then. */
function stateOfLink(link: LinkLifetime): PreviewLink['state'] {
  if (link.revokedAt) return 'revoked';
  if (link.isExpired) return 'expired';
  const isWithdrawn = link.withdrawnAt !== null && link.createdAt <= link.withdrawnAt;
  return link.trashedAt || isWithdrawn ? 'dead' : 'open';
}

/** A valid link with its revision. */
type ActivePreviewLink = {
  id: string;
  revisionId: string;
  expiresAt: Date;
  unpublished: Unpublished;
};

/**
 * Resolves the token of a preview link.
 *
 * @returns `gone` for a link that has expired or is disabled, null for an unknown token.
 */
export async function findByToken(
  db: Database,
  tokenHash: string,
  now: DatabaseTime,
): Promise<ActivePreviewLink | 'gone' | null> {
  const [row] = await db
    .select({
      ...lifetimeAt(now),
      id: previewLinks.id,
      expiresAt: previewLinks.expiresAt,
      revisionId: revisions.id,
      content: revisions.content,
      fields: revisions.fields,
      articleId: articles.id,
      shortId: articles.shortId,
      slug: articles.slug,
      publishedAt: articles.publishedAt,
    })
    .from(previewLinks)
    .innerJoin(articles, eq(articles.id, previewLinks.articleId))
    .innerJoin(revisions, eq(revisions.id, previewLinks.revisionId))
    .where(eq(previewLinks.tokenHash, tokenHash));
  if (!row) return null;
  if (stateOfLink(row) !== 'open') return 'gone';
  const { id, revisionId, expiresAt, articleId, shortId, content, fields, slug, publishedAt } = row;
  return {
    id,
    revisionId,
    expiresAt,
    unpublished: { id: articleId, shortId, content, fields, slug, publishedAt },
  };
}

export async function incrementOpenedCount(db: Database, id: string, now: DatabaseTime): Promise<void> {
  await db
    .update(previewLinks)
    .set({ openedCount: sql`${previewLinks.openedCount} + 1`, lastOpenedAt: now })
    .where(eq(previewLinks.id, id));
}

/** The ids of the revision's pictures. */
export async function mediaOfRevision(db: Database, revisionId: string): Promise<Set<string>> {
  const rows = await db
    .select({ mediaId: revisionMedia.mediaId })
    .from(revisionMedia)
    .where(eq(revisionMedia.revisionId, revisionId));
  return new Set(rows.map(({ mediaId }) => mediaId));
}

/** Whether the link of this token is valid and its revision has the picture. One query, because a page has many pictures. */
export async function isMediaOfToken(
  db: Database,
  tokenHash: string,
  mediaId: string,
  now: DatabaseTime,
): Promise<boolean> {
  const [row] = await db
    .select(lifetimeAt(now))
    .from(previewLinks)
    .innerJoin(articles, eq(articles.id, previewLinks.articleId))
    .innerJoin(revisionMedia, eq(revisionMedia.revisionId, previewLinks.revisionId))
    .where(and(eq(previewLinks.tokenHash, tokenHash), eq(revisionMedia.mediaId, mediaId)));
  return row !== undefined && stateOfLink(row) === 'open';
}
