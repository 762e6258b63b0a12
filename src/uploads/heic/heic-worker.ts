import { decodeHeic } from './decode-heic.ts';
import { withMetadata } from './jpeg-metadata.ts';

/** Both buffers are transferred. */
export type HeicRequest = { heic: ArrayBuffer; wasm: ArrayBuffer };
/** Null where the picture cannot be converted. */
export type HeicAnswer = { jpeg: Blob | null };

/** The best that a canvas writes without growing the file beyond the camera's own JPEG. */
const quality = 0.92;

/** Converts a HEIC off the main thread, where it can be stopped, and where WebAssembly is allowed. */
addEventListener('message', async ({ data }: MessageEvent<HeicRequest>) => {
  const answer: HeicAnswer = { jpeg: await convert(data).catch(() => null) };
  postMessage(answer);
});

async function convert({ heic, wasm }: HeicRequest): Promise<Blob> {
  const { width, height, pixels, metadata } = decodeHeic(new Uint8Array(heic), wasm);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('No canvas');
  context.putImageData(new ImageData(pixels, width, height), 0, 0);
  const encoded = await canvas.convertToBlob({ type: 'image/jpeg', quality });
  const jpeg = withMetadata(new Uint8Array(await encoded.arrayBuffer()), metadata);
  return new Blob([jpeg], { type: 'image/jpeg' });
}
