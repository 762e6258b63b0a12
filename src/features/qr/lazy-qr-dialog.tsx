import { type ComponentProps, lazy, Suspense } from 'react';
import type { QrDialog } from './qr-dialog.tsx';

const Dialog = lazy(async () => ({ default: (await import('./qr-dialog.tsx')).QrDialog }));

/** The dialog with a QR code; what draws and reads codes is fetched with the first one. */
export function LazyQrDialog(props: ComponentProps<typeof QrDialog>) {
  return (
    <Suspense fallback={null}>
      <Dialog {...props} />
    </Suspense>
  );
}

/** The code of an article is the number at the end of its address: `/portal/{slug}-{number}`. */
export function codeOfArticle(portalPath: string): string {
  return portalPath.slice(portalPath.lastIndexOf('-') + 1);
}
