import type { QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Viewer } from '../../../domain/contract/session.ts';
import { client } from '../../lib/api.ts';
import { i18n } from '../../lib/i18n.ts';
import { toProblem } from '../../lib/problem.ts';
import { enterDesk, resumeAs, signInFailure } from './sign-in-with.ts';

type RequestOptions = Parameters<
  typeof import('@simplewebauthn/browser')['startAuthentication']
>[0]['optionsJSON'];

/** Sooner than the challenge expires, which is after five minutes. */
const renewAutofillMs = 4 * 60_000;

export function supportsPasskeys(): boolean {
  return typeof PublicKeyCredential === 'function';
}

/** The passkey signed in another person than the page is of; they were signed out again. */
class OtherAccount extends Error {}

/**
 * Signs in with a passkey that the person chooses in the browser. Rejects when they cancel.
 *
 * @param viewer the person whose page continues; null on the sign-in page, where it may be anybody.
 */
export async function signInWithPasskey(queryClient: QueryClient, viewer: Viewer | null): Promise<void> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const optionsJSON = (await client.session.passkeyOptions()) as unknown as RequestOptions;
  const credential = await startAuthentication({ optionsJSON });
  await client.session.signInPasskey({ credential });
  if (!viewer) return enterDesk(queryClient);
  if ((await resumeAs(viewer, queryClient)) !== null) throw new OtherAccount();
}

/** Proves the identity again with one of the person's passkeys. Rejects when they cancel. */
export async function confirmWithPasskey(): Promise<void> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const optionsJSON = (await client.session.confirmationOptions()) as unknown as RequestOptions;
  await client.session.reauthenticate({ credential: await startAuthentication({ optionsJSON }) });
}

/** The message for an error of a passkey. */
export function passkeyFailure(error: unknown): string {
  if (error instanceof OtherAccount) return i18n.t('secondFactor:passkey.otherAccount');
  const { code, status } = toProblem(error);
  if (code === 'wrong-credentials') return i18n.t('secondFactor:passkey.unknown');
  // Cancelled, or the browser found none: it tells them no more.
  return status === 0 && code === 'unexpected'
    ? i18n.t('secondFactor:passkey.failed')
    : signInFailure(error).message;
}

/**
 * Offers passkeys among the suggestions of the field with `autocomplete="username webauthn"`, where the browser can
 * (conditional mediation, WebAuthn Level 3).
 */
export function usePasskeyAutofill(
  isOffered: boolean,
  queryClient: QueryClient,
  onSignedIn: () => void,
  onError: (message: string) => void,
): void {
  // Reaches the browser's credential manager, which waits for the person.
  useEffect(() => {
    if (!isOffered || !supportsPasskeys()) return;
    let isOver = false;
    async function offer(): Promise<void> {
      const { startAuthentication, browserSupportsWebAuthnAutofill } = await import(
        '@simplewebauthn/browser'
      );
      if (isOver || !(await browserSupportsWebAuthnAutofill())) return;
      const optionsJSON = (await client.session.passkeyOptions()) as unknown as RequestOptions;
      if (isOver) return;
      // Aborted by a renewal, by the button, or by leaving the page.
      const credential = await startAuthentication({ optionsJSON, useBrowserAutofill: true }).catch(
        () => null,
      );
      if (!credential || isOver) return;
      try {
        await client.session.signInPasskey({ credential });
        await enterDesk(queryClient);
        onSignedIn();
      } catch (error) {
        onError(passkeyFailure(error));
      }
    }
    // Without it, the password and the button remain.
    const start = () => void offer().catch(() => undefined);
    start();
    const renewing = setInterval(start, renewAutofillMs);
    return () => {
      isOver = true;
      clearInterval(renewing);
      void import('@simplewebauthn/browser').then(({ WebAuthnAbortService }) =>
        WebAuthnAbortService.cancelCeremony(),
      );
    };
  }, [isOffered, queryClient, onSignedIn, onError]);
}
