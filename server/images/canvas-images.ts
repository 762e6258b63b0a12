import { renditionWidthsOf } from '../../domain/renditions.ts';
import { readImageMetadata } from './image-metadata.ts';
import {
  cardSize,
  type ImageTools,
  InvalidImageError,
  type RenderedImage,
  type Rendition,
} from './image-tools.ts';
import { sniff } from './sniff.ts';

/** Image tools in the browser, by its own decoder. Animations are reduced to their first frame. */
export function canvasImages() {
  return {
    async render(bytes: Uint8Array<ArrayBuffer>): Promise<RenderedImage> {
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
    async card(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
      const bitmap = await decode(bytes);
      try {
        return await makeCard(bitmap);
      } finally {
        bitmap.close();
      }
    },
    metadata: readImageMetadata,
  } satisfies ImageTools;
}

async function decode(bytes: Uint8Array<ArrayBuffer>): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(new Blob([bytes]), { imageOrientation: 'from-image' });
  } catch (error) {
    // Only Safari decodes TIFF.
    if (sniff(bytes) === 'image/tiff') throw new InvalidImageError('needs-server', 'a TIFF', error);
    throw new InvalidImageError('unsupported-image', 'the picture cannot be decoded', error);
  }
}

/** Crops the centre of the picture, on white where it is transparent. */
async function makeCard(bitmap: ImageBitmap): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height } = cardSize;
  const scale = Math.max(width / bitmap.width, height / bitmap.height);
  const [shownWidth, shownHeight] = [bitmap.width * scale, bitmap.height * scale];
  const canvas = new OffscreenCanvas(width, height);
  const context = contextOf(canvas);
  context.fillStyle = '#FFFFFF';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, (width - shownWidth) / 2, (height - shownHeight) / 2, shownWidth, shownHeight);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.82 });
  return new Uint8Array(await blob.arrayBuffer());
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gives no canvas');
  context.imageSmoothingQuality = 'high';
  return context;
}

async function makeRendition(bitmap: ImageBitmap, name: number): Promise<Rendition> {
  const width = Math.min(name, bitmap.width);
  const height = Math.max(1, Math.round((bitmap.height * width) / bitmap.width));
  const canvas = new OffscreenCanvas(width, height);
  contextOf(canvas).drawImage(bitmap, 0, 0, width, height);
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 });
  return { name, width, height, bytes: new Uint8Array(await blob.arrayBuffer()) };
}
