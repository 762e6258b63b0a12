import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  type CustomFetch,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { limits } from '../../../domain/limits.ts';

export type SingleSignOnSettings = {
  /** The issuer identifier, https except on this machine. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** The provider's name on the button. */
  name: string;
  /** The desk's public origin, to which the provider redirects. */
  deskUrl: string;
};

/** The values of one attempt that only this browser may know, until the provider redirects back. */
export type Attempt = { state: string; nonce: string; codeVerifier: string };

/** The verified claims. `issuer` and `subject` identify a person for ever; the address may change. */
export type Identity = {
  issuer: string;
  subject: string;
  /** Lower case; null unless the provider vouches for it with `email_verified: true`. */
  verifiedEmail: string | null;
  /** Whether the provider asked for several factors: `amr` contains `mfa` (RFC 8176). */
  hasSecondFactor: boolean;
  /** When the person was last asked at the provider (`auth_time`); null when it does not say. */
  authenticatedAt: Date | null;
};

const callbackPath = '/api/auth/oidc/callback';

const requestTimeoutSeconds = 5;
const responseMaxBytes = 256 * 1024;
const discoveryMs = 60 * 60 * 1000;
/** A provider that is down is asked again after this time, not by every click. */
const failureMs = 5_000;
/** Between the clocks of the provider and of this server. */
const clockToleranceSeconds = 60;
/** The desk's own maximum age of a sign-in. */
const sessionMaxSeconds = limits.sessionMaxDays * 24 * 3600;

/** The provider did not answer in time, or not with metadata that can be used. */
class ProviderUnavailable extends Error {
  override name = 'ProviderUnavailable';
}

/**
 * The client of an OpenID Connect provider: authorization code flow with PKCE, state and nonce. Contacts the provider when
 * somebody signs in, never before, so that the desk starts without it.
 */
export function createProvider(settings: SingleSignOnSettings) {
  const { issuer, clientId, clientSecret, deskUrl } = settings;
  const redirectUri = deskUrl + callbackPath;
  let cached: { configuration: Promise<Configuration>; expiresAt: number } | null = null;

  function configuration(): Promise<Configuration> {
    const now = performance.now();
    if (cached && now < cached.expiresAt) return cached.configuration;
    const entry = { configuration: discover(), expiresAt: now + discoveryMs };
    entry.configuration.catch(() => {
      entry.expiresAt = performance.now() + failureMs;
    });
    cached = entry;
    return entry.configuration;
  }

  async function discover(): Promise<Configuration> {
    // Without this, the library trusts the signature of ID tokens to the TLS connection.
    const execute = [enableNonRepudiationChecks];
    if (issuer.startsWith('http:')) execute.push(allowInsecureRequests);
    try {
      const found = await discovery(new URL(issuer), clientId, clientSecret, undefined, {
        execute,
        timeout: requestTimeoutSeconds,
        [customFetch]: boundedFetch,
      });
      // The library makes exceptions for some hosts that serve several tenants.
      if (new URL(found.serverMetadata().issuer).href !== new URL(issuer).href)
        throw new Error('The metadata are those of another issuer');
      return found;
    } catch (error) {
      throw new ProviderUnavailable('No metadata from the provider', { cause: error });
    }
  }

  return {
    name: settings.name,
    issuer,

    /**
     * Starts an attempt. `asksAgain`: the provider asks for the password even when the person is signed in there.
     *
     * @returns the address at the provider to redirect to, and the values that `finish` compares.
     * @throws ProviderUnavailable
     */
    async start({ asksAgain }: { asksAgain: boolean }): Promise<{ url: URL; attempt: Attempt }> {
      const attempt = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier() };
      const url = buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: 'openid email',
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await calculatePKCECodeChallenge(attempt.codeVerifier),
        code_challenge_method: 'S256',
        // Any `max_age` makes the provider state `auth_time`; one that is never reached makes it ask nobody.
        ...(asksAgain ? { prompt: 'login', max_age: '0' } : { max_age: String(sessionMaxSeconds) }),
      });
      return { url, attempt };
    },

    /**
     * Redeems the code of the callback and verifies the ID token: signature, issuer, audience, expiry, nonce.
     *
     * @param query of the callback.
     * @param askedAgainSecondsAgo when `start` asked again, the age of the attempt: the person must have signed in since.
     * @throws ProviderUnavailable, or the library's errors for whatever is refused.
     */
    async finish(
      query: URLSearchParams,
      { state, nonce, codeVerifier }: Attempt,
      askedAgainSecondsAgo?: number,
    ): Promise<Identity> {
      const config = await configuration();
      const tokens = await authorizationCodeGrant(config, new URL(`${redirectUri}?${query}`), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
        idTokenExpected: true,
        ...(askedAgainSecondsAgo !== undefined && { maxAge: askedAgainSecondsAgo + clockToleranceSeconds }),
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('No ID token');
      // Many providers put the address into the user info only.
      const { email, email_verified: isVerified } =
        claims.email === undefined && config.serverMetadata().userinfo_endpoint
          ? await fetchUserInfo(config, tokens.access_token, claims.sub)
          : claims;
      return {
        issuer: claims.iss,
        subject: claims.sub,
        verifiedEmail: isVerified === true && isPlainAddress(email) ? email.toLowerCase() : null,
        hasSecondFactor: Array.isArray(claims.amr) && claims.amr.includes('mfa'),
        authenticatedAt: typeof claims.auth_time === 'number' ? new Date(claims.auth_time * 1000) : null,
      };
    },
  };
}

export type Provider = ReturnType<typeof createProvider>;

/** ASCII only: `K` (Kelvin sign) and others become the lower case of another address's letter. */
function isPlainAddress(email: unknown): email is string {
  return typeof email === 'string' && /^[!-~]+@[!-~]+$/.test(email);
}

/** Whether the provider could not be asked, as opposed to an answer that was refused. */
export function isProviderUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error instanceof ProviderUnavailable || isProviderUnavailable(error.cause);
}

/** `fetch` with a limit to the size of the response. */
const boundedFetch: CustomFetch = async (url, options) => {
  try {
    const response = await fetch(url, options as RequestInit);
    if (response.status >= 500) throw new Error(`Status ${response.status}`);
    return new Response(response.body && (await readBounded(response.body)), response);
  } catch (error) {
    throw new ProviderUnavailable('The provider does not answer', { cause: error });
  }
};

async function readBounded(stream: ReadableStream<Uint8Array>): Promise<Blob> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > responseMaxBytes) throw new Error(`More than ${responseMaxBytes} bytes`);
    chunks.push(chunk);
  }
  return new Blob(chunks as Uint8Array<ArrayBuffer>[]);
}
