import { withDensity } from './png-density.ts';
import { crispPixelsOf, drawQr, pixelsOf, printDotsPerInch, type QrDesign } from './qr-design.ts';

/** Result of decoding the files. `cannot-check`: the browser has no `createImageBitmap`. */
export type QrCheck = 'read' | 'not-read' | 'cannot-check';

export type QrFiles = { check: QrCheck; svg: Blob; png: Blob | null };

/** Renders both files of a design and decodes each, to offer no unreadable code. */
export async function makeQrFiles(design: QrDesign): Promise<QrFiles> {
  const svg = new Blob([drawQr(design)], { type: 'image/svg+xml' });
  if (typeof createImageBitmap === 'undefined') return { check: 'cannot-check', svg, png: null };
  const png = await renderPng(svg, design);
  const texts = [
    await decode(await createImageBitmap(png)),
    await decode(await loadImage(svg), pixelsOf(design.sizeCm)),
  ];
  return { check: texts.every((text) => text === design.text) ? 'read' : 'not-read', svg, png };
}

async function renderPng(svg: Blob, design: QrDesign): Promise<Blob> {
  const side = pixelsOf(design.sizeCm);
  const codeSide = crispPixelsOf(design);
  const { canvas, context } = whiteCanvas(side);
  const from = Math.floor((side - codeSide) / 2);
  context.drawImage(await loadImage(svg), from, from, codeSide, codeSide);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error(`A canvas of ${side} pixels gave no PNG`);
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return new Blob([withDensity(bytes, printDotsPerInch)], { type: 'image/png' });
}

async function decode(image: ImageBitmap | HTMLImageElement, side = image.width): Promise<string | null> {
  const { context } = whiteCanvas(side);
  context.drawImage(image, 0, 0, side, side);
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

async function loadImage(svg: Blob): Promise<HTMLImageElement> {
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

/** Starts a download. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers read the file after the download has started.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
