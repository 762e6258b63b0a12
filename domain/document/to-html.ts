import { renderToHTMLString } from '@tiptap/static-renderer/pm/html-string';
import type { Node } from 'prosemirror-model';
import { withoutCreditPrefix } from '../credit.ts';
import {
  type MediaPath,
  publicMediaPath,
  renditionPath,
  renditionWidthsOf,
  sourceSet,
} from '../renditions.ts';
import type { FigureLayout } from './attributes.ts';
import type { NodeJson } from './content.ts';
import { bodyExtensions } from './extensions.ts';
import { columnWidthsOf } from './table-shape.ts';

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
      markMapping: { restored: ({ children }) => joined(children) },
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
          // Credits stored before prefixes were removed.
          const credit = withoutCreditPrefix(joined(children));
          return credit === '' ? '' : ` <span class="credit">(Ảnh: ${credit})</span>`;
        },
        attribution: ({ children }) => {
          const name = joined(children);
          return name === '' ? '' : `<footer>— <cite>${name}</cite></footer>`;
        },
        // The extension's own table carries inline styles, which the portal's content security policy forbids.
        // Wide tables scroll in a box, which must be focusable for keyboard users.
        table: ({ node, children }) =>
          `<div class="table" role="group" aria-label="Bảng" tabindex="0"><table>${columns(node)}<tbody>${joined(children)}</tbody></table></div>`,
        tableCell: ({ node, children }) => `<td${spans(node)}>${joined(children)}</td>`,
        tableHeader: ({ node, parent, children }) =>
          `<th scope="${headerScope(parent ?? node)}"${spans(node)}>${joined(children)}</th>`,
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

/** The widths are proportions: the table is as wide as the text. Attributes, because inline styles are forbidden. */
function columns(table: Node): string {
  const widths = columnWidthsOf(table);
  if (widths.every((width) => width === null)) return '';
  return `<colgroup>${widths.map((width) => (width ? `<col width="${width}">` : '<col>')).join('')}</colgroup>`;
}

/** A row of headers names its columns; a header beside other cells names its row. */
function headerScope(row: Node): 'col' | 'row' {
  return row.children.every(({ type }) => type.name === 'tableHeader') ? 'col' : 'row';
}

function spans({ attrs }: Node): string {
  return ['colspan', 'rowspan'].map((name) => (attrs[name] > 1 ? ` ${name}="${attrs[name]}"` : '')).join('');
}

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
