import { fold, normalizeText } from '../../domain/vietnamese.ts';
import type { ApiDeps } from '../context.ts';
import { media } from '../db/schema.ts';
import { readHeader } from './header.ts';
import { type ImageWords, readImageWords } from './image-words.ts';

type Deps = Pick<ApiDeps, 'db' | 'files' | 'images' | 'clock' | 'logger'>;

export type PictureUpload = {
  bytes: Uint8Array<ArrayBuffer>;
  /** As the person's device calls it. Shown and searched, never trusted. */
  fileName: string;
  /** The account that brings it. */
  createdBy: string;
  /** For the demo newsroom and imports; otherwise a new id, now, and what the picture says of itself. */
  id?: string;
  createdAt?: Date;
  words?: ImageWords;
};

/** Where the original lies. Nobody outside of the server ever gets it: it holds what the camera wrote. */
const originalKey = (mediaId: string) => `media/${mediaId}/original`;

/** Where a rendition lies; `name` is one of `renditionWidthsOf`. */
export const renditionKey = (mediaId: string, name: number) => `media/${mediaId}/${name}.webp`;

/**
 * Takes a picture in: looks at it, makes its renditions, stores all files and then its row. Whatever fails on the
 * way, nothing of it stays.
 *
 * @returns the new picture's id.
 * @throws `ImageRefused` for what is no picture or too large, `StorageError` when the store refuses, the database's
 * error when the row cannot be written.
 */
export async function storePicture(deps: Deps, upload: PictureUpload): Promise<string> {
  const { bytes, createdBy, id = crypto.randomUUID(), createdAt = deps.clock() } = upload;
  const { mimeType } = readHeader(bytes);
  const { width, height, renditions } = await deps.images.render(bytes);
  const words = upload.words ?? (await readImageWords(bytes));
  const fileName = cleanFileName(upload.fileName);

  const files = [
    { key: originalKey(id), bytes },
    ...renditions.map((rendition) => ({ key: renditionKey(id, rendition.name), bytes: rendition.bytes })),
  ];
  try {
    for (const file of files) await deps.files.put(file.key, file.bytes);
    await deps.db.insert(media).values({
      id,
      fileName,
      mimeType,
      width,
      height,
      bytes: bytes.byteLength,
      ...words,
      searchText: pictureSearchText({ fileName, ...words }),
      createdBy,
      createdAt,
      updatedAt: createdAt,
    });
  } catch (error) {
    await discard(
      deps,
      files.map((file) => file.key),
    );
    throw error;
  }
  return id;
}

/** Files that cannot be deleted now, because the store is away, are named in the log: nothing else knows of them. */
async function discard({ files, logger }: Deps, keys: string[]): Promise<void> {
  const outcomes = await Promise.allSettled(keys.map((key) => files.delete(key)));
  const left = keys.filter((_, index) => outcomes[index]?.status === 'rejected');
  if (left.length > 0) logger.warn({ keys: left }, 'Files of a failed upload could not be deleted');
}

/** What the picture is found by, folded. */
export function pictureSearchText(picture: ImageWords & { fileName: string }): string {
  const { fileName, caption, credit, alt } = picture;
  return fold([caption, credit, alt, fileName].join(' '));
}

const fileNameMaxChars = 300;

function cleanFileName(fileName: string): string {
  const name = fileName.split(/[\\/]/).at(-1) ?? '';
  return normalizeText(name.replace(/\p{Cc}+/gu, ' '))
    .trim()
    .slice(0, fileNameMaxChars)
    .toWellFormed();
}
