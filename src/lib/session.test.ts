import { act, renderHook } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import type { Viewer } from '../../domain/contract/session.ts';
import {
  forgetSession,
  postponeSignIn,
  reopenSignIn,
  sessionEnded,
  sessionRenewed,
  sessionStarted,
  useSession,
} from './session.ts';

const viewer: Viewer = { id: 'u1', name: 'Hải Miên', email: 'a@b.test', role: 'journalist', penNames: [] };
const never = new AbortController().signal;

beforeEach(forgetSession);

test('without a sign-in there is no dialog', async () => {
  expect(await sessionRenewed(never)).toBe(false);
});

test('a request that finds the session expired continues after sign-in', async () => {
  sessionStarted(viewer);
  const renewed = sessionRenewed(never);
  const { result } = renderHook(useSession);
  expect(result.current.status).toBe('ended');
  act(() => sessionStarted(viewer));
  expect(await renewed).toBe(true);
  expect(result.current.status).toBe('signed-in');
});

test('"later" fails waiting requests, and later ones do not reopen the dialog', async () => {
  sessionStarted(viewer);
  const renewed = sessionRenewed(never);
  postponeSignIn();
  expect(await renewed).toBe(false);
  expect(await sessionRenewed(never)).toBe(false);
  const { result } = renderHook(useSession);
  expect(result.current.status).toBe('postponed');
  act(reopenSignIn);
  expect(result.current.status).toBe('ended');
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
