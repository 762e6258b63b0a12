import { type CategoryColor, categoryColors, categoryColorValues } from '../../domain/category-colors.ts';

/** Rules that set `--category`, the colour of a category, for each class of `categoryClass`. */
export function categoryStyles(): string {
  return `${rules('light')}
@media (prefers-color-scheme: dark) {
${rules('dark')}}
`;
}

/** Null: the colour of the text, set in `layout.css`. */
export function categoryClass(color: CategoryColor | null): string {
  return `color-${color ?? 'none'}`;
}

function rules(scheme: keyof typeof categoryColorValues): string {
  return categoryColors
    .map((color) => `.${categoryClass(color)} { --category: ${categoryColorValues[scheme][color]}; }\n`)
    .join('');
}
