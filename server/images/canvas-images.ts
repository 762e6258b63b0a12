import { renditionWidthsOf } from '../../domain/document/to-html.ts';
import { ImageRefused, type ImageTools, type Rendition } from './image-tools.ts';

/** Pictures in the browser, by its own decoder. Of an animation the first frame is kept. */
export function canvasImages(): ImageTools {
  return {
    async render(bytes) {
      const bitmap = await decode(bytes);
      try {
        const { width, height } = bitmap;
        const renditions: Rendition[] = [];
        for (const name of renditionWidthsOf(width)) renditions.push(await makeRendition(bitmap, name));
        return { width, height, renditions };
      } finally {
        bitmap.close();
      }
    },
  };
}

async function decode(bytes: Uint8Array<ArrayBuffer>): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(new Blob([bytes]), { imageOrientation: 'from-image' });
  } catch (error) {
    throw new ImageRefused('unsupported-image', 'the picture cannot be decoded', error);
  }
}

async function makeRendition(bitmap: ImageBitmap, name: number): Promise<Rendition> {
  const width = Math.min(name, bitmap.width);
  const height = Math.max(1, Math.round((bitmap.height * width) / bitmap.width));
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('This browser gives no canvas');
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(bitmap, 0, 0, width, height);
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 });
  return { name, width, height, bytes: new Uint8Array(await blob.arrayBuffer()) };
}
