/** Small previews of local image files, shown until the server's rendition has loaded. */
export type ImagePreviews = {
  /**
   * Draws a file at preview size, one file at a time: a phone cannot decode twenty photographs in parallel.
   *
   * @returns null when this browser cannot decode the file (the server may still be able to).
   */
  draw(file: File): Promise<HTMLCanvasElement | null>;
  /** Stores the preview for the figure that replaces the upload. */
  set(mediaId: string, preview: HTMLCanvasElement): void;
  /** Removes and returns the preview of a media item. */
  remove(mediaId: string): HTMLCanvasElement | null;
};

const previewWidthPx = 760;

export function createImagePreviews(): ImagePreviews {
  const byMediaId = new Map<string, HTMLCanvasElement>();
  let drawing: Promise<unknown> = Promise.resolve();
  return {
    draw(file) {
      const preview = drawing.then(() => draw(file));
      drawing = preview;
      return preview;
    },
    set: (mediaId, preview) => void byMediaId.set(mediaId, preview),
    remove(mediaId) {
      const preview = byMediaId.get(mediaId) ?? null;
      byMediaId.delete(mediaId);
      return preview;
    },
  };
}

async function draw(file: File): Promise<HTMLCanvasElement | null> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    return null;
  }
  const scale = Math.min(1, previewWidthPx / bitmap.width);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas;
}
