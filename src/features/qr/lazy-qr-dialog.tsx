import type { ComponentProps } from 'react';
import { Fetched } from '../../ui/fetched.tsx';
import type { QrDialog } from './qr-dialog.tsx';

const importQrDialog = () => import('./qr-dialog.tsx');

/** The dialog with a QR code; what draws and reads codes is fetched with the first one. */
export function LazyQrDialog(props: ComponentProps<typeof QrDialog>) {
  return (
    <Fetched load={importQrDialog} onFailed={props.onClose}>
      {({ QrDialog }) => <QrDialog {...props} />}
    </Fetched>
  );
}

/** The code of an article is the number at the end of its address: `/portal/{slug}-{number}`. */
export function codeOfArticle(portalPath: string): string {
  return portalPath.slice(portalPath.lastIndexOf('-') + 1);
}
