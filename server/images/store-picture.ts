import { limits } from '../../domain/limits.ts';
import { fold, normalizeText } from '../../domain/vietnamese.ts';
import type { ApiDeps } from '../context.ts';
import type { Transaction } from '../db/database.ts';
import { media } from '../db/schema.ts';
import { readHeader } from './header.ts';
import { type ImageMetadata, noMetadata } from './image-metadata.ts';
import { type DecodeJob, type ImageTools, InvalidImageError } from './image-tools.ts';
import { findMetadataBlocks } from './metadata-blocks.ts';

type Deps = Pick<ApiDeps, 'db' | 'files' | 'clock' | 'logger'> & {
  images: Pick<ImageTools, 'render' | 'metadata'>;
};

export type PictureUpload = {
  bytes: Uint8Array<ArrayBuffer>;
  /** The name on the user's device. Untrusted; for display and search. */
  fileName: string;
  /** The account id of the uploader. */
  createdBy: string;
  /** Defaults: a new id, now, and the metadata in the file. */
  id?: string;
  createdAt?: Date;
  metadata?: ImageMetadata;
  /** Called in the transaction that inserts the row, for the audit log. */
  record?: (tx: Transaction, id: string, fileName: string) => Promise<void>;
  /**
   * Set when concurrent requests may store the same bytes under the same `id`: a failed one must not delete the files.
   * Call `discardPicture` when the id is abandoned.
   */
  sharesFiles?: boolean;
};

/** The key of the original, which is never served: its metadata may hold the location. */
export const originalKey = (mediaId: string) => `media/${mediaId}/original`;

/** The key of a rendition; `name` is one of `renditionWidthsOf`. */
export const renditionKey = (mediaId: string, name: number) => `media/${mediaId}/${name}.webp`;

/** The key of the Open Graph image, which is created by the first request for it. */
export const cardKey = (mediaId: string) => `media/${mediaId}/og.jpg`;

/**
 * Validates a picture, creates its renditions, stores the files and then the row. On failure the files are deleted, unless
 * they are shared.
 *
 * @returns the picture's id.
 * @throws `InvalidImageError` for a picture that is refused, `throttled`, `StorageError`, or the database's error.
 */
export async function storePicture(deps: Deps, upload: PictureUpload): Promise<string> {
  const { bytes, createdBy, id = crypto.randomUUID(), createdAt = deps.clock() } = upload;
  const header = readHeader(bytes);
  const job = { owner: createdBy, pixels: header.width * header.height * header.frames };
  const { width, height, renditions } = await deps.images.render(bytes, job);
  const metadata = upload.metadata ?? (await readMetadata(deps.images, bytes, job));
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
      mimeType: header.mimeType,
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

/** Metadata that cannot be read within the limits is ignored. */
async function readMetadata(
  images: Deps['images'],
  bytes: Uint8Array,
  job: DecodeJob,
): Promise<ImageMetadata> {
  const blocks = findMetadataBlocks(bytes);
  if (blocks.length === 0) return noMetadata;
  try {
    return await images.metadata(blocks, job);
  } catch (error) {
    if (error instanceof InvalidImageError) return noMetadata;
    throw error;
  }
}

/** Deletes the files of a picture that has no row and will not get one. */
export function discardPicture(deps: Pick<Deps, 'files' | 'logger'>, id: string): Promise<void> {
  return discard(deps, [originalKey(id), ...limits.renditionWidths.map((width) => renditionKey(id, width))]);
}

/** Files that cannot be deleted are logged, since nothing else references them. */
async function discard({ files, logger }: Pick<Deps, 'files' | 'logger'>, keys: string[]): Promise<void> {
  const outcomes = await Promise.allSettled(keys.map((key) => files.delete(key)));
  const remaining = keys.filter((_, index) => outcomes[index]?.status === 'rejected');
  if (remaining.length > 0) logger.warn({ keys: remaining }, 'Files of a failed upload could not be deleted');
}

/** The folded text for search. */
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
