import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { WebSocket } from 'ws';
import { XmlElement, XmlText } from 'yjs';
import { collabPath, documentName, serverMessageSchema } from '../../domain/contract/collaboration.ts';
import { schemaVersion } from '../../domain/document/content.ts';
import { readContent } from '../../server/documents/store.ts';
import type { Client, TestHost } from '../hosts/host.ts';

/** Connects and tries to write. @returns `write`, `read`, or the reason of the refusal. */
export async function overSocket(host: TestHost, client: Client, articleId: string): Promise<string> {
  const headers = client.session ? Object.fromEntries([client.session]) : {};
  const url = `${host.origin.replace('http', 'ws')}${collabPath}?schema=${schemaVersion}`;
  const websocketProvider = new HocuspocusProviderWebsocket({
    url,
    WebSocketPolyfill: class extends WebSocket {
      constructor(address: string) {
        super(address, { headers });
      }
    },
    maxAttempts: 1,
  });
  const received: string[] = [];
  let notify = () => {};
  const provider = new HocuspocusProvider({
    websocketProvider,
    name: documentName(articleId),
    onStateless: ({ payload }) => {
      const message = serverMessageSchema.parse(JSON.parse(payload));
      // Only the mark sent below proves that its edit was stored.
      if (message.type !== 'stored' || message.mark === 1) received.push(message.type);
      notify();
    },
    onSynced: () => {
      received.push('synced');
      notify();
    },
    onAuthenticationFailed: ({ reason }) => {
      received.push(`refused ${reason}`);
      notify();
    },
    onClose: ({ event }) => {
      received.push(`refused ${event.reason}`);
      notify();
    },
  });
  const until = (found: () => boolean) =>
    new Promise<void>((resolve) => {
      notify = () => found() && resolve();
      notify();
    });
  const refusal = () => received.find((word) => word.startsWith('refused'))?.slice('refused '.length);
  try {
    provider.attach();
    await until(() => received.includes('synced') || refusal() !== undefined);
    const reason = refusal();
    if (reason !== undefined)
      return reason === 'unauthenticated' ? '401' : reason === 'not-found' ? '404' : reason;
    const before = await readContent(host.db, articleId);
    const line = provider.document.getXmlFragment('title').toArray()[0];
    if (!(line instanceof XmlElement)) throw new Error('No title');
    line.insert(0, [new XmlText(`Chen ${crypto.randomUUID()}`)]);
    provider.sendStateless(JSON.stringify({ type: 'mark', mark: 1 }));
    await until(() => received.includes('stored') || received.includes('left-out'));
    const isWritten = (await readContent(host.db, articleId)).contentHash !== before.contentHash;
    return isWritten ? 'write' : 'read';
  } finally {
    provider.destroy();
    websocketProvider.destroy();
  }
}
