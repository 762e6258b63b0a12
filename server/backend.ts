import type { Hono } from 'hono';
import { type Auth, createAuth, resolveActor } from './auth/auth.ts';
import type { RequestEnv } from './auth/sign-in.ts';
import type { ApiDeps } from './context.ts';
import { type Channel, singleProcess } from './documents/cluster.ts';
import { type Collab, createCollab } from './documents/collab-server.ts';
import { createApi } from './http/api.ts';
import { sharedPageCache } from './portal/page-cache.ts';
import { createPortalAssets, type PortalFiles } from './portal/portal-assets.ts';

/** The dependencies that differ between the hosts. */
export type Host = Omit<
  ApiDeps,
  'auth' | 'documents' | 'pages' | 'portalAssets' | 'auditSecret' | 'mailer'
> & {
  /** Style sheets and script of the readers' pages. */
  portalFiles: PortalFiles;
  /** Signs the session token. */
  secret: string;
  /** HMAC key for the head of the audit log. Default: `secret`. */
  auditSecret?: string;
  /** Default: none. */
  mailer?: ApiDeps['mailer'];
  /** The notification channel between processes, or between tabs. Default: a single process. */
  channel?: Channel;
  /** Wraps the better-auth instance. Default: identity. */
  guardAuth?: (auth: Auth) => Auth;
};

/** `api` handles requests, `collab` handles WebSockets. They share accounts, documents and clock. */
export type Backend = { api: Hono<RequestEnv>; collab: Collab };

/** The composition root of the backend. The Node server, the page and the tests differ in `host` only. */
export function createBackend({
  secret,
  auditSecret = secret,
  mailer = null,
  channel = singleProcess,
  guardAuth = (auth) => auth,
  portalFiles,
  ...host
}: Host): Backend {
  const { db, clock, logger, session } = host;
  const auth = guardAuth(createAuth({ db, secret, session }));
  const collab = createCollab({
    db,
    clock,
    logger,
    resolveActor: (headers) => resolveActor(auth, db, headers),
    channel,
  });
  const pages = sharedPageCache(clock, channel);
  const portalAssets = createPortalAssets(portalFiles);
  return {
    api: createApi({ ...host, auth, auditSecret, mailer, documents: collab.documents, pages, portalAssets }),
    collab,
  };
}
