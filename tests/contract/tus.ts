import { partType, tusVersion } from '../../domain/contract/uploads.ts';
import type { Desk } from './desk.ts';

/** Requests of the upload protocol, one by one, as a client that knows nothing of this desk would send them. */

const version = { 'tus-resumable': tusVersion };

/** Begins an upload. */
export function begin(desk: Desk, length: number, fileName = 'tau.jpg'): Promise<Response> {
  const name = btoa(String.fromCharCode(...new TextEncoder().encode(fileName)));
  return desk.fetch('/api/uploads', {
    method: 'POST',
    headers: { ...version, 'upload-length': String(length), 'upload-metadata': `filename ${name}` },
  });
}

export function part(
  desk: Desk,
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

export const head = (desk: Desk, id: string) =>
  desk.fetch(`/api/uploads/${id}`, { method: 'HEAD', headers: version });

/** An upload of which every byte has arrived. @returns its id. */
export async function arrived(
  desk: Desk,
  bytes: Uint8Array<ArrayBuffer>,
  partBytes = 4_000,
): Promise<string> {
  const { id } = (await (await begin(desk, bytes.length)).json()) as { id: string };
  for (let offset = 0; offset < bytes.length; offset += partBytes) {
    const { status } = await part(desk, id, offset, bytes.slice(offset, offset + partBytes));
    if (status !== 204) throw new Error(`The part at ${offset}: ${status}`);
  }
  return id;
}
