import { MantineProvider, Menu, UnstyledButton } from '@mantine/core';
import { render, screen, waitFor } from '@testing-library/react';
import { beforeAll, expect, test, vi } from 'vitest';
import { setUpUser } from '../../tests/screens/set-up-user.ts';
import { i18n, startI18n } from '../lib/i18n.ts';
import * as notifications from '../lib/notify.ts';
import { LazyPopup, type PopupTrigger } from './lazy-popup.tsx';
import { useShortcuts } from './use-shortcuts.ts';

beforeAll(async () => {
  if (!i18n.isInitialized) await startI18n('vi');
});

const code = {
  SortMenu: ({ trigger }: { trigger: PopupTrigger }) => (
    <Menu>
      <Menu.Target>{trigger}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Item>Mới nhất</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  ),
};

function Page({ load, onNew }: { load: () => Promise<typeof code>; onNew: () => void }) {
  useShortcuts([['n', onNew]]);
  return (
    <LazyPopup load={load} kind="menu" trigger={<UnstyledButton>Sắp xếp</UnstyledButton>}>
      {({ SortMenu }, trigger) => <SortMenu trigger={trigger} />}
    </LazyPopup>
  );
}

function open(load: () => Promise<typeof code>) {
  const onNew = vi.fn();
  render(
    <MantineProvider env="test">
      <Page load={load} onNew={onNew} />
    </MantineProvider>,
  );
  return { user: setUpUser(), onNew };
}

const button = () => screen.getByRole('button', { name: 'Sắp xếp' });

test('a press opens the popup when it is there; what is typed meanwhile is no shortcut', async () => {
  const { promise, resolve } = Promise.withResolvers<typeof code>();
  const { user, onNew } = open(() => promise);
  expect(button()).toHaveAttribute('aria-haspopup', 'menu');
  await user.click(button());
  await user.keyboard('n');
  expect(onNew).not.toHaveBeenCalled();
  resolve(code);
  await screen.findByRole('menuitem', { name: 'Mới nhất' });
  await user.keyboard('{Escape}');
  await waitFor(() => expect(button()).toHaveFocus());
  await user.click(button());
  await screen.findByRole('menuitem', { name: 'Mới nhất' });
});

test('a popup that cannot be loaded says so, and the next press tries again', async () => {
  const notify = vi.spyOn(notifications, 'notifyProblem').mockReturnValue();
  const load = vi.fn<() => Promise<typeof code>>().mockRejectedValue(new TypeError('offline'));
  const { user, onNew } = open(load);
  load.mockClear();
  await user.click(button());
  await waitFor(() => expect(notify).toHaveBeenCalledOnce());
  await user.keyboard('n');
  expect(onNew).toHaveBeenCalledOnce();
  load.mockResolvedValue(code);
  await user.click(button());
  await screen.findByRole('menuitem', { name: 'Mới nhất' });
});
