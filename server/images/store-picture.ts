import { limits } from '../../domain/limits.ts';
import { fold, normalizeText } from '../../domain/vietnamese.ts';
import type { ApiDeps } from '../context.ts';
import type { Transaction } from '../db/database.ts';
import { media } from '../db/schema.ts';
import { readHeader } from './header.ts';
import { type ImageMetadata, readImageMetadata } from './image-metadata.ts';
import type { ImageTools } from './image-tools.ts';

type Deps = Pick<ApiDeps, 'db' | 'files' | 'clock' | 'logger'> & { images: Pick<ImageTools, 'render'> };

export type PictureUpload = {
  bytes: Uint8Array<ArrayBuffer>;
  /** As the person's device calls it. Shown and searched, never trusted. */
  fileName: string;
  /** The account that brings it. */
  createdBy: string;
  /** For the demo newsroom and imports; otherwise a new id, now, and what the picture says of itself. */
  id?: string;
  createdAt?: Date;
  metadata?: ImageMetadata;
  /** Told in the transaction that writes the row, after it: for the audit log. */
  record?: (tx: Transaction, id: string, fileName: string) => Promise<void>;
  /**
   * Others may be storing the same bytes under the same `id` at this moment, so what fails leaves its files to them.
   * Whoever gives the id up for good calls `discardPicture`.
   */
  sharesFiles?: boolean;
};

/** Where the original lies. Nobody outside of the server ever gets it: it holds what the camera wrote. */
export const originalKey = (mediaId: string) => `media/${mediaId}/original`;

/** Where a rendition lies; `name` is one of `renditionWidthsOf`. */
export const renditionKey = (mediaId: string, name: number) => `media/${mediaId}/${name}.webp`;

/** Where the crop for cards on other sites lies, once somebody has asked for it. */
export const cardKey = (mediaId: string) => `media/${mediaId}/og.jpg`;

/**
 * Takes a picture in: looks at it, makes its renditions, stores all files and then its row. Whatever fails on the
 * way, nothing of it stays, unless its files are shared.
 *
 * @returns the new picture's id.
 * @throws `ImageRefused` for what is no picture or too large, `StorageError` when the store refuses, the database's
 * error when the row cannot be written.
 */
export async function storePicture(deps: Deps, upload: PictureUpload): Promise<string> {
  const { bytes, createdBy, id = crypto.randomUUID(), createdAt = deps.clock() } = upload;
  const { mimeType } = readHeader(bytes);
  const { width, height, renditions } = await deps.images.render(bytes);
  const metadata = upload.metadata ?? (await readImageMetadata(bytes));
  const fileName = sanitizeFileName(upload.fileName);

  const files = [
    { key: originalKey(id), bytes },
    ...renditions.map((rendition) => ({ key: renditionKey(id, rendition.name), bytes: rendition.bytes })),
  ];
  try {
    for (const file of files) await deps.files.put(file.key, file.bytes);
    const row = {
      id,
      fileName,
      mimeType,
      width,
      height,
      bytes: bytes.byteLength,
      ...metadata,
      searchText: pictureSearchText({ fileName, ...metadata }),
      createdBy,
      createdAt,
      updatedAt: createdAt,
    };
    const { record } = upload;
    if (record) {
      await deps.db.transaction(async (tx) => {
        await tx.insert(media).values(row);
        await record(tx, id, fileName);
      });
    } else await deps.db.insert(media).values(row);
  } catch (error) {
    if (!upload.sharesFiles) {
      await discard(
        deps,
        files.map((file) => file.key),
      );
    }
    throw error;
  }
  return id;
}

/** Deletes whatever files there may be of a picture that has no row and will get none. */
export function discardPicture(deps: Pick<Deps, 'files' | 'logger'>, id: string): Promise<void> {
  return discard(deps, [originalKey(id), ...limits.renditionWidths.map((width) => renditionKey(id, width))]);
}

/** Files that cannot be deleted now, because the store is away, are named in the log: nothing else knows of them. */
async function discard({ files, logger }: Pick<Deps, 'files' | 'logger'>, keys: string[]): Promise<void> {
  const outcomes = await Promise.allSettled(keys.map((key) => files.delete(key)));
  const left = keys.filter((_, index) => outcomes[index]?.status === 'rejected');
  if (left.length > 0) logger.warn({ keys: left }, 'Files of a failed upload could not be deleted');
}

/** What the picture is found by, folded. */
export function pictureSearchText(picture: ImageMetadata & { fileName: string }): string {
  const { fileName, caption, credit, alt } = picture;
  return fold([caption, credit, alt, fileName].join(' '));
}

const fileNameMaxChars = 300;

function sanitizeFileName(fileName: string): string {
  const name = fileName.split(/[\\/]/).at(-1) ?? '';
  return normalizeText(name.replace(/\p{Cc}+/gu, ' '))
    .trim()
    .slice(0, fileNameMaxChars)
    .toWellFormed();
}
