import { strToU8, type Zippable, zipSync } from 'fflate';

/* Word files with the markup that Word writes, as far as the reader looks at it. */

type DocxOptions = {
  /** The content of `w:body`. */
  body: string;
  /** Pictures and the like: path below `word/` → bytes. Related as `rId1`, `rId2`, … in this order. */
  media?: Record<string, Uint8Array>;
  /** Addresses of links, related after the media. */
  links?: string[];
  /** The content of `w:footnotes`. */
  footnotes?: string;
  /** Further parts by path, or replacements. */
  parts?: Record<string, string | Uint8Array>;
};

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const main =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** A Word file. */
export function docxFile(options: DocxOptions): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(docxParts(options)).map(([path, content]) => [
    path,
    typeof content === 'string' ? strToU8(content) : content,
  ]);
  return zipSync(Object.fromEntries(entries) as Zippable);
}

function docxParts({ body, media = {}, links = [], footnotes = '', parts = {} }: DocxOptions) {
  const mediaPaths = Object.keys(media);
  const relations = [
    ...mediaPaths.map((path) => `Type="${office}/image" Target="${path}"`),
    ...links.map((url) => `Type="${office}/hyperlink" Target="${url}" TargetMode="External"`),
  ].map((relation, index) => `<Relationship Id="rId${index + 1}" ${relation}/>`);
  relations.push(
    ...['styles', 'numbering', 'footnotes', 'comments'].map(
      (part) => `<Relationship Id="rId-${part}" Type="${office}/${part}" Target="${part}.xml"/>`,
    ),
  );
  const xmlns = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';
  return {
    '[Content_Types].xml': `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/><Default Extension="emf" ContentType="image/x-emf"/></Types>`,
    '_rels/.rels': `${declaration}<Relationships ${xmlns}><Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `${declaration}<w:document ${main}><w:body>${body}<w:sectPr/></w:body></w:document>`,
    'word/_rels/document.xml.rels': `${declaration}<Relationships ${xmlns}>${relations.join('')}</Relationships>`,
    'word/styles.xml': `${declaration}<w:styles ${main}>${styles}</w:styles>`,
    'word/numbering.xml': `${declaration}<w:numbering ${main}>${numbering}</w:numbering>`,
    'word/footnotes.xml': `${declaration}<w:footnotes ${main}>${footnotes}</w:footnotes>`,
    'word/comments.xml': `${declaration}<w:comments ${main}><w:comment w:id="0" w:author="Lan"><w:p><w:r><w:t>Chưa công bố con số này!</w:t></w:r></w:p></w:comment></w:comments>`,
    ...Object.fromEntries(Object.entries(media).map(([path, bytes]) => [`word/${path}`, bytes])),
    ...parts,
  };
}

const styles = [
  ['Title', 'Title'],
  ['Caption', 'caption'],
  ['Quote', 'Quote'],
  ...[1, 2, 3].map((level) => [`Heading${level}`, `heading ${level}`]),
]
  .map(([id, name]) => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`)
  .join('');

/** `numId` 1 has bullets, 2 numbers. */
const numbering = ['bullet', 'decimal']
  .map((format, index) => {
    const levels = [0, 1, 2].map(
      (level) => `<w:lvl w:ilvl="${level}"><w:numFmt w:val="${format}"/><w:lvlText w:val="%1."/></w:lvl>`,
    );
    return `<w:abstractNum w:abstractNumId="${index}">${levels.join('')}</w:abstractNum>`;
  })
  .concat([1, 2].map((id) => `<w:num w:numId="${id}"><w:abstractNumId w:val="${id - 1}"/></w:num>`))
  .join('');

type ParagraphOptions = { style?: string; isCentred?: boolean; list?: 1 | 2; level?: number };

/** A paragraph. @param content text, or runs. */
export function p(content: string, { style, isCentred, list, level = 0 }: ParagraphOptions = {}): string {
  const properties = [
    style && `<w:pStyle w:val="${style}"/>`,
    list && `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`,
    isCentred && '<w:jc w:val="center"/>',
  ].filter(Boolean);
  return `<w:p><w:pPr>${properties.join('')}</w:pPr>${content.startsWith('<') ? content : r(content)}</w:p>`;
}

/** A run. @param properties the content of `w:rPr`, such as `<w:b/>`. */
export function r(text: string, properties = ''): string {
  return `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
}

/** A picture in line with the text, of the relation `rId{number}`. */
export function picture(number: number, alt = ''): string {
  return `<w:r><w:drawing><wp:inline><wp:docPr id="${number}" name="Picture" descr="${alt}"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill><a:blip r:embed="rId${number}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
}

export function table(rows: string[][]): string {
  const cell = (content: string) => `<w:tc><w:tcPr/>${content.startsWith('<') ? content : p(content)}</w:tc>`;
  return `<w:tbl><w:tblPr/>${rows.map((cells) => `<w:tr>${cells.map(cell).join('')}</w:tr>`).join('')}</w:tbl>`;
}
