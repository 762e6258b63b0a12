import { renderToHTMLString } from '@tiptap/static-renderer/pm/html-string';
import { limits } from '../limits.ts';
import type { FigureLayout } from './attributes.ts';
import type { NodeJson } from './content.ts';
import { bodyExtensions } from './extensions.ts';

/** Path below which the renditions of an image are served, without a slash at the end. */
export type MediaPath = (mediaId: string) => string;

export const publicMediaPath: MediaPath = (mediaId) => `/media/${mediaId}`;

/** Path of an image in the width given (one of `renditionWidths`, in pixels). */
export function renditionPath(mediaId: string, width: number, mediaPath = publicMediaPath): string {
  return `${mediaPath(mediaId)}/${width}.webp`;
}

/** The rendition widths of a picture of `originalWidth` pixels: the last is the first one that covers it. */
export function renditionWidthsOf(originalWidth: number): number[] {
  const narrower = limits.renditionWidths.filter((width) => width < originalWidth);
  const next = limits.renditionWidths.find((width) => width >= originalWidth);
  return next === undefined ? narrower : [...narrower, next];
}

/** `srcset` of a picture. The last file may be narrower than the rendition width in its name. */
export function sourceSet(mediaId: string, originalWidth: number, mediaPath = publicMediaPath): string {
  return renditionWidthsOf(originalWidth)
    .map((width) => `${renditionPath(mediaId, width, mediaPath)} ${Math.min(width, originalWidth)}w`)
    .join(', ');
}

type BodyHtmlOptions = {
  mediaPath?: MediaPath;
  /** Loads the first figure's image with high priority instead of lazily: it is on the first screen. */
  isFirstFigureEager?: boolean;
  /** Default: yes. Without images a figure renders its caption and credit only. */
  hasImages?: boolean;
};

/**
 * Renders a body for readers, without a DOM: text escaped, pictures with `srcset` and size, caption and credit as one
 * line: `caption (Ảnh: credit)`. Upload placeholders render nothing.
 *
 * @param body canonical JSON that has passed `checkContent`.
 */
export function bodyToHtml(
  body: NodeJson,
  { mediaPath = publicMediaPath, isFirstFigureEager = false, hasImages = true }: BodyHtmlOptions = {},
): string {
  let isEager = isFirstFigureEager;
  return renderToHTMLString({
    content: body,
    extensions: bodyExtensions,
    options: {
      nodeMapping: {
        figure: ({ node, children }) => {
          const { mediaId, alt, layout, width, height } = node.attrs;
          const largest = Math.min(1280, renditionWidthsOf(width).at(-1) ?? 320);
          const sizes = sizesOf[layout as FigureLayout];
          const loading = isEager ? 'fetchpriority="high"' : 'loading="lazy" decoding="async"';
          isEager = false;
          const image =
            `<img src="${renditionPath(mediaId, largest, mediaPath)}" srcset="${sourceSet(mediaId, width, mediaPath)}" sizes="${sizes}" ` +
            `width="${width}" height="${height}" alt="${escapeHtml(alt)}" ${loading}>`;
          const figcaption = `<figcaption>${joined(children)}</figcaption>`;
          return `<figure class="figure figure-${layout}">${hasImages ? image : ''}${figcaption}</figure>`;
        },
        caption: ({ children }) => `<span class="caption">${joined(children)}</span>`,
        credit: ({ children }) => {
          const credit = joined(children);
          return credit === '' ? '' : ` <span class="credit">(Ảnh: ${credit})</span>`;
        },
        attribution: ({ children }) => {
          const name = joined(children);
          return name === '' ? '' : `<footer>— <cite>${name}</cite></footer>`;
        },
        // The extension's own table carries inline styles, which the portal's content security policy forbids.
        // Wide tables scroll in a box, which must be focusable for keyboard users.
        table: ({ children }) =>
          `<div class="table" role="group" aria-label="Bảng" tabindex="0"><table><tbody>${joined(children)}</tbody></table></div>`,
        upload: () => '',
      },
    },
  });
}

/** The `sizes` of each layout, as set in `public/article.css`. */
export const sizesOf: Record<FigureLayout, string> = {
  center: '(min-width: 761px) 760px, 100vw',
  wide: '(min-width: 1128px) 1080px, 100vw',
  left: '(min-width: 761px) 340px, 100vw',
  right: '(min-width: 761px) 340px, 100vw',
};

function joined(children: string | string[] | undefined): string {
  return Array.isArray(children) ? children.join('') : (children ?? '');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
