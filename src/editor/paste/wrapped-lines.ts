/*
 * Plain text out of a PDF ends its lines where the page ends them. They differ from verse and lists by
 * the next line: prose continues with a small letter.
 */

const stop = /[.!?…:;]["”’»)\]]*$/u;
const listMarker = /^(?:[-–—•*+▪●○✓📍👉#]|\(?\d{1,3}[.)]|\(?[a-zđ][.)])/iu;
/** A line this long, in relation to the longest one, reaches the edge of the page. */
const fullLine = 0.85;

/**
 * Joins the lines of each paragraph where most of them end without a stop.
 *
 * @param text with `\n` between lines; an empty line ends a paragraph.
 * @returns one line for each paragraph, or null when the lines are not wrapped ones.
 */
export function joinWrappedLines(text: string): string | null {
  const lines = text.split('\n').map((line) => line.trim());
  const longest = lines.reduce((length, line) => Math.max(length, line.length), 0);
  const pairs = lines.slice(1).flatMap((line, index) => {
    const before = lines[index] ?? '';
    return before !== '' && line !== '' && !listMarker.test(line) ? [{ before, line }] : [];
  });
  const open = pairs.filter(({ before }) => !stop.test(before));
  const goesOn = open.filter(({ line }) => /^["“‘(]?(?:\p{Ll}|\d)/u.test(line));
  if (open.length < 2 || open.length * 2 <= pairs.length || goesOn.length * 2 < open.length) return null;

  const paragraphs: string[] = [];
  let isOpen = false;
  let previous = '';
  for (const line of lines) {
    const isEnd = stop.test(previous) && previous.length < longest * fullLine;
    if (line === '') isOpen = false;
    else if (isOpen && !isEnd && !listMarker.test(line)) {
      const last = paragraphs.pop() ?? '';
      paragraphs.push(/\p{L}-$/u.test(last) ? last + line : `${last} ${line}`);
    } else paragraphs.push(line);
    if (line !== '') isOpen = true;
    previous = line;
  }
  return paragraphs.join('\n');
}
