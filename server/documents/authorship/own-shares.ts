import { and, desc, eq, ne, type SQL } from 'drizzle-orm';
import type * as Y from 'yjs';
import type { ContentJson } from '../../../domain/document/content.ts';
import {
  ownSharesOf,
  type Submission,
  type SubmittedText,
  submittedText,
} from '../../../domain/own-share.ts';
import type { OwnShares } from '../../../domain/workflow.ts';
import type { Database, Transaction } from '../../db/database.ts';
import { articleAuthors, revisions, transitions } from '../../db/schema.ts';
import { readWriters } from './writers.ts';
import { writtenTexts } from './written-texts.ts';

/** Counts the shares of a document whose updates are stored. Call it in a transaction that holds the article's lock. */
type CountOwnShares = (tx: Transaction, articleId: string, doc: Y.Doc) => Promise<OwnShares>;

/** Submitted texts are read once; a document that stays open should keep the function. */
export function createShareCounter(): CountOwnShares {
  let texts = new Map<string, SubmittedText>();

  async function read(tx: Transaction, found: FoundSubmission | null): Promise<Submission | null> {
    if (!found) return null;
    const { by, revisionId } = found;
    const text = texts.get(revisionId) ?? submittedText(await contentOf(tx, revisionId));
    texts.set(revisionId, text);
    return { by, text };
  }

  return async (tx, articleId, doc) => {
    const creatorIds = await readCreatorIds(tx, articleId);
    const writersOf = await readWriters(tx, articleId);
    const latest = await lastSubmission(tx, articleId);
    const earlier = latest && (await lastSubmission(tx, articleId, { exceptBy: latest.by }));
    const used = [latest?.revisionId, earlier?.revisionId];
    texts = new Map([...texts].filter(([id]) => used.includes(id)));
    return ownSharesOf(writtenTexts(doc, writersOf), creatorIds, {
      latest: await read(tx, latest),
      earlier: await read(tx, earlier),
    });
  };
}

/**
 * The account whose text a revision holds, when `by` restores it: of somebody else who submitted it, of the article's
 * creator if `by` had written nothing when it was saved, else of `by`, since it may be their own.
 */
export async function writerOfRestored(
  db: Database,
  articleId: string,
  revisionId: string,
  by: string,
): Promise<string> {
  const submission = await lastSubmission(db, articleId, {
    exceptBy: by,
    where: eq(transitions.revisionId, revisionId),
  });
  if (submission) return submission.by;
  const [revision] = await db
    .select({ writerIds: revisions.writerIds })
    .from(revisions)
    .where(eq(revisions.id, revisionId));
  const creatorIds = await readCreatorIds(db, articleId);
  const isOthers = revision?.writerIds?.includes(by) === false && !creatorIds.includes(by);
  return (isOthers && creatorIds[0]) || by;
}

async function readCreatorIds(db: Database | Transaction, articleId: string): Promise<string[]> {
  const creators = await db
    .select({ id: articleAuthors.userId })
    .from(articleAuthors)
    .where(eq(articleAuthors.articleId, articleId));
  return creators.map(({ id }) => id);
}

type FoundSubmission = { by: string; revisionId: string };

async function lastSubmission(
  tx: Database | Transaction,
  articleId: string,
  { exceptBy, where }: { exceptBy?: string; where?: SQL } = {},
): Promise<FoundSubmission | null> {
  const { actorId, revisionId, at, id } = transitions;
  const [found] = await tx
    .select({ by: actorId, revisionId })
    .from(transitions)
    .where(
      and(
        eq(transitions.articleId, articleId),
        eq(transitions.transition, 'submit'),
        exceptBy === undefined ? undefined : ne(actorId, exceptBy),
        where,
      ),
    )
    .orderBy(desc(at), desc(id))
    .limit(1);
  return found?.revisionId ? { by: found.by, revisionId: found.revisionId } : null;
}

async function contentOf(tx: Transaction, revisionId: string): Promise<ContentJson> {
  const [revision] = await tx
    .select({ content: revisions.content })
    .from(revisions)
    .where(eq(revisions.id, revisionId));
  if (!revision) throw new Error(`The submitted revision ${revisionId} was not found`);
  return revision.content;
}
