import type { LegacyFont } from '../../../domain/legacy-encodings.ts';

/*
 * The schema has no fonts. Those of pasted text, which decide how 8-bit text is read, are collected beside it.
 */

/** A part of a block's text, in UTF-16 units, and its font. */
export type FontRun = { from: number; to: number; font: LegacyFont | null };

/** The fonts of the pasted blocks that have an 8-bit one, by the text of the block. */
export type BlockFonts = Map<string, FontRun[]>;

/** On spans of cleaned HTML, until `takeFonts`. */
export const fontAttribute = 'data-font';

const fonts: Record<string, LegacyFont> = {
  tcvn3: { encoding: 'TCVN3', isCapital: false },
  'tcvn3-capital': { encoding: 'TCVN3', isCapital: true },
  vni: { encoding: 'VNI', isCapital: false },
};

export function fontName({ encoding, isCapital }: LegacyFont): string {
  return `${encoding.toLowerCase()}${isCapital ? '-capital' : ''}`;
}

/** Moves the fonts of cleaned HTML from its spans into `blockFonts`. */
export function takeFonts(root: HTMLElement, blockFonts: BlockFonts): void {
  const spans = Array.from(root.querySelectorAll(`[${fontAttribute}]`));
  for (const block of new Set(spans.map((span) => span.closest('p, h2, h3, h4')))) {
    if (!block) continue;
    const { text, runs } = runsOf(block);
    blockFonts.set(text, runs);
  }
  for (const span of spans) span.replaceWith(...span.childNodes);
}

/** A line break counts as one character, as in the editor. */
function runsOf(block: Element): { text: string; runs: FontRun[] } {
  const runs: FontRun[] = [];
  let text = '';
  const walker = block.ownerDocument.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const part = node.nodeName === 'BR' ? '\n' : (node.nodeValue ?? '');
    const name = node.parentElement?.closest(`[${fontAttribute}]`)?.getAttribute(fontAttribute);
    const font = (name && fonts[name]) || null;
    const last = runs.at(-1);
    if (last?.font === font) last.to += part.length;
    else if (part !== '') runs.push({ from: text.length, to: text.length + part.length, font });
    text += part;
  }
  return { text, runs };
}
