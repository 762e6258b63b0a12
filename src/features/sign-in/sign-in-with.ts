import type { QueryClient } from '@tanstack/react-query';
import type { SecondFactorStep, Viewer } from '../../../domain/contract/session.ts';
import { formatSpan } from '../../../domain/dates.ts';
import { api, client } from '../../lib/api.ts';
import { currentLanguage, i18n } from '../../lib/i18n.ts';
import { ApiProblem, readProblem, toProblem } from '../../lib/problem.ts';
import { sessionStarted } from '../../lib/session.ts';

export type Credentials = { email: string; password: string };

/**
 * Signs in and stores the viewer for every screen.
 *
 * @returns the second step, where the account has a second factor: `SecondFactorForm` signs in then.
 */
export async function signInWith(
  credentials: Credentials,
  queryClient: QueryClient,
): Promise<SecondFactorStep | null> {
  const answer = await client.session.signIn(credentials);
  if ('secondFactor' in answer) return answer.secondFactor;
  await enterDesk(queryClient);
  return null;
}

/**
 * Stores the viewer of the session that has just begun for every screen.
 *
 * @throws `lost-cookie` when the browser does not send the session's cookie.
 */
export async function enterDesk(queryClient: QueryClient): Promise<void> {
  const viewer = await readViewer();
  queryClient.setQueryData(api.session.me.queryKey(), viewer);
  sessionStarted(viewer);
}

/**
 * Continues the page of `viewer` after a sign-in in another window.
 *
 * @returns `other-account` when somebody else has signed in, whom it signs out again.
 */
export async function resumeAs(
  viewer: Viewer,
  queryClient: QueryClient,
): Promise<'other-account' | 'failed' | null> {
  try {
    const current = await readViewer();
    if (current.id === viewer.id) {
      await enterDesk(queryClient);
      return null;
    }
    await client.session.signOut();
    return 'other-account';
  } catch {
    return 'failed';
  }
}

/** Not by `client`, which without a session waits for the sign-in that this is a part of. */
async function readViewer(): Promise<Viewer> {
  const response = await fetch('/api/me');
  if (response.ok) return response.json();
  throw response.status === 401
    ? new ApiProblem({ code: 'lost-cookie', status: 0 })
    : await readProblem(response);
}

type SignInFailure = {
  /** The field it belongs to; null for an error of the form. */
  field: 'password' | null;
  message: string;
};

/** Translates a sign-in error. With a known account only the password can be wrong. */
export function signInFailure(error: unknown, { isKnownAccount = false } = {}): SignInFailure {
  const { status, code, retryAfterSeconds = 60 } = toProblem(error);
  if (status === 401 || status === 422) {
    return { field: 'password', message: i18n.t(isKnownAccount ? 'signIn:wrongPassword' : 'signIn:wrong') };
  }
  if (status === 429) {
    const span = formatSpan(Math.ceil(retryAfterSeconds / 60) * 60_000, currentLanguage());
    return { field: null, message: i18n.t('signIn:throttled', { span }) };
  }
  if (status === 403) return { field: null, message: i18n.t('signIn:suspended') };
  return { field: null, message: i18n.t(`errors:${code}`) };
}
