import type { Node } from '@tiptap/pm/model';
import {
  detectLegacyText,
  type LegacyChange,
  type LegacyEncoding,
  legacyChanges,
} from '../../../domain/legacy-encodings.ts';
import type { BlockFonts, FontRun } from './legacy-fonts.ts';

/** A block in which 8-bit text was found. */
export type LegacyBlock = {
  encoding: LegacyEncoding;
  /** The text before and after. */
  before: string;
  after: string;
  /** The changes at positions of the document. */
  changes: LegacyChange[];
  /** Words whose reading is not certain, as they are. */
  doubtful: string[];
};

/** Finds 8-bit text between two positions, block by block. */
export function legacyBlocks(doc: Node, from: number, to: number, blockFonts: BlockFonts): LegacyBlock[] {
  const blocks: LegacyBlock[] = [];
  doc.nodesBetween(from, to, (node, pos) => {
    if (!node.isTextblock) return true;
    const start = Math.max(from, pos + 1);
    const end = Math.min(to, pos + 1 + node.content.size);
    const textOf = (a: number, b: number) => (a < b ? doc.textBetween(a, b, undefined, '\n') : '');
    const whole = textOf(pos + 1, pos + 1 + node.content.size);
    // Pasted text may continue the text around; its fonts are known by its own text.
    const wholeRuns = blockFonts.get(whole);
    const block = wholeRuns
      ? legacyBlock(whole, pos + 1, wholeRuns)
      : legacyBlock(textOf(start, end), start, blockFonts.get(textOf(start, end)));
    if (block) blocks.push(block);
    return false;
  });
  return blocks;
}

/** @param start the position of the text. */
function legacyBlock(before: string, start: number, runs?: FontRun[]): LegacyBlock | null {
  let encoding: LegacyEncoding | null = null;
  let after = '';
  const changes: LegacyChange[] = [];
  const doubtful: string[] = [];
  for (const { from, to, font } of runs ?? [{ from: 0, to: before.length, font: null }]) {
    const text = before.slice(from, to);
    const legacy = detectLegacyText(text, font);
    const found = legacy ? legacyChanges(text, legacy) : { changes: [], doubtful: [] };
    let end = 0;
    for (const change of found.changes) {
      after += text.slice(end, change.from) + change.text;
      end = change.to;
      changes.push({ ...change, from: start + from + change.from, to: start + from + change.to });
    }
    after += text.slice(end);
    doubtful.push(...found.doubtful);
    encoding ??= legacy?.encoding ?? null;
  }
  return encoding && changes.length > 0 ? { encoding, before, after, changes, doubtful } : null;
}
