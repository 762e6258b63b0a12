/**
 * Stores the bytes of pictures. Keys are generated paths (`media/<id>/1280.webp`), never user input. A `put` is atomic
 * and durable: it survives a crash, and on failure the previous bytes remain.
 *
 * Every method rejects with `StorageError` when the store fails.
 */
export type FileStore = {
  /** Inserts or replaces the bytes of a key. */
  put(key: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** The bytes, or null for an unknown key. */
  get(key: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Deletes the bytes, if any. */
  delete(key: string): Promise<void>;
};

/** `storage-full`: HTTP 507. `unavailable`: no response or no permission, HTTP 503. */
export type StorageErrorCode = 'storage-full' | 'unavailable';

export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly code: StorageErrorCode;

  constructor(code: StorageErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/**
 * Prevents path traversal: segments hold letters, digits, `-`, `_` and `.`, and do not begin with a dot.
 *
 * @throws `Error`, because an invalid key is a bug.
 */
export function assertKey(key: string): void {
  const isSafe = key.length <= 200 && key.split('/').every((part) => /^[\w-][\w.-]*$/.test(part));
  if (!isSafe) throw new Error(`Not a key of the file store: ${JSON.stringify(key)}`);
}
