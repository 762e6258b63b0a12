import { assertKey, type FileStore } from './file-store.ts';

/** A file store in memory, for tests. */
export function memoryFiles(): FileStore {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    async put(key, bytes) {
      assertKey(key);
      files.set(key, bytes.slice());
    },
    async get(key) {
      assertKey(key);
      return files.get(key)?.slice() ?? null;
    },
    async delete(key) {
      assertKey(key);
      files.delete(key);
    },
  };
}
