import { screen, waitFor, within } from '@testing-library/react';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type MockApi, startMockApi } from '../../../mocks/node.ts';
import { demoUserId } from '../../../mocks/seed.ts';
import { sessions } from '../../../server/db/schema.ts';
import { renderDesk } from '../../../tests/screens/render-desk.tsx';
import { client } from '../../lib/api.ts';

let mock: MockApi;

beforeAll(async () => {
  mock = await startMockApi();
});
afterAll(() => mock.close());
beforeEach(async () => {
  localStorage.clear();
  await mock.reset();
});

const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1';

/** Signs in twice: on a phone, which the test does not use, and here. */
async function signInOnTwoDevices(): Promise<void> {
  await mock.signIn('phongvien@demo.test');
  await mock.db
    .update(sessions)
    .set({ userAgent: phone, ipAddress: '203.0.113.9' })
    .where(eq(sessions.userId, demoUserId('phongvien')));
  await mock.signIn('phongvien@demo.test');
}

const section = async (name: string) => within(await screen.findByRole('region', { name }));

test('name and pen-names are saved, and the user menu shows the new name', async () => {
  await mock.signIn('phongvien@demo.test');
  const { user } = await renderDesk('/account');
  const profile = await section('Hồ sơ');
  const name = profile.getByRole('textbox', { name: 'Họ tên' });
  expect(name).toHaveValue('Nguyễn Hải Miên');
  expect(profile.getByText('phongvien@demo.test')).toBeVisible();
  expect(profile.getByRole('button', { name: 'Lưu' })).toBeDisabled();
  await user.clear(name);
  await user.click(profile.getByRole('button', { name: 'Lưu' }));
  await profile.findByText('Không được để trống.');
  await user.type(name, 'Hải Miên');
  await user.type(profile.getByRole('combobox', { name: 'Bút danh' }), 'Sóng Cửa{Enter}');
  await user.click(profile.getByRole('button', { name: 'Lưu' }));
  await screen.findByText('Đã lưu hồ sơ.');
  expect(await client.account.get()).toMatchObject({ name: 'Hải Miên', penNames: ['Hải Miên', 'Sóng Cửa'] });
  await waitFor(() =>
    expect(screen.getAllByRole('button', { name: /^Tài khoản:\s*Hải Miên/ })).not.toHaveLength(0),
  );
  await waitFor(() => expect(profile.getByRole('button', { name: 'Lưu' })).toBeDisabled());
});

test('the password is changed with the old one, which ends the other sessions', async () => {
  await signInOnTwoDevices();
  const { user } = await renderDesk('/account');
  const password = await section('Mật khẩu');
  const current = password.getByLabelText('Mật khẩu hiện tại');
  const next = password.getByLabelText('Mật khẩu mới');
  expect(current).toHaveAttribute('autocomplete', 'current-password');
  expect(next).toHaveAttribute('autocomplete', 'new-password');
  await user.type(current, 'không phải');
  await user.type(next, 'con mèo nằm trên mái ngói');
  await user.click(password.getByRole('button', { name: 'Đổi mật khẩu' }));
  await password.findByText('Mật khẩu hiện tại chưa đúng.');
  await waitFor(() => expect(current).toHaveFocus());

  await user.clear(current);
  await user.type(current, 'toasoan-demo');
  await user.clear(next);
  await user.type(next, 'Nguyễn Hải Miên');
  await user.click(password.getByRole('button', { name: 'Đổi mật khẩu' }));
  await password.findByText(/^Dễ đoán quá/);

  await user.clear(next);
  await user.type(next, 'con mèo nằm trên mái ngói');
  await user.click(password.getByRole('button', { name: 'Đổi mật khẩu' }));
  await screen.findByText('Đã đổi mật khẩu và đăng xuất 1 thiết bị khác.');
  expect(current).toHaveValue('');
  expect(next).toHaveValue('');
  await waitFor(async () =>
    expect((await section('Thiết bị đang đăng nhập')).getAllByRole('listitem')).toHaveLength(1),
  );
});

test('devices are listed in words, this one marked, and signed out one by one', async () => {
  await signInOnTwoDevices();
  const { user } = await renderDesk('/account');
  const devices = await section('Thiết bị đang đăng nhập');
  const [own, other] = await devices.findAllByRole('listitem');
  expect(own).toHaveTextContent('máy này');
  expect(other).toHaveTextContent('Safari trên iOS');
  expect(other).toHaveTextContent('Điện thoại');
  expect(other).toHaveTextContent('203.0.113.9');
  expect(other).toHaveTextContent('bằng mật khẩu');
  await user.click(devices.getByRole('button', { name: 'Đăng xuất Safari trên iOS' }));
  await screen.findByText('Đã đăng xuất Safari trên iOS.');
  await waitFor(() => expect(devices.getAllByRole('listitem')).toHaveLength(1));
  expect(devices.queryByRole('button')).not.toBeInTheDocument();
});

test('all other devices are signed out after a confirmation', async () => {
  await signInOnTwoDevices();
  const { user } = await renderDesk('/account');
  const devices = await section('Thiết bị đang đăng nhập');
  await user.click(await devices.findByRole('button', { name: 'Đăng xuất mọi thiết bị khác' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Đăng xuất mọi thiết bị khác?' }));
  await user.click(dialog.getByRole('button', { name: 'Hủy' }));
  expect(devices.getAllByRole('listitem')).toHaveLength(2);
  await user.click(devices.getByRole('button', { name: 'Đăng xuất mọi thiết bị khác' }));
  await user.click(await screen.findByRole('button', { name: 'Đăng xuất các thiết bị khác' }));
  await screen.findByText('Đã đăng xuất 1 thiết bị khác.');
  await waitFor(() => expect(devices.getAllByRole('listitem')).toHaveLength(1));
});

test('after a while the password is asked for before another device is signed out', async () => {
  await signInOnTwoDevices();
  await mock.db.update(sessions).set({ authenticatedAt: new Date(Date.now() - 3_600_000) });
  const { user } = await renderDesk('/account');
  const devices = await section('Thiết bị đang đăng nhập');
  await user.click(await devices.findByRole('button', { name: 'Đăng xuất Safari trên iOS' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Xác nhận đó là bạn' }));
  expect(devices.getAllByRole('listitem')).toHaveLength(2);
  await user.type(dialog.getByLabelText('Mật khẩu'), 'toasoan-demo{Enter}');
  await screen.findByText('Đã đăng xuất Safari trên iOS.');
  await waitFor(() => expect(devices.getAllByRole('listitem')).toHaveLength(1));
});

test('language and colour scheme are those of the user menu', async () => {
  await mock.signIn('phongvien@demo.test');
  const { user } = await renderDesk('/account');
  const display = await section('Hiển thị');
  expect(display.getByRole('radio', { name: 'Tiếng Việt' })).toBeChecked();
  await user.click(display.getByRole('radio', { name: 'Tối' }));
  expect(document.documentElement).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await user.click(display.getByRole('radio', { name: 'Theo hệ thống' }));
  expect((await section('Thông báo')).getByText(/chưa gửi thư nào/)).toBeVisible();
});

test('a reset link by an admin is shown on every page until it is dismissed, and on the account page after', async () => {
  await mock.signIn('quantri@demo.test');
  await client.accounts.resetLink({ id: demoUserId('phongvien') });
  await mock.signIn('phongvien@demo.test');
  const { user, router } = await renderDesk('/articles');
  const notice = await screen.findByText(/^Liên kết đặt lại mật khẩu của bạn do Phạm Thanh Hà tạo lúc/);
  expect(screen.getByText(/Chưa ai dùng, vẫn còn hiệu lực\./)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Tôi đã biết' }));
  expect(notice).not.toBeInTheDocument();
  await router.navigate('/account');
  const password = await section('Mật khẩu');
  expect(password.getByText(/do Phạm Thanh Hà tạo lúc/)).toBeVisible();
});
