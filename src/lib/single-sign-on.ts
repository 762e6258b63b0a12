import type { SecondFactorStep } from '../../domain/contract/session.ts';
import {
  type SingleSignOnError,
  type SingleSignOnPurpose,
  singleSignOnErrors,
  singleSignOnPurposes,
} from '../../domain/single-sign-on.ts';

/** The result of a window, published by the page that the provider redirects to. */
export type SingleSignOnResult = { purpose: SingleSignOnPurpose; error: SingleSignOnError | null };

/** `needsSecondFactor`: nobody is signed in yet; the fragment has the step, see `readSecondFactorStep`. */
export type SingleSignOnLanding = SingleSignOnResult & { next: string | null; needsSecondFactor: boolean };

const channelName = 'toa-soan-single-sign-on';

/** The address that redirects to the provider. Not a page of the desk: leave the document for it. */
export function singleSignOnStart(purpose: SingleSignOnPurpose, next?: string | null): string {
  return `/api/auth/oidc/start?${new URLSearchParams({ purpose, ...(next && { next }) })}`;
}

/** What the provider's redirect brings back, see `singleSignOnLanding`. */
export function parseLanding({ searchParams }: URL): SingleSignOnLanding {
  const purpose = singleSignOnPurposes.find((one) => one === searchParams.get('purpose')) ?? 'sign-in';
  return {
    purpose,
    next: searchParams.get('next'),
    needsSecondFactor: searchParams.get('step') === 'second-factor',
    error: parseSingleSignOnError(searchParams.get('error')),
  };
}

/** The second step from the fragment of the landing page, which is not sent to servers. Null when it is damaged. */
export function readSecondFactorStep(hash: string): SecondFactorStep | null {
  try {
    return JSON.parse(new URLSearchParams(hash.slice(1)).get('secondFactor') ?? 'null');
  } catch {
    return null;
  }
}

/** @returns null for none; `failed` for one that this page does not know. */
export function parseSingleSignOnError(error: string | null): SingleSignOnError | null {
  return error === null ? null : (singleSignOnErrors.find((one) => one === error) ?? 'failed');
}

/**
 * Opens the provider in a window beside this page, so that nothing on it is lost. Results come over a channel, because
 * isolation between origins (COOP) separates the window from its opener.
 *
 * @returns stops listening.
 */
export function openSingleSignOn(
  purpose: 'renew' | 'confirm',
  onResult: (result: SingleSignOnResult) => void,
): () => void {
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = ({ data }: MessageEvent<SingleSignOnResult>) => {
    if (data.purpose === purpose) onResult(data);
  };
  window.open(singleSignOnStart(purpose), '_blank', 'popup,width=560,height=720');
  return () => channel.close();
}

export function publishSingleSignOn({ purpose, error }: SingleSignOnResult): void {
  const channel = new BroadcastChannel(channelName);
  channel.postMessage({ purpose, error });
  channel.close();
}
