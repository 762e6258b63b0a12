/**
 * Finds the boxes of a type in an ISO base media file, such as AVIF (ISO/IEC 14496-12, 4.2).
 *
 * @param view the whole file.
 * @param type four characters, such as `ispe`.
 * @param path the types of the boxes to descend into, and the bytes between their header and their first child.
 * @returns the offset of each one's content. Null for a malformed file, or one of more than 10,000 boxes.
 */
export function findBoxes(view: DataView, type: string, path: Record<string, number>): number[] | null {
  const wanted = fourCharacters(type);
  const containers = new Map(Object.entries(path).map(([name, skipped]) => [fourCharacters(name), skipped]));
  const found: number[] = [];
  const pending = [{ from: 0, to: view.byteLength }];
  let count = 0;
  for (let range = pending.pop(); range; range = pending.pop()) {
    let offset = range.from;
    while (offset + 8 <= range.to) {
      count += 1;
      if (count > boxesMax) return null;
      const declared = view.getUint32(offset);
      const boxType = view.getUint32(offset + 4);
      const headerBytes = declared === 1 ? 16 : 8;
      if (offset + headerBytes > view.byteLength) return null;
      const boxBytes = sizeOfBox(view, offset, declared, range.to);
      if (boxBytes < headerBytes) return null;
      const content = offset + headerBytes;
      const skipped = containers.get(boxType);
      if (skipped !== undefined) {
        pending.push({ from: content + skipped, to: Math.min(offset + boxBytes, range.to) });
      }
      if (boxType === wanted) found.push(content);
      offset += boxBytes;
    }
  }
  return found;
}

/**
 * The largest size that an AVIF or HEIC declares in pixels, before rotation: its properties `ispe` in `meta/iprp/ipco`
 * (ISO/IEC 23008-12, 6.5.3). A tiled picture has one for the tiles and one for the whole.
 *
 * @param view the whole file.
 * @returns null for a malformed file, or one that declares none.
 * @throws `RangeError` for a file that ends within a property.
 */
export function largestImageSize(view: DataView): { width: number; height: number } | null {
  let largest: { width: number; height: number } | null = null;
  for (const offset of findBoxes(view, 'ispe', { meta: 4, iprp: 0, ipco: 0 }) ?? []) {
    const size = { width: view.getUint32(offset + 4), height: view.getUint32(offset + 8) };
    if (!largest || size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest;
}

/**
 * The major and compatible brands of an ISO base media file (ISO/IEC 14496-12, 4.3); none of another file.
 *
 * @param bytes the file, or its first `brandsMaxBytes`.
 */
export function brandsOf(bytes: Uint8Array): string[] {
  if (bytes.length < 16 || text(bytes, 4) !== 'ftyp') return [];
  const boxBytes = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0);
  const found = [text(bytes, 8)];
  for (let offset = 16; offset + 4 <= Math.min(boxBytes, brandsMaxBytes, bytes.length); offset += 4) {
    found.push(text(bytes, offset));
  }
  return found;
}

/** What `brandsOf` reads of a file. */
export const brandsMaxBytes = 256;

/** Whether the file is a HEIF that is no AVIF: a HEIC, of an iPhone or a camera (ISO/IEC 23008-12, 10 and annex B). */
export function isHeic(bytes: Uint8Array): boolean {
  const brands = brandsOf(bytes);
  return brands.some((brand) => heicBrands.has(brand)) && !brands.some((brand) => /^avi[fs]$/.test(brand));
}

const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs', 'mif1', 'msf1']);

const text = (bytes: Uint8Array, offset: number) =>
  String.fromCharCode(...bytes.subarray(offset, offset + 4));

/** A picture has about a hundred. */
const boxesMax = 10_000;

/** 1: a 64-bit size follows. 0: the box ends where the range ends. */
function sizeOfBox(view: DataView, offset: number, declared: number, end: number): number {
  if (declared === 1) return Number(view.getBigUint64(offset + 8));
  return declared === 0 ? end - offset : declared;
}

/** Four ASCII characters as the big-endian integer that they are in a file. */
export function fourCharacters(text: string): number {
  return [...text].reduce((value, char) => ((value << 8) | char.charCodeAt(0)) >>> 0, 0);
}
