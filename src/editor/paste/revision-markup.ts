import type { PasteReport } from './paste-report.ts';

/*
 * Comments and tracked changes that office programs copy along with the text. Comments are confidential; a deleted text
 * must not come back.
 */

/** The mark in the text: Word, Excel, Google Docs. */
const commentAnchors =
  '.MsoCommentReference, .msocomanchor, .msocomanch, a[href^="#_msocom"], a[href^="#cmnt"]:not([href^="#cmnt_ref"])';

/** The comment itself, and the rule above the list of them. Google Docs has a box that links back to the text. */
const commentBodies = '.msocomtxt, .msocomhide, hr.msocomoff, [id^="_com_"]';
const commentBackLinks = 'a[href^="#cmnt_ref"]';

/** Removes comments and their marks below `root`, and counts them in the report. */
export function removeComments(root: Element, report: PasteReport): void {
  const bodies = new Set<Element>(root.querySelectorAll(commentBodies));
  let bodyCount = 0;
  for (const element of root.querySelectorAll('[style*="mso-element" i]')) {
    const kind = /mso-element\s*:\s*(comment(?:-list)?)\s*(?:;|$)/i.exec(element.getAttribute('style') ?? '');
    if (!kind) continue;
    bodies.add(element);
    if (kind[1]?.toLowerCase() === 'comment') bodyCount += 1;
  }
  for (const link of root.querySelectorAll(commentBackLinks)) {
    bodies.add(link.closest('div, p') ?? link);
    bodyCount += 1;
    report.commentProgram = 'Google Docs';
  }
  for (const element of bodies) element.remove();

  const anchors = Array.from(root.querySelectorAll(commentAnchors)).filter(
    (anchor) => !anchor.parentElement?.closest(commentAnchors),
  );
  for (const anchor of anchors) {
    const parent = anchor.parentElement;
    if (anchor.matches('a[href^="#cmnt"]')) report.commentProgram = 'Google Docs';
    anchor.remove();
    if (parent?.tagName === 'SUP' && parent.textContent === '') parent.remove();
  }
  const count = Math.max(anchors.length, bodyCount);
  // A copied comment alone is text; beside a text that refers to it, it is not.
  if (count > 0)
    for (const text of root.querySelectorAll('.MsoCommentText, .MsoCommentSubject')) text.remove();
  report.comments += count;
}

/** Programs whose `del` and `ins` are tracked changes. Web pages use them for text that is struck through. */
const trackingPrograms = /Microsoft|LibreOffice|OpenOffice/i;

/** Accepts tracked changes in `source`: insertions become text, deletions are removed, both are counted. */
export function acceptChanges(source: Document, report: PasteReport): void {
  const generator = source.querySelector('meta[name="generator" i]')?.getAttribute('content') ?? '';
  const isTracked =
    trackingPrograms.test(generator) || source.querySelector('[id^="docs-internal-guid"]') !== null;
  const elements = isTracked ? 'ins, del' : ':is(ins, del):is([datetime], [cite])';
  const selector = `.msoIns, .msoDel, :is(.msoIns, .msoDel) :is(ins, del), ${elements}`;
  const changes = Array.from(source.body.querySelectorAll(selector));
  // A change inside another one is a part of it.
  report.changes += changes.filter((change) => !change.parentElement?.closest(selector)).length;
  for (const change of changes) {
    if (change.tagName === 'DEL' || change.classList.contains('msoDel')) change.remove();
    else change.replaceWith(...change.childNodes);
  }
}
