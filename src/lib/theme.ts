import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';
import { categoryColorValues } from '../../domain/category-colors.ts';
import { optionFilter } from './option-filter.ts';

/*
 * The only place with colour values, except `domain/category-colors.ts`, which the portal shares. `theme.test.ts`
 * requires a contrast of 4.5 (WCAG 2.2 AA) of every text colour on every surface.
 */

export const colorSchemes = ['light', 'dark', 'auto'] as const;

export const textColors = {
  light: {
    '--ink': '#1D1B18',
    '--ink-2': '#5D584F',
    '--ink-3': '#6E685F',
    '--accent': '#C8102E',
    '--state-draft': '#6E685F',
    '--state-review': '#8F5A0E',
    '--state-returned': '#B93E0B',
    '--state-scheduled': '#1D5FAE',
    '--state-published': '#1B7446',
    '--state-withdrawn': '#3B3A37',
  },
  dark: {
    '--ink': '#ECE7DF',
    '--ink-2': '#B3ACA1',
    '--ink-3': '#9A9388',
    '--accent': '#F4707F',
    '--state-draft': '#A39C92',
    '--state-review': '#D9A24A',
    '--state-returned': '#F08A5A',
    '--state-scheduled': '#7AB0EE',
    '--state-published': '#5FBF8C',
    '--state-withdrawn': '#C9C4BB',
  },
} as const;

/** Backgrounds: page, rails and panels, hovered, selected, emphasized, floating. */
export const surfaceColors = {
  light: {
    '--paper': '#FFFFFF',
    '--ground': '#FAF8F5',
    '--hover': '#F3EFE9',
    '--selected': '#EFEAE3',
    '--accent-soft': '#FCEEF0',
    '--float': '#FFFFFF',
  },
  dark: {
    '--paper': '#171513',
    '--ground': '#1C1917',
    '--hover': '#272320',
    '--selected': '#2B2723',
    '--accent-soft': '#33181C',
    '--float': '#211E1B',
  },
} as const;

const linesAndFills = {
  light: {
    '--line': '#E8E3DB',
    '--line-2': '#D9D2C7',
    '--accent-fill': '#C8102E',
    '--accent-fill-hover': '#A90D27',
    '--on-accent': '#FFFFFF',
    '--accent-line': '#C8102E',
    '--skeleton': '#F1EDE7',
    '--mark': '#FBEAB8',
    '--shadow-float': '0 1px 2px rgb(29 27 24 / 6%), 0 8px 28px rgb(29 27 24 / 12%)',
    '--scrim': 'rgb(29 27 24 / 45%)',
  },
  dark: {
    '--line': '#2E2A26',
    '--line-2': '#403A35',
    '--accent-fill': '#C8102E',
    '--accent-fill-hover': '#DB2644',
    '--on-accent': '#FFFFFF',
    '--accent-line': '#E0364F',
    '--skeleton': '#26221F',
    '--mark': '#5C4A17',
    '--shadow-float': '0 1px 2px rgb(0 0 0 / 40%), 0 10px 32px rgb(0 0 0 / 55%)',
    '--scrim': 'rgb(0 0 0 / 60%)',
  },
} as const;

/** Carets and avatars of people, with `onPersonColor` for the initials. The same in both schemes. */
export const personColors = [
  '#1D5FAE',
  '#7A5312',
  '#1E7B4A',
  '#7B3F98',
  '#B0413E',
  '#0F6E78',
  '#5B5BD0',
  '#8A4B08',
] as const;

export const onPersonColor = '#FFFFFF';

const flamboyant: MantineColorsTuple = [
  '#FCEEF0',
  '#F8D7DC',
  '#F0AAB4',
  '#F4707F',
  '#F0566B',
  '#DB2644',
  '#C8102E',
  '#A90D27',
  '#8C0B20',
  '#6F0919',
];

const warmGray: MantineColorsTuple = [
  '#FAF8F5',
  '#F3EFE9',
  '#E8E3DB',
  '#E0DAD0',
  '#D9D2C7',
  '#8F897E',
  '#716B62',
  '#5D584F',
  '#3B3A37',
  '#1D1B18',
];

const warmDark: MantineColorsTuple = [
  '#ECE7DF',
  '#C9C4BB',
  '#B3ACA1',
  '#9A9388',
  '#403A35',
  '#2E2A26',
  '#211E1B',
  '#171513',
  '#110F0E',
  '#0B0A09',
];

const interfaceFont =
  '"Be Vietnam Pro", "Be Vietnam Pro fallback", system-ui, -apple-system, "Segoe UI", sans-serif';
const readingFont = '"Source Serif 4", "Source Serif 4 fallback", Georgia, serif';

/** Otherwise the `<header>` of a dialog has the role `banner`. */
const dialogHeader = { header: { role: 'presentation' } };

const dialogTitle = {
  minWidth: 0,
  fontFamily: readingFont,
  fontSize: '1.25rem',
  fontWeight: 600,
  lineHeight: 1.3,
  overflowWrap: 'anywhere',
} as const;

export const theme = createTheme({
  primaryColor: 'flamboyant',
  primaryShade: 6,
  colors: { flamboyant, gray: warmGray, dark: warmDark },
  black: textColors.light['--ink'],
  fontFamily: interfaceFont,
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  headings: { fontFamily: readingFont, fontWeight: '600' },
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  shadows: {
    xs: 'none',
    sm: 'var(--shadow-float)',
    md: 'var(--shadow-float)',
    lg: 'var(--shadow-float)',
    xl: 'var(--shadow-float)',
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { fw: 500 } },
    // Enter takes the first match of what was typed. Not in a field for new names, which may be part of a known one.
    Select: { defaultProps: { filter: optionFilter, selectFirstOptionOnChange: true } },
    TagsInput: { defaultProps: { filter: optionFilter } },
    InputWrapper: {
      styles: {
        label: { marginBottom: '6px', color: 'var(--ink-2)', fontSize: '13px', fontWeight: 400 },
      },
    },
    // Mantine's focus placeholder is not a menu item, which breaks the ARIA menu pattern.
    Menu: {
      defaultProps: {
        withInitialFocusPlaceholder: false,
        transitionProps: { transition: 'fade', duration: 120 },
        shadow: 'md',
      },
    },
    Popover: { defaultProps: { transitionProps: { transition: 'fade', duration: 120 }, shadow: 'md' } },
    Tooltip: { defaultProps: { openDelay: 350, transitionProps: { transition: 'fade', duration: 120 } } },
    Modal: {
      styles: {
        content: { background: 'var(--float)' },
        header: { background: 'var(--float)' },
        title: dialogTitle,
      },
      defaultProps: {
        attributes: dialogHeader,
        centered: true,
        radius: 'lg',
        transitionProps: { transition: 'fade', duration: 150 },
        overlayProps: { color: 'var(--scrim)', backgroundOpacity: 1 },
      },
    },
    Drawer: {
      styles: { title: dialogTitle },
      defaultProps: {
        attributes: dialogHeader,
        transitionProps: { duration: 180 },
        overlayProps: { color: 'var(--scrim)', backgroundOpacity: 1 },
      },
    },
  },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--font-interface': interfaceFont,
    '--font-reading': readingFont,
  },
  light: schemeVariables('light'),
  dark: schemeVariables('dark'),
});

function schemeVariables(scheme: 'light' | 'dark'): Record<string, string> {
  return {
    ...textColors[scheme],
    ...surfaceColors[scheme],
    ...linesAndFills[scheme],
    ...categoryVariables(scheme),
    '--mantine-color-body': 'var(--paper)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-bright': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-2)',
    '--mantine-color-placeholder': 'var(--ink-3)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--state-returned)',
    '--mantine-color-success': 'var(--state-published)',
    '--mantine-color-default': 'var(--paper)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line-2)',
    '--mantine-color-disabled': 'var(--hover)',
    '--mantine-color-disabled-color': 'var(--ink-3)',
    '--mantine-color-disabled-border': 'var(--line)',
    '--mantine-color-flamboyant-filled': 'var(--accent-fill)',
    '--mantine-color-flamboyant-filled-hover': 'var(--accent-fill-hover)',
    '--mantine-color-flamboyant-light': 'var(--accent-soft)',
    '--mantine-color-flamboyant-light-hover': 'var(--accent-soft)',
    '--mantine-color-flamboyant-light-color': 'var(--accent)',
    '--mantine-color-flamboyant-outline': 'var(--accent)',
    '--mantine-color-flamboyant-text': 'var(--accent)',
  };
}

/** `--category-red`, … */
function categoryVariables(scheme: 'light' | 'dark'): Record<string, string> {
  const colors = Object.entries(categoryColorValues[scheme]);
  return Object.fromEntries(colors.map(([name, value]) => [`--category-${name}`, value]));
}
