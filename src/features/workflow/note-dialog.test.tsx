import { MantineProvider } from '@mantine/core';
import { render, screen, waitFor } from '@testing-library/react';
import { beforeAll, expect, test, vi } from 'vitest';
import { setUpUser } from '../../../tests/screens/set-up-user.ts';
import { i18n, startI18n } from '../../lib/i18n.ts';
import { NoteDialog } from './note-dialog.tsx';

beforeAll(async () => {
  if (!i18n.isInitialized) await startI18n('vi');
});

function open({ isBusy = false } = {}) {
  const onSend = vi.fn();
  render(
    <MantineProvider env="test">
      <NoteDialog isOpen kind="return" isBusy={isBusy} onSend={onSend} onClose={() => undefined} />
    </MantineProvider>,
  );
  return { user: setUpUser(), onSend, note: screen.getByRole('textbox') };
}

test('Ctrl+Enter sends the note, Enter begins a new line', async () => {
  const { user, onSend, note } = open();
  await user.type(note, 'Sửa tít.{Enter}Thêm ảnh.');
  expect(onSend).not.toHaveBeenCalled();
  await user.type(note, '{Control>}{Enter}{/Control}');
  await waitFor(() => expect(onSend).toHaveBeenCalledExactlyOnceWith('Sửa tít.\nThêm ảnh.'));
});

test('Ctrl+Enter without a note says that one is needed', async () => {
  const empty = open();
  await empty.user.type(empty.note, '{Control>}{Enter}{/Control}');
  expect(await screen.findByText('Không được để trống.')).toBeInTheDocument();
  expect(empty.onSend).not.toHaveBeenCalled();
});

test('Ctrl+Enter does not send a note again that is being sent', async () => {
  const { user, onSend, note } = open({ isBusy: true });
  await user.type(note, 'Sửa tít.{Control>}{Enter}{/Control}');
  expect(onSend).not.toHaveBeenCalled();
});
