import { limits } from './limits.ts';

/** The rendition widths of a picture of `originalWidth` pixels: the last is the first one that covers it. */
export function renditionWidthsOf(originalWidth: number): number[] {
  const narrower = limits.renditionWidths.filter((width) => width < originalWidth);
  const next = limits.renditionWidths.find((width) => width >= originalWidth);
  return next === undefined ? narrower : [...narrower, next];
}

/** Path below which the renditions of an image are served, without a slash at the end. */
export type MediaPath = (mediaId: string) => string;

export const publicMediaPath: MediaPath = (mediaId) => `/media/${mediaId}`;

/** Path of an image in the width given (one of `renditionWidths`, in pixels). */
export function renditionPath(mediaId: string, width: number, mediaPath = publicMediaPath): string {
  return `${mediaPath(mediaId)}/${width}.webp`;
}

/** `srcset` of a picture. The last file may be narrower than the rendition width in its name. */
export function sourceSet(mediaId: string, originalWidth: number, mediaPath = publicMediaPath): string {
  return renditionWidthsOf(originalWidth)
    .map((width) => `${renditionPath(mediaId, width, mediaPath)} ${Math.min(width, originalWidth)}w`)
    .join(', ');
}
