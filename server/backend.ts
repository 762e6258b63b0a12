import type { Hono } from 'hono';
import { type Auth, createAuth } from './auth/auth.ts';
import { isPermitted } from './auth/authorize.ts';
import { resolveSession } from './auth/sessions.ts';
import { type BackgroundTasks, createBackgroundTasks } from './background-tasks.ts';
import type { ApiDeps, RequestEnv } from './context.ts';
import { databaseTime } from './db/database-time.ts';
import { type Channel, singleProcess } from './documents/cluster.ts';
import { type Collab, createCollab } from './documents/collab-server.ts';
import { createApi } from './http/api.ts';
import { noRemotePictures } from './images/remote-pictures.ts';
import { sharedPageCache } from './portal/page-cache.ts';
import { createPortalAssets, type PortalFiles } from './portal/portal-assets.ts';

/** The dependencies that differ between the hosts. */
export type Host = Omit<
  ApiDeps,
  | 'auth'
  | 'background'
  | 'documents'
  | 'pages'
  | 'portalAssets'
  | 'auditSecret'
  | 'mailer'
  | 'now'
  | 'singleSignOn'
  | 'remotePictures'
> & {
  /** Default: the database's clock. Tests that stop `clock` stop this one with it. */
  now?: ApiDeps['now'];
  /** Style sheets and script of the readers' pages. */
  portalFiles: PortalFiles;
  /** Signs the session token. */
  secret: string;
  /** HMAC key for the head of the audit log. Default: `secret`. */
  auditSecret?: string;
  /** Default: none. */
  mailer?: ApiDeps['mailer'];
  /** Default: none. */
  singleSignOn?: ApiDeps['singleSignOn'];
  /** Default: a page, which may not read what other sites answer. */
  remotePictures?: ApiDeps['remotePictures'];
  /** The notification channel between processes, or between tabs. Default: a single process. */
  channel?: Channel;
  /** Wraps the better-auth instance. Default: identity. */
  guardAuth?: (auth: Auth) => Auth;
};

/** `api` handles requests, `collab` handles WebSockets, `background` work after responses. They share accounts, documents and clock. */
export type Backend = { api: Hono<RequestEnv>; collab: Collab; background: BackgroundTasks };

/** The composition root of the backend. The Node server, the page and the tests differ in `host` only. */
export function createBackend({
  secret,
  auditSecret = secret,
  mailer = null,
  singleSignOn = null,
  remotePictures = noRemotePictures,
  channel = singleProcess,
  now = () => databaseTime,
  guardAuth = (auth) => auth,
  portalFiles,
  ...host
}: Host): Backend {
  const { db, clock, logger, sessionTransport } = host;
  const auth = guardAuth(createAuth({ db, secret, sessionTransport }));
  const collab = createCollab({
    db,
    clock,
    now,
    logger,
    async resolveActor(headers, { isUse } = { isUse: false }) {
      const { session } = await resolveSession({ auth, db, clock }, headers, { isUse });
      // A session without a required second factor opens no article.
      return isPermitted(session, 'article.read') ? session : null;
    },
    channel,
  });
  const pages = sharedPageCache(clock, channel);
  const portalAssets = createPortalAssets(portalFiles);
  const background = createBackgroundTasks(logger);
  return {
    api: createApi({
      ...host,
      now,
      auth,
      auditSecret,
      mailer,
      singleSignOn,
      remotePictures,
      documents: collab.documents,
      pages,
      portalAssets,
      background,
    }),
    collab,
    background,
  };
}
