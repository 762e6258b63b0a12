import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { cleanText } from './clean-text.ts';
import { type Marks, marked, marksOf, noMarks } from './marks.ts';
import { cleanOwnHtml, isOwnHtml } from './own-html.ts';
import { normalizeWordLists } from './word-lists.ts';

/** Cleans HTML and text pasted or dropped into the body. */
export const CleanPaste = Extension.create({
  name: 'cleanPaste',
  addProseMirrorPlugins() {
    return [new Plugin({ props: { transformPastedHTML: cleanHtml, transformPastedText: cleanText } })];
  },
});

/*
 * HTML from Word, Google Docs and web pages is rebuilt instead of filtered: blocks are collected into a new tree that
 * the schema accepts completely. Headings become levels 2 to 4, line breaks paragraphs, styles marks; boxes are
 * dissolved. Images are read from the clipboard separately, see `pasted-images.ts`.
 */

/** The target of the collected blocks; list items, table cells and quotes accept fewer block types. */
type Context = 'flow' | 'item' | 'cell' | 'quote';

const ignoredTags = new Set(
  'SCRIPT STYLE NOSCRIPT TEMPLATE IFRAME OBJECT EMBED SVG MATH CANVAS VIDEO AUDIO IMG PICTURE SOURCE BUTTON INPUT SELECT TEXTAREA HEAD TITLE META LINK MAP COL COLGROUP'.split(
    ' ',
  ),
);

const inlineTags = new Set(
  'A ABBR ACRONYM B BDI BDO BIG CITE CODE DATA DEL DFN EM FONT I INS KBD LABEL MARK Q RUBY S SAMP SMALL SPAN STRIKE STRONG SUB SUP TIME TT U VAR WBR O:P'.split(
    ' ',
  ),
);

/** Rebuilds pasted HTML for the body. @returns HTML that the schema parses completely. */
export function cleanHtml(html: string): string {
  // An inert document: loads no resources, runs no scripts.
  const source = new DOMParser().parseFromString(html, 'text/html');
  if (isOwnHtml(source)) return cleanOwnHtml(source);
  normalizeWordLists(source.body);
  const page = document.implementation.createHTMLDocument();
  page.body.append(...blocksOf(source.body, 'flow', noMarks, page));
  return page.body.innerHTML;
}

function blocksOf(container: Node, context: Context, around: Marks, page: Document): HTMLElement[] {
  const blocks: HTMLElement[] = [];
  let paragraph: HTMLElement | null = null;
  const flush = () => {
    if (paragraph && trimWhitespace(paragraph)) blocks.push(paragraph);
    paragraph = null;
  };
  const visit = (node: Node, marks: Marks): void => {
    if (node.nodeType === Node.TEXT_NODE) {
      paragraph ??= page.createElement('p');
      paragraph.append(marked(cleanText(node.nodeValue ?? ''), marks, page));
      return;
    }
    if (!(node instanceof HTMLElement) || isIgnored(node)) return;
    const { tagName } = node;
    if (tagName === 'BR') flush();
    else if (inlineTags.has(tagName)) for (const child of node.childNodes) visit(child, marksOf(node, marks));
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
    case 'HR':
      return context === 'flow' ? [page.createElement('hr')] : [];
    case 'PRE':
      return lines(element, marks, page);
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
  const rows = Array.from(element.rows).filter(({ cells }) => cells.length > 0);
  const isBox = rows.length === 1 && rows[0]?.cells.length === 1;
  if (context !== 'flow' || isBox) {
    return rows.flatMap((row) =>
      Array.from(row.cells).flatMap((cell) => blocksOf(cell, context, marks, page)),
    );
  }
  const result = page.createElement('table');
  const body = result.appendChild(page.createElement('tbody'));
  for (const row of rows) {
    const line = body.appendChild(page.createElement('tr'));
    for (const cell of row.cells) {
      const isHeader = cell.tagName === 'TH' || row.parentElement?.tagName === 'THEAD';
      const box = line.appendChild(page.createElement(isHeader ? 'th' : 'td'));
      for (const span of ['colspan', 'rowspan'] as const) {
        const value = cell.getAttribute(span);
        if (value && /^([2-9]|[1-4]\d|50)$/.test(value)) box.setAttribute(span, value);
      }
      const inner = marksOf(cell, marks);
      box.append(...blocksOf(cell, 'cell', isHeader ? { ...inner, bold: false } : inner, page));
    }
  }
  return rows.length > 0 ? [result] : [];
}

function lines(element: HTMLElement, marks: Marks, page: Document): HTMLElement[] {
  return cleanText(element.textContent ?? '')
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const paragraph = page.createElement('p');
      paragraph.append(marked(line.trim(), marks, page));
      return paragraph;
    });
}

function isIgnored(element: HTMLElement): boolean {
  if (ignoredTags.has(element.tagName.toUpperCase()) || element.hidden) return true;
  return element.style.display === 'none' || /mso-hide\s*:\s*all/i.test(element.getAttribute('style') ?? '');
}

/** Collapses white space and trims both ends. @returns whether any text is left. */
function trimWhitespace(line: HTMLElement): boolean {
  if ((line.textContent ?? '').trim() === '') return false;
  const walker = line.ownerDocument.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) text.data = text.data.replace(/\s+/g, ' ');
  trimEnd(texts, (data) => data.replace(/^\s+/, ''));
  trimEnd(texts.reverse(), (data) => data.replace(/\s+$/, ''));
  return true;
}

function trimEnd(texts: Text[], trim: (data: string) => string): void {
  for (const text of texts) {
    text.data = trim(text.data);
    if (text.data !== '') return;
  }
}
