import { screen, waitFor, within } from '@testing-library/react';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type MockApi, startMockApi } from '../../../mocks/node.ts';
import { users } from '../../../server/db/schema.ts';
import { renderDesk } from '../../../tests/screens/render-desk.tsx';

let mock: MockApi;

beforeAll(async () => {
  mock = await startMockApi();
});
beforeEach(() => mock.reset());
afterAll(() => mock.close());

const email = () => screen.findByLabelText('Email');
const password = () => screen.getByLabelText('Mật khẩu');
const submit = () => screen.getByRole('button', { name: 'Đăng nhập' });
const heading = (name: string) => screen.findByRole('heading', { level: 1, name });

test('opening a page without a session leads to it after sign-in', async () => {
  const { user, address } = await renderDesk('/articles?view=all&sort=title');
  await user.type(await email(), 'phongvien@demo.test');
  await user.type(password(), 'toasoan-demo');
  await user.click(submit());
  await heading('Bài viết');
  expect(address()).toBe('/articles?view=all&sort=title');
});

test('a wrong password shows an error beside the field', async () => {
  const { user } = await renderDesk('/sign-in');
  await user.type(await email(), 'phongvien@demo.test');
  await user.type(password(), 'sai mất rồi');
  await user.click(submit());
  await waitFor(() => expect(password()).toHaveAccessibleDescription('Email hoặc mật khẩu chưa đúng.'));
  expect(password()).toHaveFocus();
});

test('empty and malformed fields are rejected before a request', async () => {
  const { user } = await renderDesk('/sign-in');
  await user.type(await email(), 'phongvien');
  await user.click(submit());
  await waitFor(async () => expect(await email()).toHaveAccessibleDescription('Địa chỉ email chưa đúng.'));
  expect(password()).toHaveAccessibleDescription('Hãy điền mật khẩu.');
});

test('after too many attempts the waiting time is shown', async () => {
  const { user } = await renderDesk('/sign-in');
  await user.type(await email(), 'bientap@demo.test');
  await user.type(password(), 'sai mất rồi');
  for (let attempt = 0; attempt < 10; attempt += 1) {
    await fetch('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'bientap@demo.test', password: 'sai mất rồi' }),
    });
  }
  await user.click(submit());
  expect(await screen.findByRole('alert')).toHaveTextContent(/Hãy thử lại sau \d+ phút/);
});

test('in the demo newsroom one click is enough', async () => {
  const { user } = await renderDesk('/sign-in');
  await user.click(await screen.findByRole('button', { name: /Biên tập viên/ }));
  await heading('Bài viết');
  expect(screen.getByRole('button', { name: /Tài khoản:.*Biên tập viên/ })).toBeInTheDocument();
});

test('without a network the sign-in page shows that and keeps what was typed', async () => {
  const { user } = await renderDesk('/sign-in');
  await user.type(await email(), 'phongvien@demo.test');
  await user.type(password(), 'toasoan-demo');
  mock.faults.set('offline', true);
  await user.click(submit());
  expect(await screen.findByRole('alert')).toHaveTextContent('Không kết nối được máy chủ');
  expect(await email()).toHaveValue('phongvien@demo.test');
});

test('an ended session is renewed in a dialog, and what was typed stays', async () => {
  await mock.signIn('phongvien@demo.test');
  const { user, address } = await renderDesk('/articles');
  const search = await screen.findByRole('searchbox');
  mock.faults.set('expired', true);
  await user.type(search, 'cau rao');
  // A bar first: the focus stays in the field.
  const ask = await screen.findByRole('button', { name: 'Đăng nhập lại' });
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  await user.type(search, ' moi');
  await user.click(ask);
  const dialog = await screen.findByRole('dialog', { name: 'Phiên đăng nhập đã hết' });
  await user.type(within(dialog).getByLabelText('Mật khẩu'), 'sai{Enter}');
  await waitFor(() =>
    expect(within(dialog).getByLabelText('Mật khẩu')).toHaveAccessibleDescription('Mật khẩu chưa đúng.'),
  );
  await user.clear(within(dialog).getByLabelText('Mật khẩu'));
  await user.type(within(dialog).getByLabelText('Mật khẩu'), 'toasoan-demo{Enter}');
  await screen.findByRole('heading', { name: 'Không tìm thấy bài nào phù hợp' });
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(screen.getByRole('searchbox')).toBe(search);
  expect(search).toHaveValue('cau rao moi');
  expect(search).toHaveFocus();
  await waitFor(() => expect(address()).toBe('/articles?q=cau+rao+moi'));
});

test('"later" leaves the page readable, with a button to sign in', async () => {
  await mock.signIn('phongvien@demo.test');
  const { user } = await renderDesk('/articles');
  await screen.findByRole('heading', { name: 'Bạn chưa có bài nào' });
  await mock.signIn(null);
  await user.click(screen.getByRole('link', { name: /Tất cả/ }));
  await user.click(await screen.findByRole('button', { name: 'Đăng nhập lại' }));
  await user.click(await screen.findByRole('button', { name: 'Để sau' }));
  await screen.findByText('Chưa tải được danh sách');
  await user.click(screen.getByRole('button', { name: 'Đăng nhập lại' }));
  await user.type(await screen.findByLabelText('Mật khẩu'), 'toasoan-demo{Enter}');
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(screen.queryByRole('button', { name: 'Đăng nhập lại' })).not.toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Thử lại' }));
  await screen.findByRole('heading', { name: 'Tòa soạn chưa có bài nào' });
});

test('switching to another account needs a confirmation', async () => {
  await mock.signIn('phongvien@demo.test');
  const { user, address } = await renderDesk('/articles');
  await screen.findByRole('heading', { name: 'Bạn chưa có bài nào' });
  await mock.signIn(null);
  await user.click(screen.getByRole('link', { name: /Tất cả/ }));
  await user.click(await screen.findByRole('button', { name: 'Đăng nhập lại' }));
  await user.click(await screen.findByRole('button', { name: 'Dùng tài khoản khác' }));
  await user.click(await screen.findByRole('button', { name: 'Hủy' }));
  await user.click(await screen.findByRole('button', { name: 'Dùng tài khoản khác' }));
  await user.click(await screen.findByRole('button', { name: 'Rời trang' }));
  await heading('Đăng nhập');
  expect(address()).toBe(`/sign-in?next=${encodeURIComponent('/articles?view=all')}`);
});

test.each(['Đăng xuất', 'Đăng xuất mọi thiết bị'])('"%s" ends the session', async (name) => {
  await mock.signIn('phongvien@demo.test');
  const { user } = await renderDesk('/articles');
  const [open] = await screen.findAllByRole('button', { name: /Tài khoản:/ });
  if (open) await user.click(open);
  await user.click(await screen.findByRole('menuitem', { name }));
  if (name !== 'Đăng xuất') {
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name }));
  }
  await heading('Đăng nhập');
  expect((await fetch('/api/me')).status).toBe(401);
});

test('a session that was ended elsewhere, and a suspension, are told as that', async () => {
  await mock.signIn('phongvien@demo.test');
  const { user } = await renderDesk('/articles');
  await screen.findByRole('heading', { name: 'Bạn chưa có bài nào' });
  await mock.db.update(users).set({ credentialVersion: 2 });
  await user.click(screen.getByRole('link', { name: /Tất cả/ }));
  expect(await screen.findByText(/^Bạn đã bị đăng xuất khỏi máy này/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Đăng nhập lại' }));
  expect(await screen.findByRole('dialog', { name: 'Bạn đã bị đăng xuất khỏi máy này' })).toBeVisible();

  await mock.db.update(users).set({ suspendedAt: new Date() });
  const { unmount } = await renderDesk('/articles');
  expect(await screen.findByText(/^Tài khoản đã bị khóa\. Hãy liên hệ/)).toBeVisible();
  unmount();
});

test('a suspended account reads that it is suspended, with the right password only', async () => {
  await mock.db.update(users).set({ suspendedAt: new Date() });
  const { user } = await renderDesk('/sign-in');
  await user.type(await email(), 'phongvien@demo.test');
  await user.type(password(), 'toasoan-demo');
  await user.click(submit());
  expect(await screen.findByRole('alert')).toHaveTextContent(/^Tài khoản đã bị khóa/);
});

test('without a server the error page shows what to do', async () => {
  mock.faults.set('offline', true);
  await renderDesk('/articles');
  expect(await screen.findByRole('heading', { name: 'Không kết nối được máy chủ' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'Tải lại trang' })).toBeEnabled();
});
