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

/** All that the API needs of the outside. It never knows in which host it runs. */
export type ApiDeps = {
  db: Database;
  files: FileStore;
  images: ImageTools;
  /** Looks whether the newsroom's pages elsewhere are still there. */
  links: LinkChecker;
  /** Now. Every rule about time asks this one. */
  clock: () => Date;
  documents: LiveDocuments;
  /** The readers' pages of the last second. */
  pages: PageCache;
  portalAssets: PortalAssets;
  /** Out of `createAuth`; shared with the sockets. */
  auth: Auth;
  /** The demo accounts, for one-click entry. Null outside demo mode. */
  demo: null | { password: string; accounts: { email: string; name: string; role: Role }[] };
  /** `cookie`: `__Host-` cookies only. `bearer`: also `Authorization: Bearer`, for the mock, where browsers strip cookies. */
  session: 'cookie' | 'bearer';
  logger: Logger;
  /** Seals the end of the audit log. */
  auditSecret: string;
  /** Null where no mail server is set up. */
  mailer: Mailer | null;
  /** Origins beside the server's own from which a browser may send changes. */
  allowedOrigins: string[];
};

/** What a procedure gets: the dependencies, and who asks. */
export type RequestContext = ApiDeps & {
  /** Null when nobody is signed in. `requireActor` (procedures/base.ts) turns that into 401. */
  actor: Actor | null;
  user: Viewer | null;
  headers: Headers;
  /** Headers for the answer, such as `etag`. */
  responseHeaders: Headers;
  requestId: string;
  /** `https://…` without a slash at the end: for links that leave the site. */
  siteOrigin: string;
  /** Where the request comes from, as far as the host knows. */
  clientAddress: string | null;
};
