import type { AuditFilter } from '../../../domain/contract/audit.ts';
import { fetchOrThrow } from '../../lib/api.ts';

/**
 * Downloads the log as CSV. Not a plain link, because an error response would be saved as a file.
 *
 * @throws ApiProblem
 */
export async function exportCsv(filter: AuditFilter): Promise<void> {
  const url = new URL('/api/audit.csv', location.origin);
  url.search = String(new URLSearchParams(Object.entries(filter)));
  const response = await fetchOrThrow(new Request(url));
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = name ?? 'nhat-ky.csv';
  link.click();
  URL.revokeObjectURL(address);
}
