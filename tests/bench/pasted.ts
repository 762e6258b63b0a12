import { legacyToUnicode } from '../../domain/legacy-encodings.ts';
import { lastSentence, sentences } from './article.ts';

/** What is put on the clipboard. It ends with `ending`, so that a page that shows it has pasted everything. */
export type Pasted = { html: string; text: string; ending: string };

const paragraphWords = 70;

/** @returns paragraphs with `wordCount` words in all, and the last sentence. */
function paragraphs(wordCount: number): string[] {
  const counts = Array.from({ length: Math.ceil(wordCount / paragraphWords) }, (_, index) =>
    Math.min(paragraphWords, wordCount - index * paragraphWords),
  );
  return [...sentences(counts), lastSentence];
}

const document = (styles: string, body: string) =>
  `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset="utf-8"><style>${styles}</style></head><body lang=VI>
<!--StartFragment-->${body}<!--EndFragment--></body></html>`;

/** The first words of every third paragraph are bold, in a span of their own as Word and Google Docs write it. */
function inRuns(text: string, index: number, run: (text: string, isBold: boolean) => string): string {
  const split = index % 3 === 0 ? text.indexOf(' ', 30) : 0;
  return split > 0 ? run(text.slice(0, split), true) + run(text.slice(split), false) : run(text, false);
}

/** As Word puts it on the clipboard, in the font given. */
export function fromWord(
  wordCount: number,
  { font = 'Times New Roman', write = (text: string) => text } = {},
): Pasted {
  const texts = paragraphs(wordCount).map(write);
  const span = (text: string, isBold: boolean) =>
    `<span lang=VI style='font-size:14.0pt;line-height:115%;font-family:"${font}","serif";mso-fareast-font-family:"Times New Roman"'>${isBold ? `<b style='mso-bidi-font-weight:normal'>${text}</b>` : text}<o:p></o:p></span>`;
  const body = texts.map(
    (text, index) =>
      `<p class=MsoNormal style='text-align:justify;text-indent:.5in;mso-pagination:widow-orphan'>${inRuns(text, index, span)}</p>`,
  );
  const styles =
    '<!-- p.MsoNormal, li.MsoNormal {mso-style-unhide:no; margin:0in; mso-pagination:widow-orphan;} -->';
  return { html: document(styles, body.join('\n')), text: texts.join('\r\n'), ending: texts.at(-1) ?? '' };
}

/** As Google Docs puts it on the clipboard. */
export function fromGoogleDocs(wordCount: number): Pasted {
  const texts = paragraphs(wordCount);
  const span = (text: string, isBold: boolean) =>
    `<span style="font-size:11pt;font-family:Arial,sans-serif;color:#000000;background-color:transparent;font-weight:${isBold ? 700 : 400};font-style:normal;text-decoration:none;vertical-align:baseline;white-space:pre-wrap;">${text}</span>`;
  const body = texts.map(
    (text, index) =>
      `<p dir="ltr" style="line-height:1.38;margin-top:0pt;margin-bottom:10pt;">${inRuns(text, index, span)}</p>`,
  );
  return {
    html: document('', `<b style="font-weight:normal;" id="docs-internal-guid-0c7f">${body.join('')}</b>`),
    text: texts.join('\n\n'),
    ending: lastSentence,
  };
}

/** Word's text in a font of the encoding TCVN3. */
export function fromWordInTcvn3(wordCount: number): Pasted {
  const letters = new Map<string, string>();
  for (let code = 0xa1; code <= 0xfe; code += 1) {
    const letter = String.fromCharCode(code);
    const read = legacyToUnicode(letter, { encoding: 'TCVN3', isCapital: false, confidence: 1 }).text;
    if (read !== letter || !letters.has(read)) letters.set(read, letter);
  }
  // The encoding has no accented capitals.
  const write = (text: string) =>
    text.replaceAll(
      /[^\p{ASCII}]/gu,
      (letter) => letters.get(letter) ?? letters.get(letter.toLowerCase()) ?? letter,
    );
  return fromWord(wordCount, { font: '.VnTime', write });
}

/** A table of five columns out of a spreadsheet. */
export function fromSpreadsheet(rowCount: number): Pasted {
  const rows = Array.from({ length: rowCount }, (_, row) =>
    [row + 1, ...sentences([3, 3, 3])].concat(row + 1 === rowCount ? lastSentence : String(row * 1_250)),
  );
  const cell = (text: string | number) =>
    `<td class=xl65 style='border-top:none;border-left:none;font-size:11.0pt' x:num>${text}</td>`;
  const html = rows
    .map((row) => `<tr height=20 style='height:15.0pt'>${row.map(cell).join('')}</tr>`)
    .join('\n');
  return {
    html: document('', `<table border=0 cellpadding=0 cellspacing=0>${html}</table>`),
    text: rows.map((row) => row.join('\t')).join('\r\n'),
    ending: lastSentence,
  };
}
