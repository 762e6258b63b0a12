import type { UploadProgress } from '../../domain/contract/uploads.ts';
import { limits } from '../../domain/limits.ts';
import { recordAudit } from '../audit/audit-log.ts';
import type { RequestContext } from '../context.ts';
import type { Transaction } from '../db/database.ts';
import {
  addPart,
  deleteUploads,
  findEvictableUploads,
  findUpload,
  lockUpload,
  readParts,
  recordUploadOutcome,
  type UploadRow,
} from '../db/queries/uploads.ts';
import { uploads as table } from '../db/schema.ts';
import { fail } from '../http/problem.ts';
import { fileNameOf } from '../http/tus.ts';
import { InvalidImageError } from '../images/image-tools.ts';
import { discardPicture, storePicture } from '../images/store-picture.ts';
import { api, requireActor } from './base.ts';
import { loadMedia } from './media.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Uploads by tus: see the contract. Parts are stored in the database, so that any process may receive the next one; a
 * returned offset is committed. Only the creator of an upload can see it.
 */
export const uploads = {
  create: api.uploads.create.handler(async ({ context, input: { headers } }) => {
    const length = headers['upload-length'];
    if (length > limits.imageMaxBytes) throw fail('too-large', { detail: `${length} bytes` });
    const createdBy = requireActor(context).id;
    const now = context.clock();
    const keep = limits.uploadsOpenMax - 1;
    await drop(context, await findEvictableUploads(context.db, { createdBy, now, keep }));
    const [row] = await context.db
      .insert(table)
      .values({
        createdBy,
        fileName: fileNameOf(headers['upload-metadata']).replace(/\0/g, ''),
        length,
        createdAt: now,
        expiresAt: new Date(now.getTime() + limits.uploadDays * dayMs),
      })
      .returning();
    if (!row) throw new Error('No upload');
    context.responseHeaders.set('location', `/api/uploads/${row.id}`);
    return present(context, row);
  }),

  look: api.uploads.look.handler(async ({ context, input }) => {
    const row = await findUpload(context.db, uploadKey(context, input.id));
    if (!row) throw fail('not-found');
    return present(context, row);
  }),

  append: api.uploads.append.handler(async ({ context, input: { params, headers, body } }) => {
    // Read before locking: the body may arrive slowly.
    const bytes = new Uint8Array(await body.arrayBuffer());
    await context.db.transaction(async (tx) => {
      const row = await lockUpload(tx, uploadKey(context, params.id));
      if (!row) throw fail('not-found');
      if (row.offset !== headers['upload-offset']) throw fail('wrong-offset', { detail: `at ${row.offset}` });
      const offset = row.offset + bytes.length;
      if (offset > row.length) throw fail('too-large', { detail: `${offset} of ${row.length} bytes` });
      if (bytes.length > 0) await addPart(tx, row, bytes);
      sendProgress(context, { ...row, offset });
    });
  }),

  remove: api.uploads.remove.handler(async ({ context, input }) => {
    const row = await findUpload(context.db, uploadKey(context, input.id));
    if (!row) throw fail('not-found');
    await drop(context, [row.id]);
  }),

  finish: api.uploads.finish.handler(async ({ context, input }) => {
    const row = await findUpload(context.db, uploadKey(context, input.id));
    if (!row) throw fail('not-found');
    if (row.refusal) throw fail(row.refusal);
    if (row.mediaId) return loadMedia(context, row.mediaId);
    if (row.offset < row.length) throw fail('wrong-offset', { detail: `at ${row.offset}` });
    await createMedia(context, row);
    return loadMedia(context, row.id);
  }),
};

const uploadKey = (context: RequestContext, id: string) => ({
  id,
  createdBy: requireActor(context).id,
  now: context.clock(),
});

/**
 * Creates the media item. Idempotent: concurrent requests, and one after a crash, write the same files under the upload's
 * id, and the first row wins.
 */
async function createMedia(context: RequestContext, row: UploadRow): Promise<void> {
  const { id, fileName, createdBy } = row;
  try {
    await storePicture(context, {
      id,
      fileName,
      createdBy,
      bytes: await readParts(context.db, row),
      sharesFiles: true,
      record: async (tx: Transaction, _id: string, name: string) => {
        // The upload was deleted.
        if (!(await recordUploadOutcome(tx, id, { mediaId: id }))) throw fail('not-found');
        await recordAudit(tx, context, { action: 'media.create', subject: { type: 'media', id, name } });
      },
    });
  } catch (error) {
    if (error instanceof InvalidImageError) {
      await context.db.transaction((tx) => recordUploadOutcome(tx, id, { refusal: error.code }));
      throw fail(error.code, { detail: error.message }, error);
    }
    const now = await findUpload(context.db, uploadKey(context, id));
    // A concurrent request was faster.
    if (now?.mediaId) return;
    if (now?.refusal) throw fail(now.refusal, {}, error);
    if (!now) await discardPicture(context, id);
    throw error;
  }
}

async function drop(context: RequestContext, ids: readonly string[]): Promise<void> {
  for (const id of await deleteUploads(context.db, ids)) await discardPicture(context, id);
}

function present(context: RequestContext, row: UploadRow): UploadProgress {
  const { id, fileName, length, offset, expiresAt } = row;
  sendProgress(context, row);
  return { id, fileName, length, offset, expiresAt: expiresAt.toISOString() };
}

function sendProgress({ responseHeaders }: RequestContext, { length, offset, expiresAt }: UploadRow): void {
  responseHeaders.set('upload-offset', String(offset));
  responseHeaders.set('upload-length', String(length));
  responseHeaders.set('upload-expires', expiresAt.toUTCString());
  responseHeaders.set('cache-control', 'no-store');
}
