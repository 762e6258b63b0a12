import { mergeAttributes, Node } from '@tiptap/core';
import {
  altText,
  captionText,
  creditText,
  figureLayout,
  fileName,
  flag,
  mediaId,
  pixels,
  unconfirmedAlt,
  unconfirmedCaption,
  unconfirmedCredit,
  uploadId,
} from './attributes.ts';
import { newBlockId } from './block-id.ts';

/**
 * A picture with caption and credit. The picture is an attribute, because a child could be deleted or split off.
 * Caption and credit are content, for marks, carets and undo. Width and height are those of the original in pixels, to
 * avoid layout shifts.
 */
export const Figure = Node.create<{
  /** Rendered as `data-desk`, for copies: the origin of the desk whose media library has the picture. */
  desk: string | null;
}>({
  name: 'figure',
  group: 'topBlock',
  content: 'caption credit',
  isolating: true,
  defining: true,
  draggable: true,
  addOptions() {
    return { desk: null };
  },
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
      unconfirmedCaption: proposal('data-unconfirmed-caption', unconfirmedCaption),
      unconfirmedCredit: proposal('data-unconfirmed-credit', unconfirmedCredit),
      unconfirmedAlt: proposal('data-unconfirmed-alt', unconfirmedAlt),
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
      'data-unconfirmed-caption': node.attrs.unconfirmedCaption,
      'data-unconfirmed-credit': node.attrs.unconfirmedCredit,
      'data-unconfirmed-alt': node.attrs.unconfirmedAlt,
      ...(this.options.desk !== null && { 'data-desk': this.options.desk }),
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
      // Text that came with a pasted picture, proposed for the figure.
      caption: textAttribute('data-caption', captionText),
      credit: textAttribute('data-credit', creditText),
      alt: textAttribute('data-alt', altText),
      // The picture was on another site, or on another disk, when its text was pasted: nobody has its file yet.
      needsFile: { default: false, validate: flag, rendered: false },
    };
  },
  parseHTML() {
    // A cleaned paste with a figure. Rendered placeholders are not parsed: the upload replaces the original one, so a
    // pasted copy would wait forever.
    return [
      {
        tag: 'div[data-pasted-figure]',
        getAttrs: (element) => ({
          uploadId: element.getAttribute('data-upload-id') ?? newBlockId(),
          needsFile: true,
        }),
      },
    ];
  },
  renderHTML() {
    return ['div', { 'data-upload': '' }];
  },
});

function textAttribute(attribute: string, validate: (value: unknown) => void) {
  return {
    default: '',
    validate,
    rendered: false,
    parseHTML: (element: HTMLElement) => element.getAttribute(attribute) ?? '',
  };
}

/** See `unconfirmed.ts`. In copies, because the copy of a figure waits as the figure does. */
function proposal(attribute: string, validate: (value: unknown) => void) {
  return {
    default: null,
    validate,
    parseHTML: (element: HTMLElement) => element.getAttribute(attribute),
  };
}

function numberOf(element: HTMLElement, attribute: string, fallback: number): number {
  const value = Number(element.getAttribute(attribute));
  return Number.isInteger(value) && value > 0 ? value : fallback;
}
