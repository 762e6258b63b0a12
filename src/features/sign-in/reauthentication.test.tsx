import { screen, waitFor, within } from '@testing-library/react';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type MockApi, startMockApi } from '../../../mocks/node.ts';
import { sessions } from '../../../server/db/schema.ts';
import { renderDesk } from '../../../tests/screens/render-desk.tsx';
import { client } from '../../lib/api.ts';

let mock: MockApi;

beforeAll(async () => {
  mock = await startMockApi();
});
beforeEach(() => mock.reset());
afterAll(() => mock.close());

/** The people page, opened by an admin who signed in an hour ago. */
async function openPeople() {
  await mock.signIn('quantri@demo.test');
  await mock.db.update(sessions).set({ authenticatedAt: new Date(Date.now() - 3_600_000) });
  return renderDesk('/newsroom');
}

const question = () => screen.findByRole('dialog', { name: 'Xác nhận đó là bạn' });

/** Changes a security setting and saves it. */
async function changeHours(user: Awaited<ReturnType<typeof renderDesk>>['user']) {
  const field = await screen.findByLabelText('Đăng xuất biên tập viên khi không dùng');
  await user.clear(field);
  await user.type(field, '8');
  await user.click(screen.getByRole('button', { name: 'Lưu' }));
  return field;
}

test('the password is asked for again, and then the action is done', async () => {
  const { user } = await openPeople();
  await changeHours(user);
  const dialog = await question();
  const password = within(dialog).getByLabelText('Mật khẩu');
  await waitFor(() => expect(password).toHaveFocus());
  await user.type(password, 'sai mất rồi{Enter}');
  await waitFor(() => expect(password).toHaveAccessibleDescription('Mật khẩu chưa đúng.'));
  await user.clear(password);
  await user.type(password, 'toasoan-demo{Enter}');
  await screen.findByText('Đã lưu thông tin tòa soạn.');
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  expect(await client.newsroom.get()).toMatchObject({ editorIdleHours: 8 });
});

test('after a cancel what was typed stays, with the reason and the focus', async () => {
  const { user } = await openPeople();
  const field = await changeHours(user);
  const dialog = await question();
  await waitFor(() => expect(within(dialog).getByLabelText('Mật khẩu')).toHaveFocus());
  await user.keyboard('{Escape}');
  await screen.findByText('Cần xác nhận lại mật khẩu trước khi làm việc này.');
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  expect(field).toHaveValue('8 giờ');
  await waitFor(() => expect(screen.getByRole('button', { name: 'Lưu' })).toHaveFocus());
  expect(await client.newsroom.get()).toMatchObject({ editorIdleHours: 12 });
});

test('a question that comes out of a dialog leaves that dialog open', async () => {
  await mock.signIn('quantri@demo.test');
  await mock.db.update(sessions).set({ authenticatedAt: new Date(Date.now() - 3_600_000) });
  const { user } = await renderDesk('/people');
  await user.click(await screen.findByRole('button', { name: /^Mời/ }));
  const invite = await screen.findByRole('dialog');
  await user.type(within(invite).getByLabelText(/^Họ tên|^Tên/), 'Lê Thị Hoa');
  await user.type(within(invite).getByLabelText(/Email/), 'hoa@bao.test');
  await user.click(within(invite).getByRole('radio', { name: /^Biên tập viên/ }));
  await user.click(within(invite).getByRole('button', { name: /^(Mời|Gửi|Tạo)/ }));
  await question();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Xác nhận đó là bạn' })).toBeNull());
  expect(within(await screen.findByRole('dialog')).getByLabelText(/Email/)).toHaveValue('hoa@bao.test');
});
