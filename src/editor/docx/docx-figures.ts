import { prefixedCredit, splitCaption } from '../../../domain/credit.ts';
import { limits } from '../../../domain/limits.ts';
import { oneLine } from '../../../domain/vietnamese.ts';
import { cleanText } from '../paste/clean-text.ts';

/*
 * Word has pictures in paragraphs, lists and table cells, with the caption as the paragraph beneath. The article has
 * figures between its blocks.
 */

/** A longer paragraph under a picture is text. */
const captionMaxChars = 300;

/** Its dataset has the text of the figure: `picture` (index), `alt`, `caption`, `credit`. */
export type FigureElement = HTMLElement;

/** Moves every picture of a converted Word file into a `figure` of its own below `body`, with the caption beneath it. */
export function liftFigures(body: HTMLElement): void {
  for (const block of Array.from(body.children)) {
    if (block.querySelector('img') && block.tagName !== 'P') liftFromBlock(block);
  }
  splitParagraphs(body);
  captionFigures(body);
}

/** A table, list or quote: its pictures go below it, in reading order. */
function liftFromBlock(block: Element): void {
  const containers = new Set(Array.from(block.querySelectorAll('img'), containerOf));
  for (const container of containers) {
    splitParagraphs(container);
    captionFigures(container);
  }
  for (const row of block.querySelectorAll('tr')) captionFromTable(row);
  block.after(...block.querySelectorAll('figure'));
  if (textOf(block) === '') block.remove();
}

function containerOf(image: Element): Element {
  return image.closest('td, th, li, blockquote') ?? image.closest('body > *') ?? image;
}

/** Replaces each paragraph that has pictures by figures, and by paragraphs of the text between them. */
function splitParagraphs(container: Element): void {
  const paragraphs = new Set(Array.from(container.querySelectorAll('img'), (image) => image.closest('p')));
  for (const paragraph of paragraphs) {
    if (!paragraph) continue;
    const parts: Element[] = [];
    for (let image = paragraph.querySelector('img'); image; image = paragraph.querySelector('img')) {
      const range = paragraph.ownerDocument.createRange();
      range.setStartBefore(paragraph.firstChild ?? image);
      range.setEndBefore(image);
      const before = paragraph.cloneNode(false) as Element;
      before.append(range.extractContents());
      const figure = figureOf(image);
      image.remove();
      parts.push(before, figure);
    }
    parts.push(paragraph.cloneNode(false) as Element);
    parts.at(-1)?.append(...paragraph.childNodes);
    paragraph.replaceWith(...parts.filter((part) => part.tagName === 'FIGURE' || textOf(part) !== ''));
  }
  // Without a paragraph: mammoth writes the text of list items and headings directly.
  for (const image of container.querySelectorAll('img')) image.replaceWith(figureOf(image));
}

function figureOf(image: HTMLImageElement): FigureElement {
  const figure = image.ownerDocument.createElement('figure');
  figure.dataset.picture = /^docx:(\d+)$/.exec(image.getAttribute('src') ?? '')?.[1] ?? '';
  figure.dataset.alt = writtenAlt(image.alt);
  return figure;
}

/** Word and phones fill in texts that nobody wrote. */
function writtenAlt(alt: string): string {
  const text = oneLine(alt);
  const isGenerated =
    /automatically generated|được tạo tự động|tự động tạo/iu.test(text) || /\.\w{3,4}$|^https?:/i.test(text);
  return isGenerated ? '' : text.slice(0, limits.altMaxChars);
}

/** Takes the paragraph beneath figures as their caption where it looks like one. */
function captionFigures(container: Element): void {
  for (const figure of container.querySelectorAll('figure')) {
    const paragraph = figure.nextElementSibling;
    if (paragraph?.tagName !== 'P' || !looksLikeCaption(paragraph)) continue;
    const group = groupBefore(paragraph);
    setCaption(group, textOf(paragraph));
    const next = paragraph.nextElementSibling;
    paragraph.remove();
    const credit = next?.tagName === 'P' ? prefixedCredit(textOf(next)) : null;
    if (credit === null || group.some(({ dataset }) => dataset.credit)) continue;
    for (const { dataset } of group) dataset.credit = credit;
    next?.remove();
  }
}

function looksLikeCaption(paragraph: Element): boolean {
  const text = textOf(paragraph);
  if (text === '' || text.length > captionMaxChars) return false;
  return (
    paragraph.matches('.docx-caption, .docx-centred') ||
    splitCaption(text).credit !== '' ||
    isItalic(paragraph)
  );
}

function isItalic(paragraph: Element): boolean {
  const italic = Array.from(paragraph.querySelectorAll('em'), textOf).join('');
  return italic.replace(/\s/g, '') === textOf(paragraph).replace(/\s/g, '');
}

/** The figures that stand directly before an element. */
function groupBefore(element: Element): FigureElement[] {
  const group: FigureElement[] = [];
  for (let previous = element.previousElementSibling; previous?.tagName === 'FIGURE'; ) {
    group.unshift(previous as FigureElement);
    previous = previous.previousElementSibling;
  }
  return group;
}

/** One caption under several pictures goes to the last; its credit to all. */
function setCaption(figures: readonly FigureElement[], text: string): void {
  const { caption, credit } = splitCaption(text);
  const last = figures.at(-1);
  if (last) last.dataset.caption = caption.slice(0, limits.captionMaxChars);
  for (const { dataset } of figures) dataset.credit ??= credit.slice(0, limits.creditMaxChars);
}

/**
 * In a table used for layout, the row under a row of pictures has their captions. In any other, the text of its row is
 * proposed for a picture, and stays in the table.
 */
function captionFromTable(row: HTMLTableRowElement): void {
  const figures = Array.from(row.querySelectorAll('figure'));
  if (figures.length === 0) return;
  const rowText = textOf(row);
  const next = row.nextElementSibling;
  const captions = next instanceof HTMLTableRowElement ? Array.from(next.cells) : [];
  const isCaptionRow =
    rowText === '' &&
    figures.every(({ dataset }) => !dataset.caption) &&
    next?.querySelector('figure') === null &&
    captions.every((cell) => textOf(cell).length <= captionMaxChars);
  if (isCaptionRow && captions.length === row.cells.length) {
    for (const [index, cell] of captions.entries()) {
      setCaption(Array.from(row.cells[index]?.querySelectorAll('figure') ?? []), textOf(cell));
    }
  } else if (isCaptionRow && captions.length === 1 && captions[0]) {
    setCaption(figures, textOf(captions[0]));
  } else {
    for (const { dataset } of figures) dataset.caption ||= rowText.slice(0, captionMaxChars);
    return;
  }
  next?.remove();
}

/** The text of a block on one line; cells and line breaks are apart. */
export function textOf(element: Element): string {
  const walker = element.ownerDocument.createTreeWalker(
    element,
    NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT,
  );
  let text = '';
  while (walker.nextNode()) {
    const { nodeName, nodeValue } = walker.currentNode;
    text += nodeValue ?? (/^(BR|P|TD|TH|LI)$/.test(nodeName) ? ' ' : '');
  }
  return oneLine(cleanText(text));
}
