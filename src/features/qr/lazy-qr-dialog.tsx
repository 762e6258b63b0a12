import type { ComponentProps } from 'react';
import { LazyModule } from '../../ui/lazy-module.tsx';
import type { QrDialog } from './qr-dialog.tsx';

const importQrDialog = () => import('./qr-dialog.tsx');

/** Loads the dialog, and with it the QR code libraries, on first use. */
export function LazyQrDialog(props: ComponentProps<typeof QrDialog>) {
  return (
    <LazyModule load={importQrDialog} onError={props.onClose}>
      {({ QrDialog }) => <QrDialog {...props} />}
    </LazyModule>
  );
}

/** An article's code is its short id, the end of its path: `/portal/{slug}-{shortId}`. */
export function codeOfArticle(portalPath: string): string {
  return portalPath.slice(portalPath.lastIndexOf('-') + 1);
}
