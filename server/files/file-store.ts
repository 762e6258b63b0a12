/**
 * Where the bytes of pictures lie. Keys are paths of our own making (`media/<id>/1280.webp`), never anything that
 * a person typed. What is put is there after a crash; a put that fails leaves nothing and keeps what was there.
 *
 * Every method throws `StorageError` and nothing else when the store does not do what it was asked.
 */
export type FileStore = {
  /** Stores the bytes under the key, in place of what was there. */
  put(key: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** The bytes, or null when there are none. */
  get(key: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Deletes the bytes; nothing happens where there are none. */
  delete(key: string): Promise<void>;
};

/** `storage-full`: no room (HTTP 507). `unavailable`: it does not answer or may not write (HTTP 503). */
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
 * Refuses a key that could lead out of the store: only letters, digits, `-`, `_` and `.` between slashes, and no
 * part that begins with a dot.
 *
 * @throws `Error`, because a wrong key is a mistake in our own code.
 */
export function assertKey(key: string): void {
  const isSafe = key.length <= 200 && key.split('/').every((part) => /^[\w-][\w.-]*$/.test(part));
  if (!isSafe) throw new Error(`Not a key of the file store: ${JSON.stringify(key)}`);
}
