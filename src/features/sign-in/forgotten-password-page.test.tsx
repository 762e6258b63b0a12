import { act, screen } from '@testing-library/react';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type MockApi, startMockApi } from '../../../mocks/node.ts';
import { renderDesk } from '../../../tests/screens/render-desk.tsx';
import { api, client } from '../../lib/api.ts';

let mock: MockApi;

beforeAll(async () => {
  mock = await startMockApi();
});
afterAll(() => mock.close());
beforeEach(() => mock.reset());

test('without a mail server the page says who can help', async () => {
  const { user, address } = await renderDesk('/sign-in');
  await user.click(await screen.findByRole('link', { name: 'Quên mật khẩu?' }));
  await screen.findByText(/^Hệ thống này không gửi thư. Hãy nhờ quản trị viên/);
  expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
  await user.click(screen.getByRole('link', { name: 'Về trang đăng nhập' }));
  expect(address()).toBe('/sign-in');
});

test('with one, the answer does not tell whether the account exists, and it can be asked again', async () => {
  const { user, router, queryClient } = await renderDesk('/sign-in');
  await screen.findByRole('link', { name: 'Quên mật khẩu?' });
  const health = await client.session.health();
  queryClient.setQueryData(api.session.health.queryKey(), { ...health, canResetByMail: true });
  await act(() => router.navigate('/forgotten'));
  const field = await screen.findByRole('textbox', { name: 'Email' });
  await user.type(field, 'phongvien{Enter}');
  await screen.findByText('Địa chỉ email chưa đúng.');
  await user.type(field, '@demo.test{Enter}');
  await screen.findByRole('heading', { name: 'Hãy xem hộp thư' });
  expect(screen.getByText(/^Nếu phongvien@demo.test có tài khoản/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Gửi lại' }));
  await user.type(await screen.findByRole('textbox', { name: 'Email' }), 'khong-co-ai@example.vn{Enter}');
  await screen.findByText(/^Nếu khong-co-ai@example.vn có tài khoản/);
});
