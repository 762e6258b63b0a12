import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../domain/dates.ts';
import { vi } from '../locales/vi.ts';

/*
 * Texts live in src/locales/<language>/<feature>.ts, one namespace each, gathered in src/locales/<language>.ts.
 * Vietnamese is bundled; English is imported when it is selected.
 */

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof vi;
  }
}

export const languages = ['vi', 'en'] as const satisfies readonly Language[];

/** Endonyms, independent of the screen's language. */
export const languageNames = { vi: 'Tiếng Việt', en: 'English' } as const;

const storageKey = 'toa-soan.language';

export const i18n = createInstance();

/** Initializes i18next in the stored language. Await it before the first render. */
export async function startI18n(language: Language = rememberedLanguage()): Promise<void> {
  await i18n.use(initReactI18next).init({
    lng: 'vi',
    fallbackLng: 'vi',
    supportedLngs: languages,
    defaultNS: 'common',
    resources: { vi },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  i18n.on('languageChanged', markDocument);
  markDocument(i18n.language);
  if (language !== 'vi') await switchLanguage(language);
}

/** Changes the language and stores the choice on this device. */
export async function changeLanguage(language: Language): Promise<void> {
  await switchLanguage(language);
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // Storage may be blocked; the language then lasts for this visit.
  }
}

export function currentLanguage(): Language {
  return isLanguage(i18n.language) ? i18n.language : 'vi';
}

async function switchLanguage(language: Language): Promise<void> {
  if (language === 'en' && !i18n.hasResourceBundle('en', 'common')) {
    const { en } = await import('../locales/en.ts');
    for (const [namespace, texts] of Object.entries(en)) i18n.addResourceBundle('en', namespace, texts);
  }
  await i18n.changeLanguage(language);
}

function rememberedLanguage(): Language {
  try {
    const stored = localStorage.getItem(storageKey);
    return isLanguage(stored) ? stored : 'vi';
  } catch {
    return 'vi';
  }
}

function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value);
}

function markDocument(language: string): void {
  document.documentElement.lang = language;
}
