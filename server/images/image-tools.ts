import type { Media } from '../../domain/contract/media.ts';

export type MimeType = Media['mimeType'];

/** A picture in one of the widths that readers get: WebP, upright, without metadata. Pixels. */
export type Rendition = {
  /** One of `renditionWidthsOf`: the name in the address. */
  name: number;
  /** The real width: less than the name where the picture itself is narrower. */
  width: number;
  height: number;
  bytes: Uint8Array<ArrayBuffer>;
};

/** Size in pixels as readers see it, after orientation is applied. */
export type RenderedImage = { width: number; height: number; renditions: Rendition[] };

/** What Facebook, Zalo and X show of a picture in full. Pixels. */
export const cardSize = { width: 1200, height: 630 };

/** What differs between the hosts: sharp in Node, a canvas in the browser. */
export type ImageTools = {
  /**
   * Decodes the picture and makes its renditions, one for each of `renditionWidthsOf`. Call it only with bytes that
   * `readHeader` has let pass: that refuses what would not fit into memory, before anything is decoded.
   *
   * @throws `ImageRefused` when the bytes cannot be decoded to the end.
   */
  render(bytes: Uint8Array<ArrayBuffer>): Promise<RenderedImage>;
  /**
   * Makes the crop of a picture for its card on other sites: `cardSize`, JPEG. Call it with a rendition, never with
   * what came from outside.
   *
   * @throws `ImageRefused` when the bytes cannot be decoded.
   */
  card(rendition: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
};

/** `unsupported-image`: not a picture that we take (HTTP 415). `too-large`: too many bytes or pixels (HTTP 413). */
export type ImageRefusal = 'unsupported-image' | 'too-large';

export class ImageRefused extends Error {
  override readonly name = 'ImageRefused';
  readonly code: ImageRefusal;

  constructor(code: ImageRefusal, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
