import type { Hono } from 'hono';
import { createApi } from './api.ts';
import { type Auth, createAuth, resolveActor } from './auth.ts';
import { type Collab, type CollabOptions, createCollab } from './collab.ts';
import type { ApiDeps } from './context.ts';
import type { LiveDocuments } from './documents/live-documents.ts';
import type { RequestEnv } from './sign-in.ts';

/** What differs between the hosts. */
export type Host = Omit<ApiDeps, 'auth' | 'documents' | 'auditSecret' | 'mailer'> & {
  /** Signs the session token. */
  secret: string;
  /** Seals the end of the audit log. Default: `secret`. */
  auditSecret?: string;
  /** Default: none. */
  mailer?: ApiDeps['mailer'];
  /** What the host adds to the sockets: how several processes, or several tabs, meet. */
  extensions?: CollabOptions['extensions'];
  /** Stands between better-auth and everybody who asks it. */
  guardAuth?: (auth: Auth) => Auth;
  /** Passes on to the others what one of them is told of its open documents. */
  shareDocuments?: (own: LiveDocuments) => LiveDocuments;
};

/** The whole backend: `api` answers requests, `collab` sockets. They share accounts, documents and clock. */
export type Backend = { api: Hono<RequestEnv>; collab: Collab };

/** Puts the backend together. The one place where that is done: Node server, page and tests differ in `host` alone. */
export function createBackend({
  secret,
  auditSecret = secret,
  mailer = null,
  extensions = [],
  guardAuth = (auth) => auth,
  shareDocuments = (own) => own,
  ...host
}: Host): Backend {
  const { db, clock, logger, session } = host;
  const auth = guardAuth(createAuth({ db, secret, session }));
  const collab = createCollab({
    db,
    clock,
    logger,
    resolveActor: (headers) => resolveActor(auth, db, headers),
    extensions,
  });
  return {
    api: createApi({ ...host, auth, auditSecret, mailer, documents: shareDocuments(collab.documents) }),
    collab,
  };
}
