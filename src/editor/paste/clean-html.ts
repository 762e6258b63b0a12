import { cleanText } from './clean-text.ts';
import { type BlockFonts, takeFonts } from './legacy-fonts.ts';
import { type Marks, marked, marksOf, noMarks } from './marks.ts';
import { countCentered, numberFootnotes, placeTextBoxes } from './office-layout.ts';
import { cleanOwnHtml, isOwnHtml } from './own-html.ts';
import { refusedHtml } from './paste-limits.ts';
import { emptyReport, type PasteReport } from './paste-report.ts';
import { captionOf, figurePlaceholder } from './pasted-figures.ts';
import {
  captionedImage,
  emojiOf,
  isPicture,
  movePicturesOut,
  numberPictures,
  pictureOf,
  pictureRows,
} from './pasted-images.ts';
import { acceptChanges, removeComments } from './revision-markup.ts';
import { captionInTable, isBox } from './table-pictures.ts';
import { normalizeWordLists } from './word-lists.ts';

/*
 * HTML from Word, Google Docs and web pages is rebuilt instead of filtered: blocks are collected into a new tree that
 * the schema accepts completely. Headings become levels 2 to 4, empty lines new paragraphs, styles marks; boxes are
 * dissolved. Pictures become placeholders at their places; their files follow, see `pasted-images.ts`.
 */

/** The target of the collected blocks; list items, table cells and quotes accept fewer block types. */
type Context = 'flow' | 'item' | 'cell' | 'quote';

const ignoredTags = new Set(
  'SCRIPT STYLE NOSCRIPT TEMPLATE IFRAME OBJECT EMBED SVG MATH CANVAS VIDEO AUDIO SOURCE BUTTON INPUT SELECT TEXTAREA HEAD TITLE META LINK MAP COL COLGROUP'.split(
    ' ',
  ),
);

const inlineTags = new Set(
  'A ABBR ACRONYM B BDI BDO BIG CITE CODE DATA DEL DFN EM FONT I INS KBD LABEL MARK PICTURE Q RUBY S SAMP SMALL SPAN STRIKE STRONG SUB SUP TIME TT U VAR WBR O:P'.split(
    ' ',
  ),
);

/**
 * Rebuilds pasted HTML for the body.
 *
 * @param report receives what was left out.
 * @param blockFonts receives the 8-bit fonts.
 * @returns HTML that the schema parses completely.
 */
export function cleanHtml(
  html: string,
  report: PasteReport = emptyReport(),
  blockFonts: BlockFonts = new Map(),
): string {
  // An inert document: loads no resources, runs no scripts.
  const source = new DOMParser().parseFromString(html, 'text/html');
  report.refusal = refusedHtml(source);
  if (report.refusal) return '';
  if (isOwnHtml(source)) return cleanOwnHtml(source);
  removeComments(source.body, report);
  acceptChanges(source, report);
  placeTextBoxes(source.body, report);
  numberFootnotes(source.body, report);
  report.centered += countCentered(source.body);
  report.tablePictures += pictureRows(source.body).length;
  normalizeWordLists(source.body);
  movePicturesOut(source.body);
  const page = document.implementation.createHTMLDocument();
  page.body.append(...blocksOf(source.body, 'flow', noMarks, page));
  takeFonts(page.body, blockFonts);
  const { pictures, leftOut } = numberPictures(page.body);
  report.pictures = pictures;
  report.remoteImages += leftOut;
  return page.body.innerHTML;
}

const noText = { caption: '', credit: '' };

function blocksOf(container: Node, context: Context, around: Marks, page: Document): HTMLElement[] {
  const blocks: HTMLElement[] = [];
  let paragraph: HTMLElement | null = null;
  const flush = () => {
    if (paragraph) blocks.push(...paragraphsIn(paragraph));
    paragraph = null;
  };
  const append = (node: Node) => {
    paragraph ??= page.createElement('p');
    paragraph.append(node);
  };
  const visit = (node: Node, marks: Marks): void => {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = cleanText(node.nodeValue ?? '');
      for (const [index, line] of (marks.isPreformatted ? text.split(/\r\n?|\n/) : [text]).entries()) {
        if (index > 0) append(page.createElement('br'));
        append(marked(line, marks, page));
      }
      return;
    }
    if (!(node instanceof HTMLElement)) return;
    const { tagName } = node;
    const emoji = tagName === 'IMG' ? emojiOf(node) : null;
    if (emoji) append(marked(emoji, marks, page));
    if (isIgnored(node)) return;
    if (node instanceof HTMLImageElement) {
      if (context !== 'flow' || !isPicture(node)) return;
      flush();
      blocks.push(figurePlaceholder(pictureOf(node), noText, page));
      return;
    }
    if (tagName === 'BR') {
      if (isPageBreak(node)) flush();
      else append(page.createElement('br'));
    } else if (inlineTags.has(tagName))
      for (const child of node.childNodes) visit(child, marksOf(node, marks));
    else {
      flush();
      blocks.push(...blockOf(node, context, marksOf(node, marks), page));
    }
  };
  for (const child of container.childNodes) visit(child, around);
  flush();
  return blocks;
}

function blockOf(element: HTMLElement, context: Context, marks: Marks, page: Document): HTMLElement[] {
  switch (element.tagName) {
    case 'H1':
    case 'H2':
    case 'H3':
    case 'H4':
    case 'H5':
    case 'H6':
      return context === 'flow' ? heading(element, page) : blocksOf(element, context, marks, page);
    case 'UL':
    case 'OL':
      return context === 'quote' ? itemsAsParagraphs(element, marks, page) : list(element, marks, page);
    case 'LI':
      return blocksOf(element, context, marks, page);
    case 'TABLE':
      return element instanceof HTMLTableElement ? table(element, context, marks, page) : [];
    case 'BLOCKQUOTE':
      return context === 'flow' ? quote(element, marks, page) : blocksOf(element, context, marks, page);
    case 'FIGURE': {
      const image = context === 'flow' ? captionedImage(element) : null;
      return image
        ? [figurePlaceholder(pictureOf(image), captionOf(element), page)]
        : blocksOf(element, context, marks, page);
    }
    case 'HR':
      return context === 'flow' ? [page.createElement('hr')] : [];
    default:
      return blocksOf(element, context, marks, page);
  }
}

/** Headings are one line, and bold without a mark. */
function heading(element: HTMLElement, page: Document): HTMLElement[] {
  const level = Math.min(4, Math.max(2, Number(element.tagName[1])));
  const result = page.createElement(`h${level}`);
  const marks = { ...marksOf(element, noMarks), bold: false };
  for (const block of blocksOf(element, 'quote', marks, page)) {
    for (const bold of block.querySelectorAll('strong')) bold.replaceWith(...bold.childNodes);
    if (result.hasChildNodes()) result.append(' ');
    for (const lineBreak of block.querySelectorAll('br')) lineBreak.replaceWith(' ');
    result.append(...block.childNodes);
  }
  return trimWhitespace(result) ? [result] : [];
}

function list(element: HTMLElement, marks: Marks, page: Document): HTMLElement[] {
  const result = page.createElement(element.tagName);
  const start = element.getAttribute('start');
  if (element.tagName === 'OL' && start && /^\d{1,4}$/.test(start)) result.setAttribute('start', start);
  for (const child of element.children) {
    if (!(child instanceof HTMLElement) || isIgnored(child)) continue;
    const isNested = child.tagName === 'UL' || child.tagName === 'OL';
    const blocks = isNested ? list(child, marks, page) : blocksOf(child, 'item', marksOf(child, marks), page);
    // Google Docs puts a nested list after the item that it belongs to.
    const previous = result.lastElementChild;
    if (isNested && previous) previous.append(...blocks);
    else if (blocks[0]?.tagName === 'P') result.appendChild(page.createElement('li')).append(...blocks);
    else if (blocks.length > 0) {
      // An item must start with a paragraph: without one, its lists join the previous item or replace it.
      if (previous) previous.append(...blocks);
      else result.append(...blocks.flatMap((block) => Array.from(block.children)));
    }
  }
  return result.hasChildNodes() ? [result] : [];
}

function itemsAsParagraphs(element: HTMLElement, marks: Marks, page: Document): HTMLElement[] {
  return Array.from(element.children).flatMap((child) => blocksOf(child, 'quote', marks, page));
}

function quote(element: HTMLElement, marks: Marks, page: Document): HTMLElement[] {
  const result = page.createElement('blockquote');
  result.append(...blocksOf(element, 'quote', marks, page));
  return result.hasChildNodes() ? [result] : [];
}

/** Nested tables are dissolved; so is a table of one cell, which was used for layout. */
function table(element: HTMLTableElement, context: Context, marks: Marks, page: Document): HTMLElement[] {
  const caption = element.caption ? blocksOf(element.caption, context, marks, page) : [];
  const rows = Array.from(element.rows).filter(({ cells }) => cells.length > 0);
  if (context !== 'flow' || isBox(element)) {
    return [
      ...caption,
      ...rows.flatMap((row) => Array.from(row.cells).flatMap((cell) => blocksOf(cell, context, marks, page))),
    ];
  }
  const result = page.createElement('table');
  const body = result.appendChild(page.createElement('tbody'));
  for (const [index, row] of rows.entries()) {
    const line = body.appendChild(page.createElement('tr'));
    for (const cell of row.cells) {
      const isHeader = cell.tagName === 'TH' || row.parentElement?.tagName === 'THEAD';
      const box = line.appendChild(page.createElement(isHeader ? 'th' : 'td'));
      for (const span of ['colspan', 'rowspan'] as const) {
        const value = cell.getAttribute(span);
        if (!value || !/^([2-9]|[1-4]\d|50)$/.test(value)) continue;
        // A cell ends with its table.
        const size = span === 'rowspan' ? Math.min(Number(value), rows.length - index) : Number(value);
        if (size > 1) box.setAttribute(span, String(size));
      }
      const inner = marksOf(cell, marks);
      box.append(...blocksOf(cell, 'cell', isHeader ? { ...inner, bold: false } : inner, page));
    }
  }
  const pictures = pictureRows(element).map(({ image, row }) =>
    figurePlaceholder(pictureOf(image), captionInTable(image, row), page),
  );
  // The schema's tables have no caption: it stays before its table.
  return rows.length > 0 ? [...caption, result, ...pictures] : caption;
}

function isIgnored(element: HTMLElement): boolean {
  if (ignoredTags.has(element.tagName.toUpperCase()) || element.hidden) return true;
  // "See more" of a social post.
  if (element.getAttribute('role') === 'button' && element.tagName !== 'A') return true;
  return element.style.display === 'none' || /mso-hide\s*:\s*all/i.test(element.getAttribute('style') ?? '');
}

/** Of Word: a break of the page, section or column. */
function isPageBreak(lineBreak: HTMLElement): boolean {
  return /page-break|mso-break-type|mso-column-break/i.test(lineBreak.getAttribute('style') ?? '');
}

/** Splits a paragraph where it has an empty line, and trims its lines. An empty paragraph is dropped. */
function paragraphsIn(paragraph: HTMLElement): HTMLElement[] {
  if (!paragraph.querySelector('br')) return trimWhitespace(paragraph) ? [paragraph] : [];
  const page = paragraph.ownerDocument;
  const result: HTMLElement[] = [];
  let line = page.createElement('p');
  let isContinued = false;
  const endLine = () => {
    const last = isContinued ? result.at(-1) : null;
    isContinued = trimWhitespace(line);
    if (isContinued && last) last.append(page.createElement('br'), ...line.childNodes);
    else if (isContinued) result.push(line);
    line = page.createElement('p');
  };
  for (const node of Array.from(paragraph.childNodes)) {
    if (node.nodeName === 'BR') endLine();
    else line.append(node);
  }
  endLine();
  return result;
}

/** Collapses white space and trims both ends. @returns whether any text is left. */
function trimWhitespace(line: HTMLElement): boolean {
  if ((line.textContent ?? '').trim() === '') return false;
  const walker = line.ownerDocument.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  let isAfterSpace = true;
  for (const text of texts) {
    const data = text.data.replace(/\s+/g, ' ');
    text.data = isAfterSpace ? data.trimStart() : data;
    if (text.data !== '') isAfterSpace = text.data.endsWith(' ');
  }
  const last = texts.findLast(({ data }) => data !== '');
  if (last) last.data = last.data.trimEnd();
  return true;
}
