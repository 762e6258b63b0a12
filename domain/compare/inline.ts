import { canonicalJson } from '../document/canonical.ts';
import type { NodeJson } from '../document/content.ts';
import { inlineText } from '../document/to-text.ts';
import { diffWords, type PartKind } from './word-diff.ts';

export type Mark = { type: string; attrs?: Record<string, unknown> };

/** A run of text with its marks: the present ones, or the former ones of removed text. A line break is `\n`. */
export type Run = {
  text: string;
  kind: PartKind;
  marks: Mark[];
  /** The former marks of unchanged text, where they differ. */
  marksBefore?: Mark[];
};

/** Compares the text inside one block, with its marks. */
export function compareInline(before: readonly NodeJson[], after: readonly NodeJson[]): Run[] {
  const [old, now] = [reader(spansOf(before)), reader(spansOf(after))];
  return diffWords(inlineText(before), inlineText(after)).flatMap(({ text, kind }): Run[] => {
    if (kind === 'removed') return old(text.length).map((span) => ({ ...span, kind }));
    if (kind === 'added') return now(text.length).map((span) => ({ ...span, kind }));
    return withFormerMarks(old(text.length), now(text.length));
  });
}

/** The text of a block that is added, removed or unchanged as a whole. */
export function wholeInline(nodes: readonly NodeJson[], kind: PartKind): Run[] {
  return spansOf(nodes).map((span) => ({ ...span, kind }));
}

type Span = { text: string; marks: Mark[] };

function spansOf(nodes: readonly NodeJson[]): Span[] {
  return nodes.map((node) => ({ text: inlineText([node]), marks: node.marks ?? [] }));
}

/** Reads the given number of characters at a time, split where marks change. */
function reader(from: readonly Span[]): (chars: number) => Span[] {
  let index = 0;
  let offset = 0;
  return (chars) => {
    const spans: Span[] = [];
    let left = chars;
    while (left > 0) {
      const span = from[index];
      if (!span) throw new Error(`${left} characters more than the block has`);
      const text = span.text.slice(offset, offset + left);
      if (text !== '') spans.push({ text, marks: span.marks });
      left -= text.length;
      offset += text.length;
      if (offset >= span.text.length) {
        index += 1;
        offset = 0;
      }
    }
    return spans;
  };
}

/** Unchanged text, split wherever the marks change in either version. */
function withFormerMarks(old: Span[], now: Span[]): Run[] {
  const runs: Run[] = [];
  const before = reader(old);
  for (const { text, marks } of now) {
    for (const span of before(text.length)) {
      const isSame = marksKey(span.marks) === marksKey(marks);
      runs.push({ text: span.text, kind: 'kept', marks, ...(!isSame && { marksBefore: span.marks }) });
    }
  }
  return runs;
}

const marksKey = (marks: readonly Mark[]): string => marks.map(canonicalJson).sort().join();
