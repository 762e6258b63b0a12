import { screen } from '@testing-library/react';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MockApi, startMockApi } from '../../../mocks/node.ts';
import { renderDesk } from '../../../tests/screens/render-desk.tsx';

let mock: MockApi;

beforeAll(async () => {
  // A browser that keeps no session.
  mock = await startMockApi({ isPage: false });
});
afterAll(() => mock.close());

test('a browser that keeps no cookie is told so, and no field is blamed', async () => {
  const { user, address } = await renderDesk('/sign-in');
  await user.type(await screen.findByLabelText('Email'), 'phongvien@demo.test');
  await user.type(screen.getByLabelText('Mật khẩu'), 'toasoan-demo');
  await user.click(screen.getByRole('button', { name: 'Đăng nhập' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Trình duyệt không giữ cookie');
  expect(screen.getByLabelText('Mật khẩu')).not.toHaveAccessibleDescription();
  expect(address()).toBe('/sign-in');
});
