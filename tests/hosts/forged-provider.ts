import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toBase64Url } from '../../domain/bytes.ts';

/** An OpenID Connect provider whose every response a test can forge. */
export type ForgedProvider = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Replaces the response of a path. */
  respond: Map<string, (response: ServerResponse) => void>;
  /** The claims of the next ID token, besides the valid ones. */
  claims: Record<string, unknown>;
  /** Makes the next ID token from its claims. Default: signed with the published key. */
  makeToken: (claims: Record<string, unknown>) => Promise<string>;
  /** The paths of all requests. */
  requests: string[];
  /** Tokens of several kinds. */
  sign: (claims: Record<string, unknown>, by?: 'published key' | 'other key') => Promise<string>;
  reset(): void;
  stop(): Promise<void>;
};

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: 'SHA-256',
};

export async function startForgedProvider(): Promise<ForgedProvider> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const otherKeys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const { n, e } = await crypto.subtle.exportKey('jwk', keys.publicKey);
  const sign: ForgedProvider['sign'] = async (claims, by = 'published key') => {
    const { privateKey } = by === 'published key' ? keys : otherKeys;
    const content = `${encode({ alg: 'RS256', kid: 'one' })}.${encode(claims)}`;
    const signature = await crypto.subtle.sign(algorithm.name, privateKey, new TextEncoder().encode(content));
    return `${content}.${toBase64Url(new Uint8Array(signature))}`;
  };
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    provider.requests.push(path);
    const forged = provider.respond.get(path);
    if (forged) return forged(response);
    const now = Math.floor(Date.now() / 1000);
    const { issuer, clientId } = provider;
    const valid = { iss: issuer, aud: clientId, iat: now, exp: now + 300 };
    if (path === '/.well-known/openid-configuration') return sendJson(response, metadataOf(issuer));
    if (path === '/jwks')
      return sendJson(response, { keys: [{ kty: 'RSA', n, e, alg: 'RS256', use: 'sig', kid: 'one' }] });
    if (path !== '/token') return response.writeHead(404).end();
    sendJson(response, {
      access_token: 'an access token',
      token_type: 'Bearer',
      id_token: await provider.makeToken({ ...valid, ...provider.claims }),
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const provider: ForgedProvider = {
    issuer: `http://localhost:${(server.address() as AddressInfo).port}`,
    clientId: 'desk',
    clientSecret: 'a secret of the tests',
    respond: new Map(),
    claims: {},
    makeToken: sign,
    requests: [],
    sign,
    reset() {
      provider.respond.clear();
      provider.claims = {};
      provider.makeToken = sign;
      provider.requests.length = 0;
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
  return provider;
}

export function metadataOf(issuer: string): Record<string, unknown> {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    authorization_response_iss_parameter_supported: true,
  };
}

export function sendJson(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** A part of a JSON Web Token. */
export function encode(part: object): string {
  return toBase64Url(new TextEncoder().encode(JSON.stringify(part)));
}
