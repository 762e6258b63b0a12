import { describe, expect, test } from 'vitest';
import { categoryColorValues } from '../../domain/category-colors.ts';
import { contrastRatio } from '../../tests/contrast-ratio.ts';
import { onPersonColor, personColors, surfaceColors, textColors } from './theme.ts';

const schemes = ['light', 'dark'] as const;

describe.each(schemes)('in the %s scheme', (scheme) => {
  const pairs = Object.entries(textColors[scheme]).flatMap(([text, color]) =>
    Object.entries(surfaceColors[scheme]).map(([surface, ground]) => [text, surface, color, ground] as const),
  );

  test.each(pairs)('%s is readable on %s', (_text, _surface, color, ground) => {
    expect(contrastRatio(color, ground)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(Object.entries(categoryColorValues[scheme]))(
    'the category colour %s is readable on every surface',
    (_, color) => {
      for (const ground of Object.values(surfaceColors[scheme])) {
        expect(contrastRatio(color, ground)).toBeGreaterThanOrEqual(4.5);
      }
    },
  );
});

test.each(personColors)('initials are readable on %s', (color) => {
  expect(contrastRatio(onPersonColor, color)).toBeGreaterThanOrEqual(4.5);
});
