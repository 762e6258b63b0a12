const width = 1280;
const height = 853;

type Stop = [offset: number, colour: string, opacity?: number];

/** Wraps a drawing into an SVG document of the demo's picture size. */
export function canvas(defs: string[], body: string[]): string {
  const open = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`;
  return `${open}<defs>${defs.join('')}</defs>${body.join('')}</svg>`;
}

/** A gradient from top to bottom of the filled shape. */
export function vertical(id: string, ...stops: Stop[]): string {
  return `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stops.map(stop).join('')}</linearGradient>`;
}

/** A gradient from left to right of the filled shape. */
export function horizontal(id: string, ...stops: Stop[]): string {
  return `<linearGradient id="${id}" x1="0" y1="0" x2="1" y2="0">${stops.map(stop).join('')}</linearGradient>`;
}

/** Light that fades out from the middle of the filled shape. */
export function radial(id: string, ...stops: Stop[]): string {
  return `<radialGradient id="${id}">${stops.map(stop).join('')}</radialGradient>`;
}

export function rect(x: number, y: number, w: number, h: number, fill: string, more = ''): string {
  return `<rect x="${rounded(x)}" y="${rounded(y)}" width="${rounded(w)}" height="${rounded(h)}" fill="${fill}"${more && ` ${more}`}/>`;
}

export function circle(cx: number, cy: number, r: number, fill: string, more = ''): string {
  return `<circle cx="${rounded(cx)}" cy="${rounded(cy)}" r="${rounded(r)}" fill="${fill}"${more && ` ${more}`}/>`;
}

export function ellipse(cx: number, cy: number, rx: number, ry: number, fill: string, more = ''): string {
  return `<ellipse cx="${rounded(cx)}" cy="${rounded(cy)}" rx="${rounded(rx)}" ry="${rounded(ry)}" fill="${fill}"${more && ` ${more}`}/>`;
}

export function path(d: string, fill: string, more = ''): string {
  return `<path d="${d}" fill="${fill}"${more && ` ${more}`}/>`;
}

export function stroke(d: string, colour: string, thickness: number, more = ''): string {
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${rounded(thickness)}"${more && ` ${more}`}/>`;
}

export function group(transform: string, ...children: string[]): string {
  return `<g transform="${transform}">${children.join('')}</g>`;
}

/** Draws `count` times and joins the results. */
export function times(count: number, draw: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => draw(index)).join('');
}

/** Seeded numbers between 0 and 1 (mulberry32), so that pictures are reproducible. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function pick<Item>(items: readonly [Item, ...Item[]], chance: number): Item {
  return items[Math.floor(chance * items.length)] ?? items[0];
}

/** Short horizontal strokes of light on water, denser towards the middle `cx`. */
export function glitter(
  seed: number,
  cx: number,
  top: number,
  bottom: number,
  spread: number,
  colour: string,
): string {
  const next = seeded(seed);
  return times(90, () => {
    const depth = next();
    const y = top + depth * depth * (bottom - top);
    const reach = spread * (0.25 + depth * 0.75);
    const x = cx + (next() + next() - 1) * reach;
    const length = 14 + depth * 70 * next();
    return rect(
      x - length / 2,
      y,
      length,
      1.5 + depth * 2.5,
      colour,
      `rx="1.5" opacity="${rounded(0.15 + next() * 0.5)}"`,
    );
  });
}

/** Rounds to one decimal, so that the SVG stays small. */
function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

function stop([offset, colour, opacity]: Stop): string {
  const faded = opacity === undefined ? '' : ` stop-opacity="${opacity}"`;
  return `<stop offset="${offset}" stop-color="${colour}"${faded}/>`;
}
