import type { ImageMetadata } from './image-metadata.ts';
import type { MetadataBlock } from './metadata-blocks.ts';

/** A resized picture: WebP, with orientation applied, without metadata. Sizes in pixels. */
export type Rendition = {
  /** One of `renditionWidthsOf`; part of the address. */
  name: number;
  /** The actual width: less than `name` when the picture is narrower. */
  width: number;
  height: number;
  bytes: Uint8Array<ArrayBuffer>;
};

/** Size in pixels, after orientation is applied. */
export type RenderedImage = { width: number; height: number; renditions: Rendition[] };

/** Size of Open Graph images, which Facebook, Zalo and X show uncropped. Pixels. */
export const cardSize = { width: 1200, height: 630 };

/** For scheduling: pictures of one person do not delay those of others. */
export type DecodeJob = {
  /** The account id of the uploader. */
  owner: string;
  /** Of all frames, as declared in the header. */
  pixels: number;
};

/** Implemented with sharp in Node and with a canvas in the browser. */
export type ImageTools = {
  /**
   * Decodes the picture and creates its renditions, one for each of `renditionWidthsOf`. Call `readHeader` before: it
   * rejects pictures that would not fit into memory.
   *
   * @throws `InvalidImageError` when the bytes cannot be decoded completely, or not in time; `throttled` (429) when too
   * many pictures wait.
   */
  render(bytes: Uint8Array<ArrayBuffer>, job: DecodeJob): Promise<RenderedImage>;
  /**
   * Creates the Open Graph image: `cardSize`, JPEG. Call it with a rendition, never with an uploaded file.
   *
   * @throws as `render`.
   */
  card(rendition: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * Reads the descriptive metadata out of the blocks of `findMetadataBlocks`.
   *
   * @throws `InvalidImageError` when that takes too much time or memory.
   */
  metadata(blocks: MetadataBlock[], job: DecodeJob): Promise<ImageMetadata>;
};

/** Codes of the API. */
export type ImageErrorCode =
  | 'unsupported-image'
  | 'too-large'
  | 'too-many-pixels'
  | 'too-many-frames'
  | 'decode-timeout'
  | 'needs-server';

export class InvalidImageError extends Error {
  override readonly name = 'InvalidImageError';
  readonly code: ImageErrorCode;

  constructor(code: ImageErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
