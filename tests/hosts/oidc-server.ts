import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Provider } from 'oidc-provider';

/** A person at the provider. `sub` is what they type as their login. */
export type ProviderPerson = { sub: string; email: string; email_verified: boolean };

/** A real OpenID Connect provider. Its sign-in form asks for a login only. */
export type OidcServer = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** May be changed at any time. */
  people: ProviderPerson[];
  stop(): Promise<void>;
};

/** @param deskUrl the origin of the desk, to which the provider redirects. */
export async function startOidcServer(deskUrl: string, people: ProviderPerson[]): Promise<OidcServer> {
  const client = { clientId: 'desk', clientSecret: 'a secret of the tests' };
  // The issuer's address includes the port.
  let handle: (request: IncomingMessage, response: ServerResponse) => unknown = () => undefined;
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const minutes = 60;
  const provider = new Provider(issuer, {
    // Each default prints a notice.
    ttl: {
      AccessToken: 10 * minutes,
      Grant: 10 * minutes,
      IdToken: 10 * minutes,
      Interaction: 10 * minutes,
      Session: 10 * minutes,
    },
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [`${deskUrl}/api/auth/oidc/callback`],
      },
    ],
    claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'] },
    cookies: { keys: ['a key of the tests'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    jwks: { keys: [await signingKey()] },
    pkce: { required: () => true },
    findAccount: (_context, sub) => {
      const person = people.find((one) => one.sub === sub);
      return person && { accountId: sub, claims: () => person };
    },
    // Grants what is asked for, without a page of its own.
    async loadExistingGrant(context) {
      const { Grant } = context.oidc.provider;
      const grant = new Grant({
        accountId: context.oidc.session?.accountId,
        clientId: context.oidc.client?.clientId,
      });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  handle = async (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response);
    if (request.method === 'POST') {
      const login = new URLSearchParams(await text(request)).get('login') ?? '';
      return provider.interactionFinished(request, response, { login: { accountId: login } });
    }
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      '<title>Provider</title><form method="post"><label>Login <input name="login" autofocus></label><button>Sign in</button></form>',
    );
  };
  return {
    issuer,
    ...client,
    people,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function signingKey() {
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash: 'SHA-256',
  };
  const { privateKey } = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const { kty, n, e, d, p, q, dp, dq, qi } = await crypto.subtle.exportKey('jwk', privateKey);
  return { kty, n, e, d, p, q, dp, dq, qi, use: 'sig', alg: 'RS256' };
}

/**
 * Does what a browser does at the provider: follows its redirects, and signs in where it asks.
 *
 * @param address that the desk redirected to.
 * @returns the address at the desk that the provider redirects to.
 */
export async function signInAtProvider(address: string, login: string): Promise<URL> {
  const { origin } = new URL(address);
  const cookies = new Map<string, string>();
  let url = new URL(address);
  let init: RequestInit = {};
  for (let hops = 0; url.origin === origin; hops += 1) {
    if (hops > 10) throw new Error(`The provider redirects for ever: ${url}`);
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie } });
    for (const header of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(header) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (!location && !url.pathname.startsWith('/interaction/'))
      throw new Error(`The provider answered ${response.status}: ${await response.text()}`);
    init = location ? {} : { method: 'POST', body: new URLSearchParams({ login }) };
    if (location) url = new URL(location, url);
  }
  return url;
}
