import { describe, expect, test } from 'vitest';
import { categoryColors, categoryColorValues } from '../../domain/category-colors.ts';
import { contrastRatio } from '../../tests/contrast-ratio.ts';
import { readPortalFiles } from '../node/portal-files.ts';
import { categoryClass, categoryStyles } from './category-styles.ts';

const { layoutCss } = await readPortalFiles();
const darkAt = layoutCss.indexOf('@media (prefers-color-scheme: dark)');
const schemes = { light: layoutCss.slice(0, darkAt), dark: layoutCss.slice(darkAt) };

function tokenOf(css: string, name: string): string {
  const value = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(css)?.[1];
  if (!value) throw new Error(`layout.css has no colour --${name}`);
  return value;
}

describe.each(['light', 'dark'] as const)('on the portal in the %s scheme', (scheme) => {
  const surfaces = ['paper', 'ground'].map((name) => tokenOf(schemes[scheme], name));

  test.each(['ink', 'ink-2', 'ink-3', 'accent'])('--%s is readable on every surface', (name) => {
    for (const surface of surfaces) {
      expect(contrastRatio(tokenOf(schemes[scheme], name), surface)).toBeGreaterThanOrEqual(4.5);
    }
  });

  test.each(categoryColors)('the category colour %s is readable on every surface', (color) => {
    for (const surface of surfaces) {
      expect(contrastRatio(categoryColorValues[scheme][color], surface)).toBeGreaterThanOrEqual(4.5);
    }
  });
});

test('each category colour has a class with its values in both schemes', () => {
  const [light = '', dark = ''] = categoryStyles().split('@media (prefers-color-scheme: dark)');
  for (const color of categoryColors) {
    const rule = (scheme: 'light' | 'dark') =>
      `.${categoryClass(color)} { --category: ${categoryColorValues[scheme][color]}; }`;
    expect(light).toContain(rule('light'));
    expect(dark).toContain(rule('dark'));
  }
});
