import { describe, expect, it, vi } from 'vitest';
import { createDocumentState, type DocumentStatus, nextStatus } from './document-state.ts';
import { NotSavedError, type Problem } from './save-state.ts';

const facts = { hasContent: false, isWaitingForServer: true, problem: null as Problem | null };

describe('the status of a document', () => {
  it.each<[string, DocumentStatus, Partial<typeof facts>, DocumentStatus]>([
    ['does not wait for the server with a local copy', 'loading', { hasContent: true }, 'ready'],
    ['waits for the server without one', 'loading', {}, 'loading'],
    [
      'hides the local copy of a refused article',
      'ready',
      { hasContent: true, problem: 'not-found' },
      'failed',
    ],
    ['never shows an empty document', 'loading', { isWaitingForServer: false }, 'loading'],
    ['goes on loading until somebody signs in', 'loading', { problem: 'unauthenticated' }, 'loading'],
    ['fails when the article is refused', 'loading', { hasContent: true, problem: 'not-found' }, 'failed'],
    [
      'shows the local copy of an unreadable article',
      'loading',
      { hasContent: true, problem: 'unreadable' },
      'ready',
    ],
    [
      'shows the local copy whose changes are refused',
      'loading',
      { hasContent: true, problem: 'invalid-document' },
      'ready',
    ],
    ['fails without a local copy of an unreadable article', 'loading', { problem: 'unreadable' }, 'failed'],
    [
      'shows a local copy that is loaded later',
      'failed',
      { hasContent: true, problem: 'unreadable' },
      'ready',
    ],
    ['stays failed otherwise', 'failed', { hasContent: true, problem: 'not-found' }, 'failed'],
    [
      'never hides an article that the server has sent, or that somebody has typed into',
      'ready',
      { hasContent: true, isWaitingForServer: false, problem: 'not-found' },
      'ready',
    ],
  ])('%s', (_name, status, change, expected) => {
    expect(nextStatus(status, { ...facts, ...change })).toBe(expected);
  });
});

describe('waiting until everything is saved', () => {
  it('resolves with the acknowledgement of the changes made before, and rejects on a final refusal', async () => {
    const state = createDocumentState(
      () => [],
      () => {},
    );
    const saved = state.whenSaved();
    state.dispatch({ type: 'local-copy-loaded' });
    state.dispatch({ type: 'connected' });
    state.dispatch({ type: 'marked', mark: 1, stateVector: new Uint8Array([0]) });
    state.dispatch({ type: 'stored', mark: 1, stateVector: new Uint8Array([0]), at: new Date() });
    await expect(saved).resolves.toBeUndefined();
    state.dispatch({ type: 'changed' });
    const refused = state.whenSaved();
    state.dispatch({ type: 'problem', problem: 'not-found' });
    await expect(refused).rejects.toThrow(NotSavedError);
    await expect(state.whenSaved()).rejects.toMatchObject({ code: 'not-found' });
  });

  it('notifies readers only when the snapshot changes, and keeps the other parts the same objects', () => {
    const state = createDocumentState(
      () => [],
      () => {},
    );
    const listener = vi.fn();
    state.store.subscribe(listener);
    const { people } = state.store.getState();
    state.refresh();
    expect(listener).not.toHaveBeenCalled();
    state.setStatus('ready');
    expect(listener).toHaveBeenCalledOnce();
    expect(state.store.getState().people).toBe(people);
  });
});
