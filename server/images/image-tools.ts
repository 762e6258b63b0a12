import type { Media } from '../../domain/contract/media.ts';

export type MimeType = Media['mimeType'];

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

/** Implemented with sharp in Node and with a canvas in the browser. */
export type ImageTools = {
  /**
   * Decodes the picture and creates its renditions, one for each of `renditionWidthsOf`. Call `readHeader` before: it
   * rejects pictures that would not fit into memory.
   *
   * @throws `InvalidImageError` when the bytes cannot be decoded completely.
   */
  render(bytes: Uint8Array<ArrayBuffer>): Promise<RenderedImage>;
  /**
   * Creates the Open Graph image: `cardSize`, JPEG. Call it with a rendition, never with an uploaded file.
   *
   * @throws `InvalidImageError` when the bytes cannot be decoded.
   */
  card(rendition: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
};

/** `unsupported-image`: HTTP 415. `too-large`: too many bytes or pixels, HTTP 413. */
export type ImageErrorCode = 'unsupported-image' | 'too-large';

export class InvalidImageError extends Error {
  override readonly name = 'InvalidImageError';
  readonly code: ImageErrorCode;

  constructor(code: ImageErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
