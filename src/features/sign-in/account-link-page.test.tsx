import { screen, waitFor } from '@testing-library/react';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type MockApi, startMockApi } from '../../../mocks/node.ts';
import { renderDesk } from '../../../tests/screens/render-desk.tsx';

let mock: MockApi;

beforeAll(async () => {
  mock = await startMockApi();
});
afterAll(() => mock.close());
beforeEach(() => mock.reset());

/** The path of an invitation for Lan, without a session. */
async function invitation(): Promise<string> {
  await mock.signIn('quantri@demo.test');
  const response = await fetch('/api/invitations', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Đỗ Ngọc Lan', email: 'lan@example.vn', role: 'journalist' }),
  });
  const { link } = (await response.json()) as { link: { path: string } };
  await mock.signIn(null);
  return link.path;
}

test('an invitation greets the person, sets a password and signs in', async () => {
  const { user, address } = await renderDesk(await invitation());
  await screen.findByRole('heading', { name: 'Chào mừng bạn đến với tòa soạn' });
  expect(screen.getByText(/^Chào Đỗ Ngọc Lan\./)).toBeVisible();
  await user.type(screen.getByLabelText('Mật khẩu'), 'ngắn{Enter}');
  await screen.findByText('Quá ngắn.');
  await user.type(screen.getByLabelText('Mật khẩu'), ' quá thì thêm chữ{Enter}');
  await screen.findByRole('heading', { name: 'Bạn chưa có bài nào' });
  expect(address()).toBe('/articles');
});

test('a password that is easy to guess is named as such while it is typed, and refused', async () => {
  const { user } = await renderDesk(await invitation());
  const field = await screen.findByLabelText('Mật khẩu');
  await user.type(field, 'matkhau');
  await screen.findByText('Cần thêm 5 ký tự nữa.', { exact: false });
  await user.type(field, '12345');
  await screen.findByText('Thêm vài từ', { exact: false });
  await user.clear(field);
  await user.type(field, 'Đỗ Ngọc Lan 2026');
  await waitFor(() =>
    expect(screen.getByRole('status')).toHaveTextContent(
      'Yếu. Đừng dùng tên, email của bạn hay tên tòa soạn.',
    ),
  );
  await user.type(field, '{Enter}');
  await screen.findByText(/^Dễ đoán quá/);
  await user.clear(field);
  // A password manager pastes.
  await user.click(field);
  await user.paste('con mèo nằm trên mái ngói đỏ');
  await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('Mạnh.'));
  await user.type(field, '{Enter}');
  await screen.findByRole('heading', { name: 'Bạn chưa có bài nào' });
});

test('a used link shows that and leads to the sign-in page', async () => {
  const path = await invitation();
  const token = path.split('#token=')[1];
  await fetch('/api/account-links/use', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, password: 'một mật khẩu dài' }),
  });
  const { user } = await renderDesk(path);
  await screen.findByRole('heading', { name: 'Liên kết không còn hiệu lực' });
  await user.click(screen.getByRole('link', { name: 'Đến trang đăng nhập' }));
  await screen.findByRole('heading', { name: 'Đăng nhập' });
});

test.each(['/invite', '/reset#token=abc'])('%s without a valid token is treated as used', async (path) => {
  await renderDesk(path);
  await screen.findByRole('heading', { name: 'Liên kết không còn hiệu lực' });
});

test('a link revoked while the form is open shows the same page', async () => {
  const { user } = await renderDesk(await invitation());
  const field = await screen.findByLabelText('Mật khẩu');
  await mock.signIn('quantri@demo.test');
  const { items } = (await (await fetch('/api/invitations')).json()) as { items: { id: string }[] };
  await fetch(`/api/invitations/${items[0]?.id}`, { method: 'DELETE' });
  await user.type(field, 'một mật khẩu dài{Enter}');
  await waitFor(() =>
    expect(screen.getByRole('heading', { name: 'Liên kết không còn hiệu lực' })).toBeVisible(),
  );
});
