import type { Viewer } from '../domain/contract/session.ts';
import type { Actor, Role } from '../domain/roles.ts';
import type { Auth } from './auth/auth.ts';
import type { Database } from './db/database.ts';
import type { LiveDocuments } from './documents/live-documents.ts';
import type { FileStore } from './files/file-store.ts';
import type { ImageTools } from './images/image-tools.ts';
import type { LinkChecker } from './link-check.ts';
import type { Logger } from './logger.ts';
import type { Mailer } from './mail/mailer.ts';
import type { PageCache } from './portal/page-cache.ts';
import type { PortalAssets } from './portal/portal-assets.ts';

/** The dependencies of the API, which is independent of its host (decision 001). */
export type ApiDeps = {
  db: Database;
  files: FileStore;
  images: ImageTools;
  /** Checks that fanpage addresses still lead to a page. */
  links: LinkChecker;
  /** The current time, for every rule about time. */
  clock: () => Date;
  documents: LiveDocuments;
  /** Rendered pages of the portal, cached for a second. */
  pages: PageCache;
  portalAssets: PortalAssets;
  /** Made by `createAuth`; shared with the WebSockets. */
  auth: Auth;
  /** The demo accounts, for one-click sign-in. Null outside demo mode. */
  demo: null | { password: string; accounts: { email: string; name: string; role: Role }[] };
  /** `cookie`: `__Host-` cookies only. `bearer`: also `Authorization: Bearer`, for the mock, because browsers strip cookies there. */
  session: 'cookie' | 'bearer';
  logger: Logger;
  /** HMAC key for the head of the audit log. */
  auditSecret: string;
  /** Null when no mail server is configured. */
  mailer: Mailer | null;
  /** Origins, besides the server's own, from which a browser may send changes. */
  allowedOrigins: string[];
};

/** The context of a procedure: the dependencies and the request. */
export type RequestContext = ApiDeps & {
  /** Null when nobody is signed in; `requireActor` (procedures/base.ts) then answers 401. */
  actor: Actor | null;
  user: Viewer | null;
  headers: Headers;
  /** Headers for the response, such as `etag`. */
  responseHeaders: Headers;
  requestId: string;
  /** `https://…` without a trailing slash, for absolute links. */
  siteOrigin: string;
  /** The client's IP address; null when unknown. */
  clientAddress: string | null;
};
