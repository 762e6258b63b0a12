import { Fragment, type Node, DOMParser as SchemaParser, Slice } from '@tiptap/pm/model';
import { EditorState } from '@tiptap/pm/state';
import { newBlockId } from '../../../domain/document/block-id.ts';
import type { NodeJson } from '../../../domain/document/content.ts';
import { bodySchema } from '../../../domain/document/extensions.ts';
import { limits } from '../../../domain/limits.ts';
import { oneLine } from '../../../domain/vietnamese.ts';
import { isImageFile } from '../../uploads/image-files.ts';
import { cleanHtml } from '../paste/clean-html.ts';
import type { BlockFonts } from '../paste/legacy-fonts.ts';
import { type PasteRefusal, refusedHtml, refusedSlice } from '../paste/paste-limits.ts';
import { emptyReport } from '../paste/paste-report.ts';
import { withPlainLetters } from '../paste/plain-letters.ts';
import type { DocxLosses, DocxSource } from './convert-docx.ts';
import { type FigureElement, liftFigures, textOf } from './docx-figures.ts';
import { DocxProblem } from './docx-package.ts';
import { readDocx } from './read-docx.ts';

/** What an import left out or changed. */
export type DocxReport = DocxLosses & {
  /** Footnotes and endnotes, which became a list at the end. */
  notes: number;
  /** The kinds of pictures that nothing but Word draws, such as EMF; once for each picture. */
  unsupportedPictures: string[];
  /** Pictures past the limit. */
  excessPictures: number;
};

/** A Word file as content of an article, within all its limits. */
export type ImportedDocx = {
  /** The text of the title, one line; empty when the file has none. */
  title: string;
  /** Blocks of the body. Each `upload` among them has its file in `files`. */
  blocks: NodeJson[];
  files: { uploadId: string; file: File }[];
  /** The 8-bit fonts, for the offer to convert their text. */
  blockFonts: BlockFonts;
  report: DocxReport;
};

/** The content of a Word file would exceed a limit of articles. */
export class DocxRefusal extends Error {
  readonly refusal: PasteRefusal;

  constructor(refusal: PasteRefusal) {
    super(`The Word file exceeds a limit: ${refusal.kind}`);
    this.name = 'DocxRefusal';
    this.refusal = refusal;
  }
}

/**
 * Reads a Word file for an article.
 *
 * @throws DocxProblem, DocxRefusal
 */
export async function importDocx(file: File): Promise<ImportedDocx> {
  return prepareDocx(await readDocx(file));
}

/** Brings what was read into the form of an article: by the cleaner of pasted HTML, and checked as a paste is. */
export function prepareDocx({ html, pictures, losses }: DocxSource): ImportedDocx {
  const source = new DOMParser().parseFromString(html, 'text/html');
  const refusal = refusedHtml(source);
  if (refusal) throw new DocxRefusal(refusal);
  const report: DocxReport = { ...losses, notes: 0, unsupportedPictures: [], excessPictures: 0 };
  const files: ImportedDocx['files'] = [];
  report.notes = separateNotes(source);
  const title = takeTitle(source.body);
  promoteHeadings(source.body);
  liftFigures(source.body);
  nameFonts(source.body);
  const blockFonts: BlockFonts = new Map();
  const nodes: Node[] = [];
  for (const part of partsOf(source.body)) {
    if (typeof part === 'string') nodes.push(...parse(part, blockFonts));
    else nodes.push(...placeholder(part, pictures, files, report));
  }
  const slice = withPlainLetters(new Slice(Fragment.fromArray(nodes), 0, 0));
  const text = slice.content.textBetween(0, slice.content.size);
  if (title + text === '' && files.length === 0) throw new DocxProblem('empty');
  const excess = refusedSlice(slice, EditorState.create({ schema: bodySchema }));
  if (excess) throw new DocxRefusal(excess);
  return { title, blocks: (slice.content.toJSON() ?? []) as NodeJson[], files, blockFonts, report };
}

/** Notes have their numbers in the text, and their texts in a list at the end, below a rule. @returns how many. */
function separateNotes(source: Document): number {
  const notes = source.body.querySelectorAll(':scope > ol > :is([id^="footnote-"], [id^="endnote-"])');
  const list = notes[0]?.parentElement;
  if (!list) return 0;
  list.before(source.createElement('hr'));
  for (const link of list.querySelectorAll('a[href^="#footnote-ref-"], a[href^="#endnote-ref-"]'))
    link.remove();
  return notes.length;
}

/**
 * Takes the title out of the text: paragraphs of the style Title at its start, else the only first-level heading when
 * the text starts with it.
 */
function takeTitle(body: HTMLElement): string {
  const first = Array.from(body.children).find((block) => textOf(block) !== '');
  const lines: Element[] = [];
  for (let line = first; line?.matches('.docx-title'); line = line.nextElementSibling ?? undefined) {
    lines.push(line);
  }
  if (first?.tagName === 'H1' && body.querySelectorAll('h1').length === 1) lines.push(first);
  const title = lines.map(textOf).join(' ');
  if (title.length > limits.titleMaxChars * limits.lineTolerance) return '';
  for (const line of lines) {
    // A picture that stands in the title remains.
    line.replaceWith(...line.querySelectorAll('img'));
  }
  return title;
}

/** An article's headings begin at the second level: the file's first one becomes it, and the others follow. */
function promoteHeadings(body: HTMLElement): void {
  if (!body.querySelector('h1')) return;
  for (const heading of body.querySelectorAll('h1, h2, h3')) {
    const level = body.ownerDocument.createElement(`h${Number(heading.tagName[1]) + 1}`);
    level.append(...heading.childNodes);
    heading.replaceWith(level);
  }
}

/** The HTML between figures, and the figures. */
function partsOf(body: HTMLElement): (string | FigureElement)[] {
  const parts: (string | FigureElement)[] = [''];
  for (const child of body.children) {
    const last = parts.at(-1);
    if (child.tagName === 'FIGURE') parts.push(child as FigureElement);
    else if (typeof last === 'string') parts[parts.length - 1] = last + child.outerHTML;
    else parts.push(child.outerHTML);
  }
  return parts;
}

/** Gives the text of 8-bit fonts the style that the cleaner reads. */
function nameFonts(body: HTMLElement): void {
  const families = { tcvn3: '.VnTime', 'tcvn3-capital': '.VnTimeH', vni: 'VNI-Times' };
  for (const [name, family] of Object.entries(families)) {
    for (const span of body.querySelectorAll<HTMLElement>(`span.docx-font-${name}`)) {
      span.style.fontFamily = `"${family}"`;
    }
  }
}

function parse(html: string, blockFonts: BlockFonts): readonly Node[] {
  const box = document.implementation.createHTMLDocument().body;
  box.innerHTML = cleanHtml(html, emptyReport(), blockFonts);
  return box.hasChildNodes() ? SchemaParser.fromSchema(bodySchema).parse(box).content.content : [];
}

/** A placeholder whose picture is to be uploaded; none for a picture that no browser shows. */
function placeholder(
  { dataset }: FigureElement,
  pictures: readonly File[],
  files: ImportedDocx['files'],
  report: DocxReport,
): Node[] {
  const file = pictures[Number(dataset.picture)];
  if (!file) return [];
  if (!isImageFile(file)) {
    report.unsupportedPictures.push((file.name.split('.').at(-1) ?? '').toUpperCase());
    return [];
  }
  if (files.length >= limits.docxMaxPictures) {
    report.excessPictures += 1;
    return [];
  }
  const uploadId = newBlockId();
  files.push({ uploadId, file });
  const { caption = '', credit = '', alt = '' } = dataset;
  return [
    bodySchema.node('upload', { uploadId, fileName: oneLine(file.name).slice(0, 300), caption, credit, alt }),
  ];
}
