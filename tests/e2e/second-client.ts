import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { schemaParameter } from '../../domain/contract/article-state.ts';
import { collabPath, documentName } from '../../domain/contract/collaboration.ts';
import { fragmentNames, schemaVersion } from '../../domain/document/content.ts';
import { demoPassword } from '../../mocks/newsroom/newsroom.ts';

/** A second client of an article without a browser, whose edits the test controls. */
export type SecondClient = {
  doc: Y.Doc;
  body: Y.XmlFragment;
  /** Resolves when the predicate holds for their document. */
  until(isSo: () => boolean): Promise<void>;
  leave(): void;
};

export async function openSecondClient(
  deskUrl: string,
  email: string,
  articleId: string,
): Promise<SecondClient> {
  const cookie = await signIn(deskUrl, email);
  const doc = new Y.Doc();
  const socket = new HocuspocusProviderWebsocket({
    url: `${deskUrl.replace('http', 'ws')}${collabPath}?${schemaParameter}=${schemaVersion}`,
    WebSocketPolyfill: class extends WebSocket {
      constructor(address: string) {
        super(address, { headers: { cookie } });
      }
    },
  });
  const provider = new HocuspocusProvider({
    websocketProvider: socket,
    name: documentName(articleId),
    document: doc,
  });
  const isSynced = new Promise<void>((resolve) => provider.on('synced', () => resolve()));
  provider.attach();
  await isSynced;
  return {
    doc,
    body: doc.getXmlFragment(fragmentNames.body),
    until: (isSo) =>
      new Promise((resolve) => {
        const check = () => {
          if (!isSo()) return;
          doc.off('update', check);
          resolve();
        };
        doc.on('update', check);
        check();
      }),
    leave() {
      provider.destroy();
      socket.destroy();
      doc.destroy();
    },
  };
}

async function signIn(deskUrl: string, email: string): Promise<string> {
  const response = await fetch(`${deskUrl}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: demoPassword }),
  });
  if (!response.ok) throw new Error(`${email} could not sign in: ${response.status}`);
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  return cookies.join('; ');
}
