import { partType, tusVersion } from '../../domain/contract/uploads.ts';
import type { ApiClient } from './desk.ts';

/** Single requests of the tus protocol, as sent by any tus client. */

const version = { 'tus-resumable': tusVersion };

/** POST: creates an upload. */
export function createUpload(desk: ApiClient, length: number, fileName = 'tau.jpg'): Promise<Response> {
  const name = btoa(String.fromCharCode(...new TextEncoder().encode(fileName)));
  return desk.fetch('/api/uploads', {
    method: 'POST',
    headers: { ...version, 'upload-length': String(length), 'upload-metadata': `filename ${name}` },
  });
}

export function patchUpload(
  desk: ApiClient,
  id: string,
  offset: number,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Response> {
  return desk.fetch(`/api/uploads/${id}`, {
    method: 'PATCH',
    headers: { ...version, 'upload-offset': String(offset), 'content-type': partType },
    body: bytes,
  });
}

export const headUpload = (desk: ApiClient, id: string) =>
  desk.fetch(`/api/uploads/${id}`, { method: 'HEAD', headers: version });

/** An upload with all bytes received. @returns its id. */
export async function aCompleteUpload(
  desk: ApiClient,
  bytes: Uint8Array<ArrayBuffer>,
  chunkBytes = 4_000,
): Promise<string> {
  const { id } = (await (await createUpload(desk, bytes.length)).json()) as { id: string };
  for (let offset = 0; offset < bytes.length; offset += chunkBytes) {
    const { status } = await patchUpload(desk, id, offset, bytes.slice(offset, offset + chunkBytes));
    if (status !== 204) throw new Error(`Part at offset ${offset}: ${status}`);
  }
  return id;
}
