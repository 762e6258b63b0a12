import { and, eq, gt, isNull, notExists, type SQL, sql } from 'drizzle-orm';
import { isBlankArticle } from '../../domain/blank-article.ts';
import { limits } from '../../domain/limits.ts';
import { type AuditOrigin, recordAudit } from '../audit/audit-log.ts';
import type { Database, Transaction } from '../db/database.ts';
import { type DatabaseTime, instant, readTime } from '../db/database-time.ts';
import { articles, revisions } from '../db/schema.ts';
import { loggableError } from '../loggable-error.ts';
import type { Logger } from '../logger.ts';
import type { LiveDocuments } from './live-documents.ts';
import { loadDocument, lockArticle, UnreadableDocument } from './store.ts';
import { contentOf } from './yjs-content.ts';

type Options = {
  db: Database;
  /** The time that articles' ages are judged by. */
  now: () => DatabaseTime;
  clock: () => Date;
  auditSecret: string;
  documents: Pick<LiveDocuments, 'isConnected' | 'rightsChanged'>;
};

/** Read at once. */
export const batchSize = 100;

/**
 * Moves articles to the bin that were begun and left blank: without content, fields and revisions, not changed for
 * `limits.blankArticleHours`, and with nobody connected to this process. The desk does the same when their author leaves
 * the page; this is for closed tabs. Several processes may run it. In the audit log nobody is the actor.
 *
 * @returns their number.
 */
export async function trashBlankArticles({ documents, ...options }: Options): Promise<number> {
  const { db } = options;
  let count = 0;
  let found = await findCandidates(options);
  while (found.length > 0) {
    for (const { id } of found) {
      if (documents.isConnected(id)) continue;
      if (!(await db.transaction((tx) => trashIfBlank(tx, id, options)))) continue;
      count += 1;
      await documents.rightsChanged(id);
    }
    // Those that are not blank after all are found again, so the next ones are asked for by id.
    found = await findCandidates(options, found.at(-1)?.id);
  }
  return count;
}

function findCandidates({ db, now }: Pick<Options, 'db' | 'now'>, afterId?: string) {
  return db
    .select({ id: articles.id })
    .from(articles)
    .where(and(looksBlank(db, now()), afterId ? gt(articles.id, afterId) : undefined))
    .orderBy(articles.id)
    .limit(batchSize);
}

async function trashIfBlank(
  tx: Transaction,
  id: string,
  { now, clock, auditSecret }: Pick<Options, 'now' | 'clock' | 'auditSecret'>,
): Promise<boolean> {
  await lockArticle(tx, id);
  const at = await readTime(tx, now());
  const [row] = await tx
    .select()
    .from(articles)
    .where(and(eq(articles.id, id), looksBlank(tx, instant(at))));
  if (!row) return false;
  try {
    if (!isBlankArticle(contentOf((await loadDocument(tx, id)).doc), row)) return false;
  } catch (error) {
    if (error instanceof UnreadableDocument) return false;
    throw error;
  }
  await tx
    .update(articles)
    .set({ trashedAt: at, updatedAt: at, version: row.version + 1 })
    .where(eq(articles.id, id));
  const origin: AuditOrigin = { clock, auditSecret, user: null, clientAddress: null };
  await recordAudit(tx, origin, {
    action: 'article.trash',
    subject: { type: 'article', id, name: row.title },
    detail: { from: 'draft', to: 'trash', isBlank: true },
  });
  return true;
}

/** By the columns. A picture or a table without text is in the document only. */
function looksBlank(db: Database | Transaction, now: DatabaseTime): SQL | undefined {
  const revision = db
    .select({ id: revisions.id })
    .from(revisions)
    .where(eq(revisions.articleId, articles.id));
  return and(
    eq(articles.stage, 'draft'),
    isNull(articles.trashedAt),
    isNull(articles.publishedAt),
    isNull(articles.categoryId),
    isNull(articles.source),
    isNull(articles.coverMediaId),
    isNull(articles.slug),
    sql`${articles.tags} = '{}' and ${articles.relatedIds} = '{}'`,
    sql`${articles.title} = '' and ${articles.lead} = '' and ${articles.words} = 0`,
    sql`${articles.updatedAt} < ${now} - make_interval(hours => ${limits.blankArticleHours}::int)`,
    notExists(revision),
  );
}

const intervalMs = 3_600_000;

/** Runs `trashBlankArticles` every hour. @returns stops it, and waits for a run. */
export function trashBlankArticlesHourly(options: Options & { logger: Logger }): () => Promise<void> {
  const { logger } = options;
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = trashBlankArticles(options).then(
      (count) => {
        if (count > 0)
          logger.info({ event: 'blank-articles', count }, 'Blank articles were moved to the bin');
      },
      (error: unknown) => logger.warn(loggableError(error), 'Blank articles are left for the next run'),
    );
  }, intervalMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
