import { ellipse, pick, rect, seeded, stroke, times } from './canvas.ts';

export const containers = (
  seed: number,
  columns: number,
  colours: [string, ...string[]],
  heightOf: (column: number) => number,
) => {
  const next = seeded(seed);
  return times(columns, (column) =>
    times(heightOf(column), (row) => {
      const colour = pick(colours, next());
      return (
        rect(column * 46, -(row + 1) * 19, 45, 18, colour) +
        rect(column * 46, -(row + 1) * 19, 45, 2, '#ffd9b0', 'opacity="0.14"')
      );
    }),
  );
};

export const gull = (x: number, y: number, size: number, colour: string) =>
  stroke(
    `M${x - size} ${y - size * 0.3}q${size * 0.6} ${-size * 0.35} ${size} ${size * 0.3}q${size * 0.4} ${-size * 0.65} ${size} ${-size * 0.3}`,
    colour,
    2.4,
    'stroke-linecap="round"',
  );

export const foliage = (
  seed: number,
  cx: number,
  cy: number,
  rx: number,
  ry: number,
  count: number,
  colours: [string, ...string[]],
  size: number,
) => {
  const next = seeded(seed);
  return times(count, () => {
    const angle = next() * Math.PI * 2;
    const reach = Math.sqrt(next());
    return ellipse(
      cx + Math.cos(angle) * rx * reach,
      cy + Math.sin(angle) * ry * reach,
      size * (0.6 + next() * 0.7),
      size * (0.4 + next() * 0.35),
      pick(colours, next()),
    );
  });
};
