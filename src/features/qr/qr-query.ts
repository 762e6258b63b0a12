import { queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import type { QrDesign } from './qr-design.ts';
import { makeQrFiles } from './qr-files.ts';

export const qrQueries = {
  /** Both files of a design, made and read back in this browser. */
  files: (design: QrDesign) =>
    queryOptions({
      queryKey: ['qr-files', design],
      queryFn: () => makeQrFiles(design),
      staleTime: Infinity,
      retry: false,
    }),
  /** Where printed addresses begin; it changes only when the server is set up anew. */
  origin: () => api.fanpages.shortAddress.queryOptions({ staleTime: Infinity }),
};

/** The address that a code says. Where the server was told none it is where this desk was opened. */
export function shortAddress(origin: string | null, code: string): string {
  return `${origin ?? location.origin}/q/${code}`;
}
