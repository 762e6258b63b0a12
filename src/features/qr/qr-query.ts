import { queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import type { QrDesign } from './qr-design.ts';
import { makeQrFiles } from './qr-files.ts';

export const qrQueries = {
  /** SVG and PNG of a design, checked in this browser. */
  files: (design: QrDesign) =>
    queryOptions({
      queryKey: ['qr-files', design],
      queryFn: () => makeQrFiles(design),
      staleTime: Infinity,
      retry: false,
    }),
  /** Origin of short URLs. Changes only with the server's configuration. */
  origin: () => api.fanpages.shortAddress.queryOptions({ staleTime: Infinity }),
};

/** @param origin null when the server has none configured: the desk's own is used. */
export function shortAddress(origin: string | null, code: string): string {
  return `${origin ?? location.origin}/q/${code}`;
}
