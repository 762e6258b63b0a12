import { mergeAttributes, Node } from '@tiptap/core';
import { altText, figureLayout, fileName, mediaId, pixels, uploadId } from './attributes.ts';

/**
 * A picture with caption and credit. The picture is an attribute, because a child could be deleted or split off.
 * Caption and credit are content, for marks, carets and undo. Width and height are those of the original in pixels, to
 * avoid layout shifts.
 */
export const Figure = Node.create({
  name: 'figure',
  group: 'topBlock',
  content: 'caption credit',
  isolating: true,
  defining: true,
  draggable: true,
  addAttributes() {
    return {
      mediaId: { validate: mediaId, parseHTML: (element) => element.getAttribute('data-media-id') },
      alt: { default: '', validate: altText, parseHTML: (element) => element.getAttribute('data-alt') ?? '' },
      layout: {
        default: 'center',
        validate: figureLayout,
        parseHTML: (element) => element.getAttribute('data-layout') ?? 'center',
      },
      width: {
        default: 1200,
        validate: pixels,
        parseHTML: (element) => numberOf(element, 'data-width', 1200),
      },
      height: {
        default: 800,
        validate: pixels,
        parseHTML: (element) => numberOf(element, 'data-height', 800),
      },
    };
  },
  parseHTML() {
    return [{ tag: 'figure[data-media-id]' }];
  },
  renderHTML({ node }) {
    const { mediaId: id, alt, layout, width, height } = node.attrs;
    const data = {
      'data-media-id': id,
      'data-alt': alt,
      'data-layout': layout,
      'data-width': width,
      'data-height': height,
    };
    return ['figure', data, 0];
  },
});

export const Caption = Node.create({
  name: 'caption',
  content: 'text*',
  marks: 'bold italic link',
  isolating: true,
  parseHTML() {
    return [{ tag: 'figcaption' }];
  },
  renderHTML() {
    return ['figcaption', 0];
  },
});

export const Credit = Node.create({
  name: 'credit',
  content: 'text*',
  marks: '',
  isolating: true,
  parseHTML() {
    return [{ tag: 'small[data-credit]' }];
  },
  renderHTML({ HTMLAttributes }) {
    return ['small', mergeAttributes(HTMLAttributes, { 'data-credit': '' }), 0];
  },
});

/**
 * The placeholder of a figure whose picture is being uploaded. Everybody in the article sees it, it blocks submission,
 * and it remains when the page is left before the upload is done.
 */
export const Upload = Node.create({
  name: 'upload',
  group: 'topBlock',
  atom: true,
  selectable: true,
  addAttributes() {
    return {
      uploadId: { validate: uploadId, rendered: false },
      fileName: { default: '', validate: fileName, rendered: false },
    };
  },
  renderHTML() {
    // Not parsed: the upload replaces the original placeholder, so a pasted copy would wait forever.
    return ['div', { 'data-upload': '' }];
  },
});

function numberOf(element: HTMLElement, attribute: string, fallback: number): number {
  const value = Number(element.getAttribute(attribute));
  return Number.isInteger(value) && value > 0 ? value : fallback;
}
