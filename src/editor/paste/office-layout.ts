import type { PasteReport } from './paste-report.ts';

/*
 * Footnotes, text boxes and centred paragraphs of office programs. An article has none of them: their text stays, and
 * the report says where.
 */

/** In the text, and before the note itself, in HTML of Word, LibreOffice and Google Docs. */
const noteReferences =
  'a[href^="#_ftn"]:not([href^="#_ftnref"]), a[href^="#_edn"]:not([href^="#_ednref"]), .sdfootnoteanc, .sdendnoteanc, a[href^="#ftnt"]:not([href^="#ftnt_ref"])';
const noteNumbers =
  'a[href^="#_ftnref"], a[href^="#_ednref"], .sdfootnotesym, .sdendnotesym, a[href^="#ftnt_ref"]';
const noteLists = '[style*="mso-element:footnote-list" i], [style*="mso-element:endnote-list" i]';

/** Numbers the footnotes in the text, and the notes themselves, which these programs put after it. */
export function numberFootnotes(root: Element, report: PasteReport): void {
  const notes = Array.from(root.querySelectorAll(noteNumbers));
  for (const rule of root.querySelectorAll(`:is(${noteLists}) hr`)) rule.remove();
  const before = notes[0]?.closest('div')?.previousElementSibling;
  if (before?.tagName === 'HR') before.remove();
  for (const reference of root.querySelectorAll(noteReferences)) {
    const number = root.ownerDocument.createElement('sup');
    number.textContent = bracketed(reference);
    reference.replaceWith(number);
  }
  for (const number of notes) number.replaceWith(`${bracketed(number)} `);
  report.footnotes += notes.length;
}

function bracketed({ textContent }: Element): string {
  return `[${(textContent ?? '').replace(/[[\]\s]/g, '')}]`;
}

/**
 * Puts the text of Word's text boxes after the paragraph that they are anchored in. It is inside that paragraph, or, for
 * boxes that Word also copies as a picture, in a comment.
 */
export function placeTextBoxes(root: HTMLElement, report: PasteReport): void {
  const { ownerDocument } = root;
  for (const comment of commentsIn(root)) {
    const host = comment.parentElement?.closest('p, h1, h2, h3, h4, h5, h6') ?? comment.parentElement;
    for (const [, html = ''] of comment.data.matchAll(/<v:textbox\b[^>]*>([\s\S]*?)<\/v:textbox>/gi)) {
      const { body } = new DOMParser().parseFromString(html, 'text/html');
      const text = lineOf(body);
      if (!host || text === '' || lineOf(root).includes(text)) continue;
      const box = ownerDocument.createElement('div');
      box.append(...body.childNodes);
      insertAfter(host, box, root);
      report.textBoxes += 1;
    }
    const pictures = comment.data.includes('<v:textbox')
      ? Array.from(host?.querySelectorAll('img') ?? [])
      : [];
    for (const picture of pictures) {
      const shape = picture.getAttribute('v:shapes');
      if (shape && comment.data.includes(`id="${shape}"`)) picture.remove();
    }
  }
  for (const box of root.querySelectorAll('div[v\\:shape]')) {
    const host = box.parentElement?.closest('p, h1, h2, h3, h4, h5, h6');
    const frame = box.parentElement?.closest('table');
    if (host) insertAfter(host, box, root);
    if (frame && lineOf(frame) === '') frame.remove();
    report.textBoxes += 1;
  }
}

function commentsIn(root: Element): Comment[] {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  const comments: Comment[] = [];
  while (walker.nextNode()) {
    const comment = walker.currentNode as Comment;
    if (comment.data.includes('<v:textbox')) comments.push(comment);
  }
  return comments;
}

function insertAfter(host: Element, box: Element, root: Element): void {
  if (host === root) host.append(box);
  else host.after(box);
}

const lineOf = ({ textContent }: Node): string => (textContent ?? '').replace(/\s+/g, ' ').trim();

const alignments = '[align], center, [style*="text-align" i]';

/** Counts the centred paragraphs outside of tables, where centring is common and says nothing. */
export function countCentered(root: Element): number {
  return Array.from(root.querySelectorAll('p, h1, h2, h3, h4, h5, h6')).filter((paragraph) => {
    const aligned = paragraph.closest(alignments);
    if (!aligned || paragraph.closest('td, th, figure') || lineOf(paragraph) === '') return false;
    const { textAlign } = (aligned as HTMLElement).style;
    return (
      aligned.tagName === 'CENTER' || (textAlign || aligned.getAttribute('align')?.toLowerCase()) === 'center'
    );
  }).length;
}
