import type { Page } from '@playwright/test';
import * as Y from 'yjs';

/*
 * Fills a browser's IndexedDB as released versions did, record by record. Written out here instead of imported, so
 * that a change of the storage code that would lose existing local drafts fails a test.
 */

/** Up to schema 3, and now. */
const earlierName = 'toa-soan-words';
const databaseName = 'toa-soan-words-4';

type StoredRow = { document: string; update: number[]; unsent?: string; at?: number };
type FieldsRow = { document: string; changes: object; since: number; at: number };
type CopyRow = { document: string; epoch: string; usedAt: number; reason: string | null };

export type StoredLayout =
  /** The first layout had no flags, copies or fields. */
  | { version: 1; updates: StoredRow[] }
  | { version: 3; updates: StoredRow[]; copies: CopyRow[]; fields: FieldsRow[] };

/** Replaces the databases by one of an earlier version with this layout. No article may be open on the page. */
export function fillDatabase(page: Page, layout: StoredLayout): Promise<void> {
  return page.evaluate(
    async ([name, current, { version, updates, ...rest }]) => {
      const settled = (request: IDBRequest) =>
        new Promise<void>((resolve, reject) => {
          request.onsuccess = () => resolve();
          request.onerror = () => reject(request.error);
        });
      await settled(indexedDB.deleteDatabase(current));
      await settled(indexedDB.deleteDatabase(name));
      const opening = indexedDB.open(name, version);
      opening.onupgradeneeded = () => {
        const store = opening.result.createObjectStore('updates', { autoIncrement: true });
        store.createIndex('document', 'document');
        if (version === 1) return;
        store.createIndex('unsent', 'unsent');
        opening.result.createObjectStore('copies', { keyPath: 'document' });
        opening.result.createObjectStore('fields', { keyPath: 'document' });
      };
      await settled(opening);
      const database = opening.result;
      const transaction = database.transaction([...database.objectStoreNames], 'readwrite');
      for (const row of updates) {
        transaction.objectStore('updates').add({ ...row, update: new Uint8Array(row.update) });
      }
      for (const [store, rows] of Object.entries(rest)) {
        for (const row of rows) transaction.objectStore(store).put(row);
      }
      await new Promise((resolve) => transaction.addEventListener('complete', resolve));
      database.close();
    },
    [earlierName, databaseName, layout] as const,
  );
}

/** The Yjs updates that the browser has stored of an article, merged into one, with the document's key. */
export async function storedUpdates(page: Page): Promise<{ document: string; update: Uint8Array }> {
  const rows = await page.evaluate(async (name) => {
    const opening = indexedDB.open(name);
    await new Promise((resolve) => opening.addEventListener('success', resolve));
    const reading = opening.result.transaction('updates').objectStore('updates').getAll();
    await new Promise((resolve) => reading.addEventListener('success', resolve));
    opening.result.close();
    return reading.result.map(({ document, update }: { document: string; update: Uint8Array }) => ({
      document,
      update: [...update],
    }));
  }, databaseName);
  const document = rows[0]?.document ?? '';
  return { document, update: Y.mergeUpdates(rows.map((row) => Uint8Array.from(row.update))) };
}

/** A Yjs update that appends a paragraph to the body. */
export function paragraphUpdate(base: Uint8Array, id: string, text: string): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, base);
  const before = Y.encodeStateVector(doc);
  const body = doc.getXmlFragment('body');
  doc.transact(() => {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.setAttribute('id', id);
    paragraph.insert(0, [new Y.XmlText(text)]);
    body.insert(body.length, [paragraph]);
  });
  return Y.encodeStateAsUpdate(doc, before);
}
