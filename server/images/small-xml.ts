/** Nesting of elements. XMP of press agencies needs 12. */
const depthMax = 32;
/** Tags and attributes. */
const partsMax = 5_000;

/**
 * Whether a parser can read this XML in little time and memory. Linear, and without building anything: parsers are
 * recursive, build a tree of all that there is, and expand entities. A document type, where entities are declared, is
 * never in XMP.
 */
export function isSmallXml(text: string): boolean {
  let depth = 0;
  let parts = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    parts += 1;
    if (parts > partsMax) return false;
    const next = text[at + 1];
    if (next === '?' || next === '!') {
      const end = endOfMarkup(text, at);
      if (end < 0) return false;
      at = end;
      continue;
    }
    const tag = readTag(text, at);
    if (!tag) return false;
    parts += tag.attributes;
    if (next === '/') depth -= 1;
    else if (!tag.isEmpty) depth += 1;
    if (depth > depthMax || parts > partsMax) return false;
    at = tag.end;
  }
  return true;
}

/** The end of a comment, CDATA section or processing instruction; -1 for a document type. */
function endOfMarkup(text: string, start: number): number {
  const [, closing] = markup.find(([opening]) => text.startsWith(opening, start)) ?? [];
  if (closing === undefined) return -1;
  const end = text.indexOf(closing, start);
  return end < 0 ? -1 : end + closing.length;
}

const markup = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

/** The tag at `start`; null when it does not end. A `>` in a quoted value does not end it. */
function readTag(text: string, start: number): { end: number; attributes: number; isEmpty: boolean } | null {
  let attributes = 0;
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text[at];
    if (char === '>') return { end: at + 1, attributes, isEmpty: text[at - 1] === '/' };
    if (char === '<') return null;
    if (char !== '"' && char !== "'") continue;
    attributes += 1;
    at = text.indexOf(char, at + 1);
    if (at < 0) return null;
  }
  return null;
}
