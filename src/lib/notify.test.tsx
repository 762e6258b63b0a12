import { MutationObserver } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import { beforeAll, expect, test } from 'vitest';
import { Providers } from '../app/providers.tsx';
import { i18n, startI18n } from './i18n.ts';
import { notifyProblem } from './notify.ts';
import { createQueryClient } from './query-client.ts';

beforeAll(async () => {
  if (!i18n.isInitialized) await startI18n('vi');
});

function open() {
  const queryClient = createQueryClient();
  render(
    <Providers queryClient={queryClient} env="test">
      <p>Trang</p>
    </Providers>,
  );
  let fails = true;
  const restoring = new MutationObserver(queryClient, {
    mutationKey: ['articles', 'restore'],
    mutationFn: (_input: { id: string }) =>
      fails ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve(),
  });
  const restore = (id: string) =>
    restoring.mutate({ id }).catch((error: unknown) => notifyProblem(error, `Chưa khôi phục được ${id}`));
  return {
    restore,
    repair: () => {
      fails = false;
    },
  };
}

test('the toast of an error closes when the same succeeds, and not when something else does', async () => {
  const { restore, repair } = open();
  await restore('bai-1');
  await restore('bai-2');
  await screen.findByText('Chưa khôi phục được bai-2');
  repair();
  await restore('bai-2');
  await waitFor(() => expect(screen.queryByText('Chưa khôi phục được bai-2')).not.toBeInTheDocument());
  expect(screen.getByText('Chưa khôi phục được bai-1')).toBeInTheDocument();
});

test('the toast of a lost network closes when it is back', async () => {
  const { restore } = open();
  await restore('bai-1');
  await screen.findByText('Chưa khôi phục được bai-1');
  dispatchEvent(new Event('online'));
  await waitFor(() => expect(screen.queryByText('Chưa khôi phục được bai-1')).not.toBeInTheDocument());
});
