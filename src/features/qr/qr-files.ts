import { withDensity } from './png-density.ts';
import { crispPixelsOf, drawQr, pixelsOf, printDotsPerInch, type QrDesign } from './qr-design.ts';

/**
 * What was found when the files were read as a camera reads them.
 *
 * - `cannot-check`: this browser draws or reads no pictures for us.
 */
export type QrCheck = 'read' | 'not-read' | 'cannot-check';

export type QrFiles = { check: QrCheck; svg: Blob; png: Blob | null };

/** Makes both files of a design and reads each back. Only what reads as it should may be offered. */
export async function makeQrFiles(design: QrDesign): Promise<QrFiles> {
  const svg = new Blob([drawQr(design)], { type: 'image/svg+xml' });
  if (typeof createImageBitmap === 'undefined') return { check: 'cannot-check', svg, png: null };
  const png = await renderPng(svg, design);
  const texts = [
    await readBack(await createImageBitmap(png)),
    await readBack(await loadedImage(svg), pixelsOf(design.sizeCm)),
  ];
  return { check: texts.every((text) => text === design.text) ? 'read' : 'not-read', svg, png };
}

async function renderPng(svg: Blob, design: QrDesign): Promise<Blob> {
  const side = pixelsOf(design.sizeCm);
  const drawn = crispPixelsOf(design);
  const { canvas, context } = whiteCanvas(side);
  const from = Math.floor((side - drawn) / 2);
  context.drawImage(await loadedImage(svg), from, from, drawn, drawn);
  const made = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (!made) throw new Error(`A canvas of ${side} pixels gave no PNG`);
  const bytes = new Uint8Array(await made.arrayBuffer());
  return new Blob([withDensity(bytes, printDotsPerInch)], { type: 'image/png' });
}

/** What a camera would read in the picture. */
async function readBack(
  picture: ImageBitmap | HTMLImageElement,
  side = picture.width,
): Promise<string | null> {
  const { context } = whiteCanvas(side);
  context.drawImage(picture, 0, 0, side, side);
  const { data } = context.getImageData(0, 0, side, side);
  const { default: read } = await import('jsqr');
  return read(data, side, side, { inversionAttempts: 'dontInvert' })?.data ?? null;
}

function whiteCanvas(side: number) {
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('No canvas to draw on');
  context.fillStyle = 'white';
  context.fillRect(0, 0, side, side);
  return { canvas, context };
}

async function loadedImage(svg: Blob): Promise<HTMLImageElement> {
  const url = URL.createObjectURL(svg);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Hands a file to the browser's downloads. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun, but some browsers read the file a moment later.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
