import { act, renderHook } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import type { Viewer } from '../../domain/contract/session.ts';
import {
  askToSignIn,
  forgetSession,
  postponeSignIn,
  sessionEnded,
  sessionFound,
  sessionRenewed,
  sessionStarted,
  useSession,
} from './session.ts';

const viewer: Viewer = {
  id: 'u1',
  name: 'Hải Miên',
  email: 'a@b.test',
  role: 'journalist',
  penNames: [],
  portraitMediaId: null,
  isSecondFactorMissing: false,
};
const never = new AbortController().signal;

beforeEach(forgetSession);

test('without a sign-in there is nothing to renew', async () => {
  expect(await sessionRenewed(never)).toBe(false);
});

test('a request that finds the session expired continues after sign-in', async () => {
  sessionStarted(viewer);
  const renewed = sessionRenewed(never);
  const { result } = renderHook(useSession);
  // A bar, no dialog.
  expect(result.current).toMatchObject({ status: 'ended', isAsking: false });
  act(askToSignIn);
  expect(result.current).toMatchObject({ status: 'ended', isAsking: true });
  act(() => sessionStarted(viewer));
  expect(await renewed).toBe(true);
  expect(result.current.status).toBe('signed-in');
});

test('"later" fails waiting requests, and later ones do not wait', async () => {
  sessionStarted(viewer);
  const renewed = sessionRenewed(never);
  postponeSignIn();
  expect(await renewed).toBe(false);
  expect(await sessionRenewed(never)).toBe(false);
  const { result } = renderHook(useSession);
  expect(result.current.status).toBe('postponed');
  act(askToSignIn);
  expect(result.current).toMatchObject({ status: 'ended', isAsking: true });
});

test('a navigation does not hide that the session has ended', () => {
  sessionFound(viewer);
  sessionEnded();
  sessionFound(viewer);
  expect(renderHook(useSession).result.current.status).toBe('ended');
});

test('an aborted request stops waiting', async () => {
  sessionStarted(viewer);
  const giveUp = new AbortController();
  const renewed = sessionRenewed(giveUp.signal);
  giveUp.abort();
  expect(await renewed).toBe(false);
});

test('a deliberate sign-out opens no dialog', () => {
  sessionStarted(viewer);
  forgetSession();
  sessionEnded();
  expect(renderHook(useSession).result.current.status).toBe('unknown');
});
