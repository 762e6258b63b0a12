/** Colours that a category may have. The names are stored. */
export const categoryColors = [
  'red',
  'orange',
  'amber',
  'green',
  'teal',
  'blue',
  'indigo',
  'purple',
  'pink',
  'grey',
] as const;
export type CategoryColor = (typeof categoryColors)[number];

/**
 * Value of each colour, for desk and portal. As text it has a contrast of at least 4.5 (WCAG 2.2 AA) on every surface
 * of both.
 */
export const categoryColorValues = {
  light: {
    red: '#C8102E',
    orange: '#AB4E04',
    amber: '#806206',
    green: '#1F7A2E',
    teal: '#0B7183',
    blue: '#1A5CC0',
    indigo: '#403DA8',
    purple: '#7F35B0',
    pink: '#B8207A',
    grey: '#5D584F',
  },
  dark: {
    red: '#F4707F',
    orange: '#F29A4E',
    amber: '#E2C455',
    green: '#74C878',
    teal: '#4FC8D0',
    blue: '#6FB0F5',
    indigo: '#9C93F7',
    purple: '#CF8FF0',
    pink: '#F7A0D0',
    grey: '#B3ACA1',
  },
} as const satisfies Record<'light' | 'dark', Record<CategoryColor, string>>;
