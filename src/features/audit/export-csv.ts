import type { AuditFilter } from '../../../domain/contract/audit.ts';
import { readProblem } from '../../lib/problem.ts';

/**
 * Downloads the log as CSV. Not a plain link, because an error response would be saved as a file.
 *
 * @throws ApiProblem
 */
export async function exportCsv(filter: AuditFilter): Promise<void> {
  const response = await fetch(`/api/audit.csv?${new URLSearchParams(Object.entries(filter))}`);
  if (!response.ok) throw await readProblem(response);
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = name ?? 'nhat-ky.csv';
  link.click();
  URL.revokeObjectURL(address);
}
