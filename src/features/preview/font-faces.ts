type Face = { css: string; key: string; ranges: [number, number][] };

/**
 * Takes those `@font-face` rules out of a stylesheet whose letters the text does not have, so that their files need
 * not be fetched. As in a browser, of faces that hold the same letter the last one is used.
 */
export function neededFaces(css: string, text: string): string {
  const pattern = /@font-face\s*\{[^}]*\}/g;
  const faces = (css.match(pattern) ?? []).map(faceOf);
  const letters = new Set([...text].map((letter) => letter.codePointAt(0) ?? 0));
  const used = new Set<Face>();
  for (const group of Map.groupBy(faces, ({ key }) => key).values()) {
    for (const letter of letters) {
      const face = group.findLast(({ ranges }) =>
        ranges.some(([from, to]) => letter >= from && letter <= to),
      );
      if (face) used.add(face);
    }
  }
  const kept = new Set([...used].map((face) => face.css));
  return css.replace(pattern, (rule) => (kept.has(rule) ? rule : ''));
}

function faceOf(css: string): Face {
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
