/** The colours that a category may have. What each looks like, in light and in dark, is the style sheets' to say. */
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
