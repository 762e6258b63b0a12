import { createAccount } from '../../server/auth/auth.ts';
import { createProvider } from '../../server/auth/single-sign-on/provider.ts';
import { type Backend, createBackend } from '../../server/backend.ts';
import type { OpenDatabase } from '../../server/db/database.ts';
import { memoryFiles } from '../../server/files/memory-files.ts';
import { noLinkCheck } from '../../server/link-check.ts';
import type { Mail } from '../../server/mail/mailer.ts';
import { openPglite } from '../../server/node/db/pglite.ts';
import { sharpImages } from '../../server/node/images/sharp-images.ts';
import { readPortalFiles } from '../../server/node/portal-files.ts';

export const deskUrl = 'https://desk.example.vn';
export const adminPassword = 'một mật khẩu dài';

/** A browser at the desk: it keeps cookies and follows no redirects. */
export type DeskBrowser = {
  cookies: Map<string, string>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  send(method: string, path: string, body?: unknown): Promise<Response>;
};

/** A backend with one admin, `ha@example.vn`, and single sign-on at this provider. */
export type SingleSignOnDesk = {
  backend: Backend;
  database: OpenDatabase;
  sentMails: Mail[];
  logged: unknown[];
  open(): DeskBrowser;
  signInAsAdmin(): Promise<DeskBrowser>;
  close(): Promise<void>;
};

export async function startSingleSignOnDesk(provider: {
  issuer: string;
  clientId: string;
  clientSecret: string;
}): Promise<SingleSignOnDesk> {
  const database = await openPglite('snapshot');
  await createAccount(database.db, {
    ...{ id: 'ha', email: 'ha@example.vn', name: 'Phạm Thanh Hà', role: 'admin' },
    password: adminPassword,
  });
  const sentMails: Mail[] = [];
  const logged: unknown[] = [];
  const log = (...args: unknown[]) => void logged.push(args);
  const backend = createBackend({
    db: database.db,
    files: memoryFiles(),
    images: sharpImages(),
    links: noLinkCheck,
    portalFiles: await readPortalFiles(),
    clock: () => new Date(),
    logger: { info: log, warn: log, error: log },
    demo: null,
    sessionTransport: 'cookie',
    secret: 'a secret of no importance, because nothing outlives the test',
    allowedOrigins: [deskUrl],
    singleSignOn: createProvider({ ...provider, name: 'Tòa báo', deskUrl }),
    mailer: { deskUrl, send: async (mail) => void sentMails.push(mail) },
  });

  function open(): DeskBrowser {
    const cookies = new Map<string, string>();
    async function send(
      method: string,
      path: string,
      body?: unknown,
      more: Record<string, string> = {},
    ): Promise<Response> {
      const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
      const response = await backend.api.request(deskUrl + path, {
        method,
        headers: { cookie, ...more, ...(body !== undefined && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      for (const header of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(header) ?? [];
        if (/Max-Age=0/i.test(header)) cookies.delete(name);
        else cookies.set(name, value);
      }
      return response;
    }
    return { cookies, send, get: (path, headers) => send('GET', path, undefined, headers) };
  }

  return {
    ...{ backend, database, sentMails, logged, open },
    async signInAsAdmin() {
      const browser = open();
      await browser.send('POST', '/api/auth/sign-in/email', {
        email: 'ha@example.vn',
        password: adminPassword,
      });
      return browser;
    },
    async close() {
      await backend.collab.close();
      await database.close();
    },
  };
}

/** The address that a response redirects to. */
export function locationOf(response: Response): URL {
  const location = response.headers.get('location');
  if (response.status !== 302 || !location) throw new Error(`No redirect: ${response.status}`);
  return new URL(location, deskUrl);
}
