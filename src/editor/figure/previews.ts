/*
 * Small pictures made in the browser while the real ones are on their way up: in the placeholder first, then in the
 * figure until the server's rendition has come.
 */

const previewWidth = 760;
const byMedia = new Map<string, HTMLCanvasElement>();

let drawing: Promise<unknown> = Promise.resolve();

/**
 * Draws a file small, one at a time: twenty photographs decoded at once would be too much for a phone. Null when this
 * browser cannot read the file (the server may still).
 */
export function drawPreview(file: File): Promise<HTMLCanvasElement | null> {
  const preview = drawing.then(() => draw(file));
  drawing = preview;
  return preview;
}

async function draw(file: File): Promise<HTMLCanvasElement | null> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    return null;
  }
  const scale = Math.min(1, previewWidth / bitmap.width);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas;
}

/** Hands a preview on to the figure that is about to stand in its place. */
export function keepPreview(mediaId: string, preview: HTMLCanvasElement): void {
  byMedia.set(mediaId, preview);
}

/** The preview for this picture, once. */
export function takePreview(mediaId: string): HTMLCanvasElement | null {
  const preview = byMedia.get(mediaId) ?? null;
  byMedia.delete(mediaId);
  return preview;
}
