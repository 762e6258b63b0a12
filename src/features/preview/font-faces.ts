type FontFace = { css: string; key: string; ranges: [number, number][] };

/**
 * Removes the `@font-face` rules that the text does not use from a style sheet, so that their files need not be
 * fetched. Of faces with the same character the last one is used, as in a browser.
 */
export function removeUnusedFontFaces(css: string, text: string): string {
  const pattern = /@font-face\s*\{[^}]*\}/g;
  const faces = (css.match(pattern) ?? []).map(parseFontFace);
  const codePoints = new Set([...text].map((character) => character.codePointAt(0) ?? 0));
  const used = new Set<FontFace>();
  for (const group of Map.groupBy(faces, ({ key }) => key).values()) {
    for (const codePoint of codePoints) {
      const face = group.findLast(({ ranges }) =>
        ranges.some(([from, to]) => codePoint >= from && codePoint <= to),
      );
      if (face) used.add(face);
    }
  }
  const usedRules = new Set([...used].map((face) => face.css));
  return css.replace(pattern, (rule) => (usedRules.has(rule) ? rule : ''));
}

function parseFontFace(css: string): FontFace {
  const value = (name: string) => new RegExp(`${name}\\s*:\\s*([^;}]+)`).exec(css)?.[1]?.trim() ?? '';
  const ranges = value('unicode-range')
    .split(',')
    .map((range) => /^\s*U\+([0-9a-f]+)(?:-([0-9a-f]+))?\s*$/i.exec(range))
    .filter((match) => match !== null)
    .map(([, from = '', to = from]): [number, number] => [
      Number.parseInt(from, 16),
      Number.parseInt(to, 16),
    ]);
  return {
    css,
    key: ['font-family', 'font-style', 'font-weight'].map(value).join('|'),
    ranges: ranges.length > 0 ? ranges : [[0, 0x10ffff]],
  };
}
