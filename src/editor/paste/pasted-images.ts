export type HtmlImages = {
  /** Images embedded as `data:` URLs, in document order. */
  files: File[];
  /** Images on other sites or on the sender's disk. They cannot be uploaded, and are never linked to. */
  remoteCount: number;
};

/** Smaller images are tracking pixels and spacers. */
const minSidePx = 8;

/** Extracts the images of pasted HTML without loading any. The schema parses this editor's own figures. */
export function imagesInHtml(html: string): HtmlImages {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const files: File[] = [];
  let remoteCount = 0;
  for (const image of page.querySelectorAll('img')) {
    if (image.closest('figure[data-media-id]') || isSpacer(image)) continue;
    const source = image.getAttribute('src') ?? '';
    const file = source.startsWith('data:') ? fileOfDataUrl(source, files.length + 1) : null;
    if (file) files.push(file);
    else if (source !== '') remoteCount += 1;
  }
  return { files, remoteCount };
}

function isSpacer(image: HTMLImageElement): boolean {
  return ['width', 'height'].some((side) => {
    const value = image.getAttribute(side);
    return value !== null && /^\d+$/.test(value) && Number(value) < minSidePx;
  });
}

/** Decodes a base64 `data:` URL of a supported image type; null for anything else. */
function fileOfDataUrl(url: string, number: number): File | null {
  const match = /^data:image\/(png|jpe?g|webp|gif|avif);base64,([\w+/=\s]+)$/i.exec(url);
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
