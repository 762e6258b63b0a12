/** One field of the first directory of a TIFF. */
export type TiffField = {
  /** The first value, where it is an integer; else null. */
  value: number | null;
  /** The place of all its bytes in the file. */
  start: number;
  end: number;
};

/** Tags that are read (TIFF 6.0; XMP specification, part 3, 1.1.8; DNG 1.7). */
export const tiffTags = {
  newSubfileType: 254,
  width: 256,
  height: 257,
  orientation: 274,
  xmp: 700,
  photoshop: 34_377,
  dngVersion: 50_706,
} as const;

/** A photograph has about 30. */
const fieldsMax = 4_096;

/**
 * Reads the first directory of a TIFF (TIFF 6.0, section 2). The values are not looked at.
 *
 * @throws `RangeError` for a truncated file.
 */
export function readTiffFields(view: DataView): Map<number, TiffField> {
  const isLittle = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, isLittle);
  const count = Math.min(view.getUint16(directory, isLittle), fieldsMax);
  const fields = new Map<number, TiffField>();
  for (let index = 0; index < count; index += 1) {
    const entry = directory + 2 + 12 * index;
    const type = view.getUint16(entry + 2, isLittle);
    const bytes = view.getUint32(entry + 4, isLittle) * (typeBytes[type] ?? 1);
    // Up to four bytes stand in the entry itself.
    const start = bytes <= 4 ? entry + 8 : view.getUint32(entry + 8, isLittle);
    fields.set(view.getUint16(entry, isLittle), {
      value: integerAt(view, entry + 8, type, isLittle),
      start,
      end: start + bytes,
    });
  }
  return fields;
}

/**
 * Whether the TIFF is a camera's raw file, whose first picture is a thumbnail: Nikon, Sony and DNG declare it as a reduced
 * one, Canon writes `CR` behind the header.
 */
export function isRawPhotograph(view: DataView): boolean {
  if (view.byteLength >= 10 && view.getUint16(8) === 0x4352) return true;
  const fields = readTiffFields(view);
  return fields.has(tiffTags.dngVersion) || ((fields.get(tiffTags.newSubfileType)?.value ?? 0) & 1) === 1;
}

/** Bytes of one value of the types 1 to 13. */
const typeBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];

function integerAt(view: DataView, offset: number, type: number, isLittle: boolean): number | null {
  if (type === 3) return view.getUint16(offset, isLittle);
  return type === 4 ? view.getUint32(offset, isLittle) : null;
}
