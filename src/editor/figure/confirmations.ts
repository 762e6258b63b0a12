import type { Media } from '../../../domain/contract/media.ts';
import type { FigurePartName } from './figure-places.ts';

/** A place of a figure whose words may come with the file. */
export type FigurePlace = FigurePartName | 'alt';

/**
 * The words that came with a file (or stayed when a picture was replaced) and that nobody has confirmed yet. Kept on
 * this device for the visit, not in the article: it is a reminder for whoever placed the picture. A place counts as
 * unconfirmed only while it holds exactly those words, so editing them confirms them.
 */
export type Confirmations = {
  /** Marks words as unconfirmed; empty ones need no mark. `blockId` is the figure's. */
  expect(blockId: string, place: FigurePlace, words: string): void;
  isPending(blockId: string, place: FigurePlace, words: string): boolean;
  confirm(blockId: string, place: FigurePlace): void;
  subscribe(listener: () => void): () => void;
};

/** The marks of one article. */
export function createConfirmations(
  articleId: string,
  storage: Storage | null = visitStorage(),
): Confirmations {
  const key = `toa-soan.unconfirmed.${articleId}`;
  const pending = read(storage, key);
  const listeners = new Set<() => void>();

  function changed(): void {
    try {
      if (pending.size === 0) storage?.removeItem(key);
      else storage?.setItem(key, JSON.stringify([...pending]));
    } catch {
      // A full or forbidden store: the marks last until the page is left.
    }
    for (const listener of [...listeners]) listener();
  }

  return {
    expect(blockId, place, words) {
      if (words.trim() === '') return;
      pending.set(`${blockId} ${place}`, words);
      changed();
    },
    isPending(blockId, place, words) {
      return pending.size > 0 && pending.get(`${blockId} ${place}`) === words;
    },
    confirm(blockId, place) {
      if (pending.delete(`${blockId} ${place}`)) changed();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Marks all that a picture brought along. */
export function expectWordsOf(
  confirmations: Confirmations,
  blockId: string,
  words: Pick<Media, 'caption' | 'credit' | 'alt'>,
): void {
  confirmations.expect(blockId, 'caption', words.caption);
  confirmations.expect(blockId, 'credit', words.credit);
  confirmations.expect(blockId, 'alt', words.alt);
}

function visitStorage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

function read(storage: Storage | null, key: string): Map<string, string> {
  try {
    const stored: unknown = JSON.parse(storage?.getItem(key) ?? '[]');
    if (!Array.isArray(stored)) return new Map();
    return new Map(stored.filter(isEntry));
  } catch {
    return new Map();
  }
}

function isEntry(entry: unknown): entry is [string, string] {
  return Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'string';
}
