/** Pictures found in pasted HTML. */
export type HtmlPictures = {
  /** Those that travel inside it as `data:` addresses, in their order. */
  files: File[];
  /** Those on other sites or on the sender's disk: they cannot be taken along, and are never linked to. */
  remoteCount: number;
};

/** Tracking pixels and spacers are no pictures. */
const minSide = 8;

/** Looks for pictures in HTML without loading any of them. Figures of this desk are left to the schema. */
export function picturesInHtml(html: string): HtmlPictures {
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
    return value !== null && /^\d+$/.test(value) && Number(value) < minSide;
  });
}

/** Reads a base64 `data:` address of a picture; null for anything else. */
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
