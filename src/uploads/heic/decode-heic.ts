import createLibheif, { type MainModule } from 'libheif-js/libheif-wasm/libheif.js';
import { limits } from '../../../domain/limits.ts';

/** The main picture of a HEIC, rotated, mirrored and cropped as its properties say. */
export type DecodedHeic = {
  width: number;
  height: number;
  /** RGBA, row by row. Lives in the decoder's memory where its rows have no padding. */
  pixels: Uint8ClampedArray<ArrayBuffer>;
  metadata: PictureMetadata;
};

/** Metadata as the file has it; null where it has none. */
export type PictureMetadata = {
  /** A TIFF, whose orientation repeats what was applied to the pixels. */
  exif: Uint8Array | null;
  xmp: Uint8Array | null;
  icc: Uint8Array | null;
};

/**
 * Decodes a HEIC by libheif's C API (libheif/heif.h). Nothing is freed, because a decoder serves one picture.
 *
 * @param wasm the content of `libheif.wasm`.
 * @throws for a file that is damaged, or has more than `limits.heicMaxPixels`.
 */
export function decodeHeic(bytes: Uint8Array, wasm: ArrayBuffer): DecodedHeic {
  const lib = createLibheif({ wasmBinary: wasm, print: ignore, printErr: ignore });
  const context = lib._heif_context_alloc();
  lib._heif_context_set_maximum_image_size_limit(context, Math.ceil(Math.sqrt(limits.heicMaxPixels)));
  const file = lib._malloc(bytes.length);
  if (context === 0 || file === 0) throw new Error('The decoder has no memory');
  lib.HEAPU8.set(bytes, file);
  call(lib, (error) =>
    lib._heif_context_read_from_memory_without_copy(error, context, file, bytes.length, 0),
  );
  const handle = resultOf(lib, (error, out) =>
    lib._heif_context_get_primary_image_handle(error, context, out),
  );
  const metadata = { ...readBlocks(lib, handle), icc: readProfile(lib, handle) };
  return { ...decode(lib, handle), metadata };
}

const ignore = () => {};

function decode(lib: MainModule, handle: number): Omit<DecodedHeic, 'metadata'> {
  const { heif_colorspace_RGB: rgb } = lib.heif_colorspace;
  const { heif_chroma_interleaved_RGBA: rgba } = lib.heif_chroma;
  const { heif_channel_interleaved: interleaved } = lib.heif_channel;
  const image = resultOf(lib, (error, out) =>
    lib._heif_decode_image(error, handle, out, rgb.value, rgba.value, 0),
  );
  const width = lib._heif_image_get_width(image, interleaved.value);
  const height = lib._heif_image_get_height(image, interleaved.value);
  const strideOut = lib._malloc(4);
  const start = lib._heif_image_get_plane_readonly2(image, interleaved.value, strideOut);
  const stride = uint32At(lib, strideOut);
  const memory: Uint8Array<ArrayBuffer> = lib.HEAPU8;
  const rowBytes = width * 4;
  if (stride === rowBytes) {
    return { width, height, pixels: new Uint8ClampedArray(memory.buffer, start, rowBytes * height) };
  }
  const pixels = new Uint8ClampedArray(rowBytes * height);
  for (let row = 0; row < height; row += 1) {
    const rowStart = start + row * stride;
    pixels.set(memory.subarray(rowStart, rowStart + rowBytes), row * rowBytes);
  }
  return { width, height, pixels };
}

function readBlocks(lib: MainModule, handle: number): Omit<PictureMetadata, 'icc'> {
  const found: Omit<PictureMetadata, 'icc'> = { exif: null, xmp: null };
  const count = Math.min(lib._heif_image_handle_get_number_of_metadata_blocks(handle, 0), blocksMax);
  const ids = lib._malloc(4 * count);
  lib._heif_image_handle_get_list_of_metadata_block_IDs(handle, 0, ids, count);
  for (let index = 0; index < count; index += 1) {
    const id = uint32At(lib, ids + 4 * index);
    const type = textAt(lib, lib._heif_image_handle_get_metadata_type(handle, id));
    const contentType = textAt(lib, lib._heif_image_handle_get_metadata_content_type(handle, id));
    const isXmp = type === 'mime' && contentType === 'application/rdf+xml';
    if (type !== 'Exif' && !isXmp) continue;
    const size = lib._heif_image_handle_get_metadata_size(handle, id);
    const block = copyOf(lib, size, (error, out) =>
      lib._heif_image_handle_get_metadata(error, handle, id, out),
    );
    if (isXmp) found.xmp ??= block;
    else found.exif ??= block && tiffOf(block);
  }
  return found;
}

/** A picture has two or three. */
const blocksMax = 16;

/** The offset of the TIFF stands before it (ISO/IEC 23008-12, A.2.1). */
function tiffOf(item: Uint8Array): Uint8Array | null {
  if (item.length < 4) return null;
  const offset = new DataView(item.buffer, item.byteOffset).getUint32(0);
  return item.length - 4 - offset > 8 ? item.subarray(4 + offset) : null;
}

function readProfile(lib: MainModule, handle: number): Uint8Array | null {
  const size = lib._heif_image_handle_get_raw_color_profile_size(handle);
  return copyOf(lib, size, (error, out) => lib._heif_image_handle_get_raw_color_profile(error, handle, out));
}

/** Copies what the call writes; null for nothing and for more than `metadataMaxBytes`. */
function copyOf(lib: MainModule, size: number, run: (error: number, out: number) => void): Uint8Array | null {
  if (size === 0 || size > metadataMaxBytes) return null;
  const out = lib._malloc(size);
  call(lib, (error) => run(error, out));
  return lib.HEAPU8.slice(out, out + size);
}

/** Of one block. */
const metadataMaxBytes = 1024 * 1024;

/** The pointer that the call writes. */
function resultOf(lib: MainModule, run: (error: number, out: number) => void): number {
  const out = lib._malloc(4);
  call(lib, (error) => run(error, out));
  return uint32At(lib, out);
}

/** Runs a function that returns a `heif_error`: code, subcode and a pointer to the message. */
function call(lib: MainModule, run: (error: number) => void): void {
  const error = lib._malloc(12);
  run(error);
  if (uint32At(lib, error) !== 0) throw new Error(`libheif: ${textAt(lib, uint32At(lib, error + 8))}`);
}

/** The memory is another buffer after it has grown. */
const uint32At = (lib: MainModule, pointer: number): number => lib.HEAPU32[pointer >>> 2];

function textAt(lib: MainModule, pointer: number): string {
  const end = lib.HEAPU8.indexOf(0, pointer);
  return String.fromCharCode(...lib.HEAPU8.subarray(pointer, Math.min(end, pointer + 200)));
}
