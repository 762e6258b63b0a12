import { createStore } from 'zustand/vanilla';
import type { FigurePartName } from './figure-positions.ts';

export type MetadataField = FigurePartName | 'alt';

/**
 * Metadata that came with a file, or stayed when an image was replaced, and that nobody has confirmed. Stored on this
 * device for the session and not in the article: it reminds the person who inserted the image. A field is pending only
 * while it has exactly the recorded text, so editing it confirms it.
 */
export type MetadataConfirmations = {
  /** Requests confirmation of a figure's fields; empty ones need none. */
  request(figureId: string, metadata: Record<MetadataField, string>): void;
  isPending(figureId: string, field: MetadataField, text: string): boolean;
  confirm(figureId: string, field: MetadataField): void;
  /** @returns unsubscribe. */
  subscribe(listener: () => void): () => void;
};

/** The confirmations of one article. */
export function createMetadataConfirmations(
  articleId: string,
  storage: Storage | null = availableSessionStorage(),
): MetadataConfirmations {
  const storageKey = `toa-soan.unconfirmed.${articleId}`;
  const pending = createStore<ReadonlyMap<string, string>>(() => readEntries(storage, storageKey));
  const keyOf = (figureId: string, field: MetadataField) => `${figureId} ${field}`;

  function update(next: ReadonlyMap<string, string>): void {
    try {
      if (next.size === 0) storage?.removeItem(storageKey);
      else storage?.setItem(storageKey, JSON.stringify([...next]));
    } catch {
      // Full or forbidden storage: the entries last until the page is left.
    }
    pending.setState(next, true);
  }

  return {
    request(figureId, { caption, credit, alt }) {
      const next = new Map(pending.getState());
      for (const [field, text] of Object.entries({ caption, credit, alt })) {
        if (text.trim() !== '') next.set(`${figureId} ${field}`, text);
      }
      update(next);
    },
    isPending: (figureId, field, text) => pending.getState().get(keyOf(figureId, field)) === text,
    confirm(figureId, field) {
      const next = new Map(pending.getState());
      if (next.delete(keyOf(figureId, field))) update(next);
    },
    subscribe: (listener) => pending.subscribe(() => listener()),
  };
}

function availableSessionStorage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

function readEntries(storage: Storage | null, key: string): Map<string, string> {
  try {
    const stored: unknown = JSON.parse(storage?.getItem(key) ?? '[]');
    return new Map(Array.isArray(stored) ? stored.filter(isEntry) : []);
  } catch {
    return new Map();
  }
}

function isEntry(entry: unknown): entry is [string, string] {
  return Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'string';
}
