import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../domain/dates.ts';
import { vi } from '../locales/vi.ts';
import type { viMore } from '../locales/vi-more.ts';

/*
 * Texts live in src/locales/<language>/<feature>.ts, one namespace each. Those of the first screen are bundled in
 * Vietnamese; the others are imported with any other screen (`loadTexts`), and English when it is selected.
 */

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof vi & typeof viMore;
  }
}

export const languages = ['vi', 'en'] as const satisfies readonly Language[];

/** Endonyms, independent of the screen's language. */
export const languageNames = { vi: 'Tiếng Việt', en: 'English' } as const;

const storageKey = 'toa-soan.language';

export const i18n = createInstance();

/**
 * Initializes i18next. Await it before the first render.
 *
 * @param language by default the stored one.
 * @param texts `first-screen`: the others are not waited for.
 */
export async function startI18n(
  language: Language = rememberedLanguage(),
  texts: 'all' | 'first-screen' = 'all',
): Promise<void> {
  await i18n.use(initReactI18next).init({
    lng: 'vi',
    fallbackLng: 'vi',
    supportedLngs: languages,
    defaultNS: 'common',
    resources: { vi },
    interpolation: { escapeValue: false },
    returnNull: false,
    saveMissing: true,
    missingKeyHandler: (_languages, namespace, key) => reportError(new Error(`No text ${namespace}:${key}`)),
  });
  i18n.on('languageChanged', markDocument);
  markDocument(i18n.language);
  if (language !== 'vi') await switchLanguage(language);
  if (texts === 'all') await loadTexts();
}

let loadingTexts: Promise<void> | undefined;

/** Loads the texts of every screen but the first. Rejects without a network; the next call tries again. */
export function loadTexts(): Promise<void> {
  loadingTexts ??= import('../locales/vi-more.ts').then(
    ({ viMore }) => addTexts('vi', viMore),
    (error: unknown) => {
      loadingTexts = undefined;
      throw error;
    },
  );
  return loadingTexts;
}

function addTexts(language: Language, texts: Record<string, object>): void {
  for (const [namespace, resources] of Object.entries(texts)) {
    i18n.addResourceBundle(language, namespace, resources);
  }
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
    addTexts('en', en);
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
