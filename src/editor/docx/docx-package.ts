import { type UnzipFileInfo, unzipSync } from 'fflate';
import { limits } from '../../../domain/limits.ts';

/** Why a Word file cannot be imported. */
export type DocxProblemCode =
  | 'not-docx'
  /** The binary format of Word 97 to 2003. */
  | 'old-word'
  | 'encrypted'
  | 'too-large'
  | 'damaged'
  /** It has no text and no pictures. */
  | 'empty'
  | 'too-slow'
  /** The code that reads Word files could not be loaded. */
  | 'unavailable';

export class DocxProblem extends Error {
  readonly code: DocxProblemCode;

  constructor(code: DocxProblemCode) {
    super(`The Word file cannot be imported: ${code}`);
    this.name = 'DocxProblem';
    this.code = code;
  }
}

/** The parts of a package by their path. */
export type DocxParts = Record<string, Uint8Array>;

/**
 * Unpacks the parts of a Word file (OPC package, ECMA-376 part 2) that an article can use. Nothing is inflated beyond
 * the size that the directory declares, and declared sizes are summed up before: a file can lie, but not gain by it.
 *
 * @throws DocxProblem
 */
export function unpackDocx(bytes: Uint8Array): DocxParts {
  if (bytes.length > limits.docxMaxBytes) throw new DocxProblem('too-large');
  if (startsWith(bytes, oleMagic)) throw new DocxProblem(oleProblem(bytes));
  if (!startsWith(bytes, zipMagic)) throw new DocxProblem('not-docx');
  let entries = 0;
  let xmlBytes = 0;
  let allBytes = 0;
  const isWanted = ({ name, size, originalSize }: UnzipFileInfo) => {
    // A stored entry is copied by its packed size, whatever it declares.
    const unpackedSize = Math.max(size, originalSize);
    entries += 1;
    if (entries > limits.docxMaxEntries) throw new DocxProblem('too-large');
    const isXml = xmlName.test(name);
    if (unusedNames.test(name) || !(isXml || pictureName.test(name))) return false;
    if (isXml) xmlBytes += unpackedSize;
    allBytes += unpackedSize;
    if (xmlBytes > limits.docxMaxXmlBytes || allBytes > limits.docxMaxUnpackedBytes) {
      throw new DocxProblem('too-large');
    }
    return true;
  };
  try {
    const parts = unzipSync(bytes, { filter: isWanted });
    if (!parts['[Content_Types].xml'] || !Object.keys(parts).some((name) => mainPart.test(name))) {
      throw new DocxProblem('not-docx');
    }
    return parts;
  } catch (error) {
    throw error instanceof DocxProblem ? error : new DocxProblem('damaged');
  }
}

const zipMagic = [0x50, 0x4b, 0x03, 0x04];
/** Compound File Binary: the container of old Word files, and of new ones with a password ([MS-OFFCRYPTO] 2.3.4). */
const oleMagic = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

const xmlName = /\.(?:xml|rels)$/i;
const pictureName = /\.(?:jpe?g|jfif|png|gif|webp|avif|heic|heif|tiff?|bmp|emf|wmf|svg)$/i;
/** Comments are confidential: what is not unpacked cannot get into an article. */
const unusedNames =
  /^(?:docProps|customXml)\/|\/(?:comments|people|glossary|theme|fonts|embeddings|charts|diagrams)/i;
const mainPart = /^(?:\/?word\/)?document\d*\.xml$/i;

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

/** The names of a compound file's streams are stored in UTF-16. */
function oleProblem(bytes: Uint8Array): DocxProblemCode {
  const text = new TextDecoder('latin1').decode(bytes);
  const hasStream = (name: string) => text.includes([...name].join('\0'));
  if (hasStream('EncryptedPackage')) return 'encrypted';
  return hasStream('WordDocument') ? 'old-word' : 'not-docx';
}
