import type { QueryClient } from '@tanstack/react-query';
import { formatSpan } from '../../../domain/dates.ts';
import { api, client, postAuth } from '../../lib/api.ts';
import { currentLanguage, i18n } from '../../lib/i18n.ts';
import { toProblem } from '../../lib/problem.ts';
import { sessionStarted } from '../../lib/session.ts';

export type Credentials = { email: string; password: string };

/** Signs in and stores the viewer for every screen. */
export async function signInWith(credentials: Credentials, queryClient: QueryClient): Promise<void> {
  await postAuth('sign-in/email', credentials);
  const viewer = await client.session.me();
  queryClient.setQueryData(api.session.me.queryKey(), viewer);
  sessionStarted(viewer);
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
