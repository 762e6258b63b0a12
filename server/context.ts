import type { SessionEnd } from '../domain/accounts.ts';
import type { ErrorCode } from '../domain/contract/errors.ts';
import type { Viewer } from '../domain/contract/session.ts';
import type { Actor } from '../domain/roles.ts';
import type { Auth } from './auth/auth.ts';
import type { Session } from './auth/session.ts';
import type { Provider } from './auth/single-sign-on/provider.ts';
import type { BackgroundTasks } from './background-tasks.ts';
import type { Database } from './db/database.ts';
import type { DatabaseTime } from './db/database-time.ts';
import type { Demo } from './demo.ts';
import type { LiveDocuments } from './documents/live-documents.ts';
import type { FileStore } from './files/file-store.ts';
import type { ImageTools } from './images/image-tools.ts';
import type { RemotePictures } from './images/remote-pictures.ts';
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
  /** Fetches pictures of pasted text from other sites. */
  remotePictures: RemotePictures;
  /** Checks that fanpage addresses still lead to a page. */
  links: LinkChecker;
  /** The process's clock, for records and the lifetime of sessions, links and uploads. Never for what readers see. */
  clock: () => Date;
  /** The present by the database's clock: decides what readers see. */
  now: () => DatabaseTime;
  documents: LiveDocuments;
  /** Rendered pages of the portal, cached for a second. */
  pages: PageCache;
  portalAssets: PortalAssets;
  /** Made by `createAuth`; shared with the WebSockets. */
  auth: Auth;
  /** The provider of single sign-on. Null without one. */
  singleSignOn: Provider | null;
  /** The demo accounts, for one-click sign-in. Null outside demo mode. */
  demo: Demo | null;
  /** `cookie`: `__Host-` cookies only. `bearer`: also `Authorization: Bearer`, for the mock, because browsers strip cookies there. */
  sessionTransport: 'cookie' | 'bearer';
  logger: Logger;
  /** HMAC key for the head of the audit log. */
  auditSecret: string;
  /** Null when no mail server is configured. */
  mailer: Mailer | null;
  background: BackgroundTasks;
  /** Origins, besides the server's own, from which a browser may send changes. */
  allowedOrigins: string[];
};

/** Set by the host, never from a header that a client controls. */
export type RequestEnv = {
  Bindings: {
    clientAddress?: string;
    /** Whether the host writes bodies of `prebuilt-body.ts`. */
    acceptsPrebuiltBody?: boolean;
  };
  Variables: {
    /** The account of the session, for the security log. */
    accountId?: string;
    /** A refusal that the response does not show, for the security log. */
    hiddenRefusal?: ErrorCode;
  };
};

/** The context of a procedure: the dependencies and the request. */
export type RequestContext = ApiDeps & {
  /** Null when nobody is signed in; `requireActor` (procedures/base.ts) then answers 401. */
  actor: Actor | null;
  user: Viewer | null;
  session: Session | null;
  /** Why there is no session. */
  sessionEnd: SessionEnd | null;
  headers: Headers;
  query: URLSearchParams;
  /** Headers for the response, such as `etag`. */
  responseHeaders: Headers;
  requestId: string;
  /** `https://…` without a trailing slash, for absolute links. */
  siteOrigin: string;
  /** Reports a refusal to the security log where the response is 404, as if there were nothing. */
  reportHidden: (code: ErrorCode) => void;
  /** The client's IP address; null when unknown. */
  clientAddress: string | null;
};
