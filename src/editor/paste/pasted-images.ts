import { newBlockId } from '../../../domain/document/block-id.ts';
import { limits } from '../../../domain/limits.ts';
import { rowOfPicture } from './table-pictures.ts';

/** A picture of pasted HTML and its placeholder. */
export type PastedPicture = {
  uploadId: string;
  /** Its `src`: a `data:` URL, an address, or a path on the sender's disk. */
  source: string;
};

/** Smaller images are tracking pixels, spacers and icons. */
const minSidePx = 32;

/** The emoji for which social sites show a picture; null for other pictures. */
export function emojiOf(image: Element): string | null {
  const alt = image.getAttribute('alt') ?? '';
  const isEmoji = /^(?:\p{Extended_Pictographic}|\p{Emoji_Component}){1,20}$/u.test(alt);
  return isEmoji && /[^\d#*]/u.test(alt) ? alt : null;
}

/** No emoji, no tracking pixel, and not the copy for browsers without scripts. */
export function isPicture(image: HTMLImageElement): boolean {
  if (image.closest('noscript') || emojiOf(image) || sourceOf(image) === '') return false;
  return ['width', 'height'].every((side) => {
    const value = image.getAttribute(side);
    return value === null || !/^\d+$/.test(value) || Number(value) >= minSidePx;
  });
}

export const pictureOf = (image: HTMLImageElement) => ({ alt: image.alt, source: sourceOf(image) });

/** Where the picture is. A page that loads it late has its address in another attribute. */
function sourceOf(image: HTMLImageElement): string {
  const source = image.getAttribute('src')?.trim() ?? '';
  const late = ['data-src', 'data-original', 'data-lazy-src'].map((name) => image.getAttribute(name)?.trim());
  const isStandIn = source === '' || /^data:image\/(svg|gif)/i.test(source);
  return (isStandIn && late.find((address) => address && URL.canParse(address))) || source;
}

/** The picture of a `figure` with a caption; null for galleries, tables and figures inside other blocks. */
export function captionedImage(figure: Element): HTMLImageElement | null {
  if (figure.matches('[data-media-id]') || figure.closest('li, td, th, blockquote')) return null;
  if (figure.querySelector('figure, table, blockquote, pre')) return null;
  if (!figure.querySelector('figcaption')?.textContent?.trim()) return null;
  return Array.from(figure.querySelectorAll('img')).find(isPicture) ?? null;
}

/** The pictures in cells of tables, with their rows, in reading order. */
export function pictureRows(root: Element): { image: HTMLImageElement; row: HTMLTableRowElement }[] {
  return Array.from(root.querySelectorAll('img'))
    .filter(isPicture)
    .flatMap((image) => {
      const row = rowOfPicture(image);
      return row ? [{ image, row }] : [];
    });
}

/** Moves pictures behind the list, quote or heading around them, where the schema has no place for them. */
export function movePicturesOut(body: HTMLElement): void {
  const places = new Map<Element, Element>();
  for (const image of Array.from(body.querySelectorAll('img'))) {
    const block = outermost(image, 'ul, ol, blockquote, h1, h2, h3, h4, h5, h6');
    if (!block || rowOfPicture(image) || !isPicture(image)) continue;
    (places.get(block) ?? block).after(image);
    places.set(block, image);
  }
}

/**
 * Gives each placeholder of a cleaned paste an id, and takes away those beyond the number of uploads at once.
 *
 * @returns the pictures, and the number of those that were left out.
 */
export function numberPictures(body: HTMLElement): { pictures: PastedPicture[]; leftOut: number } {
  const placeholders = Array.from(body.querySelectorAll('[data-pasted-figure]'));
  const leftOut = placeholders.splice(limits.uploadsAtOnce);
  for (const placeholder of leftOut) placeholder.remove();
  const pictures = placeholders.map((placeholder) => {
    const source = placeholder.getAttribute('data-source') ?? '';
    placeholder.removeAttribute('data-source');
    const uploadId = newBlockId();
    placeholder.setAttribute('data-upload-id', uploadId);
    return { uploadId, source };
  });
  return { pictures, leftOut: leftOut.length };
}

function outermost(element: Element, selector: string): Element | null {
  let found: Element | null = null;
  for (let around = element.closest(selector); around; ) {
    found = around;
    around = around.parentElement?.closest(selector) ?? null;
  }
  return found;
}

/** Whether the server can be asked to fetch it. */
export function isWebAddress(source: string): boolean {
  if (source.length > limits.urlMaxChars || !URL.canParse(source)) return false;
  return ['http:', 'https:'].includes(new URL(source).protocol);
}

const imageDataUrl = /^data:image\/(png|jpe?g|webp|gif|avif|tiff|heic);base64,([\w+/=\s]+)$/i;

/** Decodes a base64 `data:` URL of a supported image type; null for anything else. */
export function fileOfDataUrl(url: string, number: number): File | null {
  const match = imageDataUrl.exec(url);
  const [, kind, data] = match ?? [];
  if (!kind || !data) return null;
  try {
    const bytes = Uint8Array.from(atob(data.replace(/\s/g, '')), (char) => char.charCodeAt(0));
    const extension = kind.toLowerCase() === 'jpeg' ? 'jpg' : kind.toLowerCase();
    const type = extension === 'jpg' ? 'image/jpeg' : `image/${extension}`;
    return new File([bytes], `${number}.${extension}`, { type });
  } catch {
    return null;
  }
}
