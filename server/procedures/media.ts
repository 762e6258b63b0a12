import { eq } from 'drizzle-orm';
import type { Media } from '../../domain/contract/media.ts';
import { limits } from '../../domain/limits.ts';
import { normalizeText } from '../../domain/vietnamese.ts';
import { recordAudit } from '../audit/audit-log.ts';
import { beginAttempt } from '../auth/throttle.ts';
import type { RequestContext } from '../context.ts';
import { decodeCursor, isTimestamp, pageOf } from '../cursor.ts';
import type { Transaction } from '../db/database.ts';
import { findMedia, listMedia, presentMedia, recentCredits } from '../db/queries/media.ts';
import { media as table } from '../db/schema.ts';
import { fail } from '../http/problem.ts';
import { InvalidImageError } from '../images/image-tools.ts';
import { pictureSearchText, storePicture } from '../images/store-picture.ts';
import { api, requireActor } from './base.ts';

const creditsMax = 30;
/** Of one person. A paste has at most 20 pictures. */
const fetchesMax = { max: 100, windowMs: 15 * 60_000 };

/** The media library, shared by everybody who is signed in. */
export const media = {
  list: api.media.list.handler(async ({ context, input: { q, limit, cursor } }) => {
    const after = decodeCursor(cursor, isTimestamp);
    const found = await listMedia(context.db, { q, after, limit: limit + 1 });
    const page = pageOf(found, limit, (row) => ({ key: row.cursorKey, id: row.media.id }));
    return { items: page.rows.map(presentMedia), nextCursor: page.nextCursor };
  }),

  credits: api.media.credits.handler(({ context }) =>
    recentCredits(context.db, requireActor(context).id, creditsMax),
  ),

  create: api.media.create.handler(async ({ context, input: { file } }) => {
    if (file.size > limits.imageMaxBytes) throw fail('too-large', { detail: `${file.size} bytes` });
    return createMedia(context, new Uint8Array(await file.arrayBuffer()), file.name);
  }),

  fetch: api.media.fetch.handler(async ({ context, input }) => {
    const { id: subject } = requireActor(context);
    await beginAttempt(context, [{ name: 'picture-fetch', subject, ...fetchesMax, onSuccess: 'refund' }]);
    const url = new URL(input.url);
    // Old pages name their pictures so; requested is HTTPS, which nearly every site has.
    if (url.protocol === 'http:') url.protocol = 'https:';
    const { bytes, fileName } = await context.remotePictures.fetch(url, subject);
    return createMedia(context, bytes, fileName);
  }),

  get: api.media.get.handler(async ({ context, input }) => loadMedia(context, input.id)),

  update: api.media.update.handler(async ({ context, input: { id, ...given } }) => {
    await context.db.transaction(async (tx) => {
      const [current] = await tx.select().from(table).where(eq(table.id, id)).for('update');
      if (!current) throw fail('not-found');
      const { caption, credit, alt } = { ...current, ...definedLines(given) };
      const searchText = pictureSearchText({ fileName: current.fileName, caption, credit, alt });
      await tx
        .update(table)
        .set({ caption, credit, alt, searchText, updatedAt: context.clock() })
        .where(eq(table.id, id));
      const after = { caption, credit, alt };
      const fields = (['caption', 'credit', 'alt'] as const).filter((name) => after[name] !== current[name]);
      if (fields.length === 0) return;
      await recordAudit(tx, context, {
        action: 'media.update',
        subject: { type: 'media', id, name: current.fileName },
        detail: { fields },
      });
    });
    return loadMedia(context, id);
  }),
};

/** @throws the code of an `InvalidImageError`. */
async function createMedia(
  context: RequestContext,
  bytes: Uint8Array<ArrayBuffer>,
  fileName: string,
): Promise<Media> {
  const upload = {
    bytes,
    fileName,
    createdBy: requireActor(context).id,
    record: (tx: Transaction, id: string, name: string) =>
      recordAudit(tx, context, { action: 'media.create', subject: { type: 'media', id, name } }),
  };
  try {
    return await loadMedia(context, await storePicture(context, upload));
  } catch (error) {
    if (error instanceof InvalidImageError) throw fail(error.code, { detail: error.message }, error);
    throw error;
  }
}

/**
 * The picture as the desk gets it.
 *
 * @throws `not-found` (404).
 */
export async function loadMedia(context: RequestContext, id: string): Promise<Media> {
  const row = await findMedia(context.db, id);
  if (!row) throw fail('not-found');
  return presentMedia(row);
}

/** The given values, each as one line in NFC. */
function definedLines(given: Record<string, string | undefined>): Record<string, string> {
  const lines: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) lines[name] = normalizeText(value.replace(/[\p{Cc}\s]+/gu, ' '));
  }
  return lines;
}
