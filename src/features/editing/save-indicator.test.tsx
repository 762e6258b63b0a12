import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { Providers } from '../../app/providers.tsx';
import type { SaveState } from '../../editor/collaboration/save-state.ts';
import { i18n, startI18n } from '../../lib/i18n.ts';
import { createQueryClient } from '../../lib/query-client.ts';
import { SaveIndicator, savedAfterMs } from './save-indicator.tsx';

beforeAll(async () => {
  if (!i18n.isInitialized) await startI18n('vi');
});
beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const saving: SaveState = { kind: 'saving' };
const saved: SaveState = { kind: 'saved', at: null };
const offline: SaveState = { kind: 'offline', since: new Date(), isStoredLocally: true };

function open(first: SaveState) {
  const queryClient = createQueryClient();
  const indicator = (text: SaveState) => (
    <Providers queryClient={queryClient} env="test">
      <SaveIndicator text={text} fields={{ status: 'saved', problem: null }} />
    </Providers>
  );
  const { rerender } = render(indicator(first));
  return {
    show: (text: SaveState) => rerender(indicator(text)),
    wait: (ms: number) => act(() => vi.advanceTimersByTime(ms)),
    label: () => screen.getByRole('status').textContent,
    kind: () => screen.getByRole('button').dataset.kind,
  };
}

test('"saved" is shown once everything has been saved for a while, however fast each key is saved', () => {
  const { show, wait, label, kind } = open(saved);
  expect(label()).toBe('Đã lưu');
  for (let key = 0; key < 3; key += 1) {
    show(saving);
    expect(label()).toBe('Đang lưu…');
    show(saved);
    wait(savedAfterMs - 1);
    expect(label()).toBe('Đang lưu…');
    expect(kind()).toBe('saved');
  }
  wait(1);
  expect(label()).toBe('Đã lưu');
});

test('what is not saved is never shown as saved, and an outage is shown at once', () => {
  const { show, wait, label } = open(saved);
  show(saving);
  wait(10 * savedAfterMs);
  expect(label()).toBe('Đang lưu…');
  show(offline);
  expect(label()).not.toContain('Đang lưu…');
  show(saved);
  expect(label()).toBe('Đã lưu');
});
