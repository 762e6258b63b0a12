import { strToU8, zipSync } from 'fflate';
import mammoth from 'mammoth';
import { legacyFontOf } from '../../../domain/legacy-encodings.ts';
import { fontName } from '../paste/legacy-fonts.ts';
import { type DocxParts, DocxProblem, unpackDocx } from './docx-package.ts';

/** What stands in the file and not in its HTML, as counts. */
export type DocxLosses = {
  comments: number;
  /** Tracked changes, accepted. */
  changes: number;
  equations: number;
  /** Charts and diagrams, which Word draws when it shows them. */
  charts: number;
  /** Embedded files, such as a sheet of Excel. */
  objects: number;
  /** Pictures on the writer's disk or on the web, of which the file has the address alone. */
  linkedPictures: number;
};

/** The text of a Word file as mammoth's HTML, for `prepareDocx`. */
export type DocxSource = {
  html: string;
  /**
   * `<img src="docx:3">` is the fourth. A picture that stands at several places is there once. The types are those that
   * the package declares.
   */
  pictures: File[];
  losses: DocxLosses;
};

/** @throws DocxProblem */
export async function convertDocx(bytes: Uint8Array): Promise<DocxSource> {
  const parts = unpackDocx(bytes);
  const pictures: File[] = [];
  const indexes = new Map<string, number>();
  try {
    const zip = zipSync(textParts(parts), { level: 0 });
    // The build for pages takes `arrayBuffer`, that for Node `buffer`.
    const input = { arrayBuffer: zip.buffer, buffer: zip };
    const { value } = await mammoth.convertToHtml(input, {
      styleMap,
      // A style map inside the file could turn text into any HTML.
      includeEmbeddedStyleMap: false,
      externalFileAccess: false,
      transformDocument: markStyles,
      convertImage: mammoth.images.imgElement(async (image) => {
        const path = new TextDecoder().decode(await image.readAsArrayBuffer());
        const index = indexes.get(path) ?? pictures.length;
        if (!indexes.has(path)) {
          const name = path.slice(path.lastIndexOf('/') + 1);
          pictures.push(
            new File([new Uint8Array(parts[path] ?? [])], name, { type: image.contentType ?? '' }),
          );
          indexes.set(path, index);
        }
        return { src: `docx:${index}` };
      }),
    });
    return { html: value, pictures, losses: lossesOf(parts) };
  } catch {
    // mammoth states no kind of error: its parser, or the stack that nested elements exhaust.
    throw new DocxProblem('damaged');
  }
}

/** Names in the file, whatever language Word speaks. The classes are read by `prepareDocx`. */
const styleMap = [
  "p[style-name='Title'] => p.docx-title:fresh",
  "p[style-name='caption'] => p.docx-caption:fresh",
  "p[style-name='centred by docx import'] => p.docx-centred:fresh",
  "p[style-name='Quote'] => blockquote > p:fresh",
  "p[style-name='Intense Quote'] => blockquote > p:fresh",
  "r[style-name='Emphasis'] => em",
  "r[style-name='docx-font-tcvn3'] => span.docx-font-tcvn3",
  "r[style-name='docx-font-tcvn3-capital'] => span.docx-font-tcvn3-capital",
  "r[style-name='docx-font-vni'] => span.docx-font-vni",
  'u => u',
];

type DocumentElement = {
  type: string;
  children?: DocumentElement[];
  alignment?: string | null;
  font?: string | null;
  numbering?: unknown;
  styleId?: string | null;
  styleName?: string | null;
};

/** mammoth's HTML has no alignment, by which captions are recognised, and no fonts, by which 8-bit text is read. */
function markStyles(document: DocumentElement): DocumentElement {
  const pending = [document];
  for (let element = pending.pop(); element; element = pending.pop()) {
    const isPlain = !/^(?:title|caption|heading|.*quote)/i.test(element.styleName ?? '');
    if (element.type === 'paragraph' && element.alignment === 'center' && !element.numbering && isPlain) {
      element.styleId = 'docx-centred';
      element.styleName = 'centred by docx import';
    }
    const font = element.type === 'run' && legacyFontOf(element.font ?? '');
    if (font) {
      element.styleId = 'docx-font';
      element.styleName = `docx-font-${fontName(font)}`;
    }
    pending.push(...(element.children ?? []));
  }
  return document;
}

/** XML as it is; for each picture its path, so that pictures are not copied on their way through mammoth's own zip. */
function textParts(parts: DocxParts): DocxParts {
  return Object.fromEntries(
    Object.entries(parts).map(([path, bytes]) => [
      path,
      /\.(?:xml|rels)$/i.test(path) ? bytes : strToU8(path),
    ]),
  );
}

/** Counts on the text: mammoth drops these elements before anybody could count them. */
function lossesOf(parts: DocxParts): DocxLosses {
  const xml = Object.entries(parts)
    .filter(([path]) => /^\/?word\/(?:document|footnotes|endnotes)\d*\.xml$/i.test(path))
    .map(([, bytes]) => new TextDecoder().decode(bytes))
    .join('');
  const count = (pattern: RegExp) => xml.match(pattern)?.length ?? 0;
  return {
    comments: count(/<w:commentReference\b/g),
    // An empty element marks the end of a paragraph or a row of a table, beside the change of its text.
    changes: count(/<w:(?:ins|del|moveFrom|moveTo)\b[^>]*[^/]>/g),
    equations: count(/<m:oMath[\s>]/g),
    charts: count(/<(?:c|cx):chart\b|<dgm:relIds\b/g),
    objects: count(/<o:OLEObject\b/g),
    linkedPictures: count(/<a:blip\b(?![^>]*\br:embed=)[^>]*\br:link=/g),
  };
}
