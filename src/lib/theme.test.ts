import { describe, expect, test } from 'vitest';
import { categoryColorValues, onPersonColor, personColors, surfaceColors, textColors } from './theme.ts';

const scheme = ['light', 'dark'] as const;

describe.each(scheme)('in the %s scheme', (name) => {
  const pairs = Object.entries(textColors[name]).flatMap(([text, color]) =>
    Object.entries(surfaceColors[name]).map(([surface, ground]) => [text, surface, color, ground] as const),
  );

  test.each(pairs)('%s is readable on %s', (_text, _surface, color, ground) => {
    expect(contrast(color, ground)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(Object.entries(categoryColorValues[name]))(
    'the mark of %s is seen on every surface',
    (_, color) => {
      for (const ground of Object.values(surfaceColors[name])) {
        expect(contrast(color, ground)).toBeGreaterThanOrEqual(3);
      }
    },
  );
});

test.each(personColors)('initials are readable on %s', (color) => {
  expect(contrast(onPersonColor, color)).toBeGreaterThanOrEqual(4.5);
});

/** WCAG 2.2, contrast ratio. */
function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
