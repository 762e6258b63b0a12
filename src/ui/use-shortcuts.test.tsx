import { Button, MantineProvider, Menu, Modal } from '@mantine/core';
import { render, screen, waitFor } from '@testing-library/react';
import type { ReactElement } from 'react';
import { beforeAll, expect, test, vi } from 'vitest';
import { setUpUser } from '../../tests/screens/set-up-user.ts';
import { i18n, startI18n } from '../lib/i18n.ts';
import { theme } from '../lib/theme.ts';
import { FilterPill } from './filters/filter-pill.tsx';
import { useShortcuts } from './use-shortcuts.ts';

const people = [
  { value: 'u1', label: 'Hải Miên' },
  { value: 'u2', label: 'Nguyễn Văn Hải' },
];

type PageProps = { onNew: () => void; onChoose?: (id: string | null) => void; isDialogOpen?: boolean };

function Page({ onNew, onChoose = () => undefined, isDialogOpen = false }: PageProps) {
  useShortcuts([['n', onNew]]);
  useShortcuts([['mod+alt+P', onNew, { usePhysicalKeys: true }]], { inText: true });
  return (
    <main id="main">
      <FilterPill name="Tác giả" value={null} options={people} onChange={onChoose} />
      <Menu>
        <Menu.Target>
          <Button>Sắp xếp</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item>Mới nhất</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <input aria-label="Tìm" />
      <Modal opened={isDialogOpen} onClose={() => undefined} title="Hỏi" trapFocus={false}>
        Chắc chưa?
      </Modal>
    </main>
  );
}

beforeAll(async () => {
  if (!i18n.isInitialized) await startI18n('vi');
});

function open(page: ReactElement) {
  const inTheme = (element: ReactElement) => (
    <MantineProvider theme={theme} env="test">
      {element}
    </MantineProvider>
  );
  const { rerender } = render(inTheme(page));
  return { user: setUpUser(), show: (element: ReactElement) => rerender(inTheme(element)) };
}

async function openFilter(user: ReturnType<typeof setUpUser>): Promise<void> {
  await user.click(screen.getByRole('button', { name: 'Tác giả' }));
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'Tìm…' })).toHaveFocus());
}

test('a shortcut works on the page, and rests in a field', async () => {
  const onNew = vi.fn();
  const { user } = open(<Page onNew={onNew} />);
  await user.keyboard('n');
  expect(onNew).toHaveBeenCalledOnce();
  await user.click(screen.getByRole('textbox', { name: 'Tìm' }));
  await user.keyboard('n');
  expect(onNew).toHaveBeenCalledOnce();
  await user.keyboard('{Control>}{Alt>}[KeyP]{/Alt}{/Control}');
  expect(onNew).toHaveBeenCalledTimes(2);
});

test('"hai mien" typed in an open filter finds the author and starts nothing else', async () => {
  const [onNew, onChoose] = [vi.fn(), vi.fn()];
  const { user } = open(<Page onNew={onNew} onChoose={onChoose} />);
  await openFilter(user);
  await user.keyboard('hai mien{Enter}');
  expect(onChoose).toHaveBeenCalledExactlyOnceWith('u1');
  expect(onNew).not.toHaveBeenCalled();
});

test('shortcuts rest while a menu or a dialog is open, wherever the focus is', async () => {
  const onNew = vi.fn();
  const { user, show } = open(<Page onNew={onNew} />);
  await user.click(screen.getByRole('button', { name: 'Sắp xếp' }));
  (document.activeElement as HTMLElement).blur();
  await user.keyboard('n');
  await user.click(document.body);
  show(<Page onNew={onNew} isDialogOpen />);
  await user.keyboard('n{Control>}{Alt>}[KeyP]{/Alt}{/Control}');
  expect(onNew).not.toHaveBeenCalled();
  show(<Page onNew={onNew} />);
  await user.keyboard('n');
  expect(onNew).toHaveBeenCalledOnce();
});

test('a filter that a click elsewhere closes leaves the focus there', async () => {
  const { user } = open(<Page onNew={() => undefined} />);
  await openFilter(user);
  await user.click(screen.getByRole('textbox', { name: 'Tìm' }));
  await new Promise((resolve) => setTimeout(resolve));
  expect(screen.getByRole('textbox', { name: 'Tìm' })).toHaveFocus();
});
