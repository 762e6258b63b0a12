import { screen, waitFor } from '@testing-library/react';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type MockApi, startMockApi } from '../../../mocks/node.ts';
import { renderDesk } from '../../../tests/screens/render-desk.tsx';
import { client } from '../../lib/api.ts';

let mock: MockApi;
let secret: string;
let recoveryCodes: string[];

/** The code of the authenticator app, some steps of 30 s later: each counts once. */
const codeAfter = (steps: number) =>
  new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 });

beforeAll(async () => {
  mock = await startMockApi();
});
beforeEach(async () => {
  await mock.reset();
  await mock.signIn('phongvien@demo.test');
  secret = (await client.secondFactor.startTotp()).secret;
  recoveryCodes = (await client.secondFactor.confirmTotp({ code: codeAfter(-1) })).recoveryCodes ?? [];
  await mock.signIn(null);
});
afterAll(() => mock.close());

async function passwordStep(path = '/sign-in') {
  const desk = await renderDesk(path);
  await desk.user.type(await screen.findByLabelText('Email'), 'phongvien@demo.test');
  await desk.user.type(screen.getByLabelText('Mật khẩu'), 'toasoan-demo{Enter}');
  await screen.findByRole('heading', { level: 1, name: 'Xác thực hai bước' });
  return desk;
}

test('a code with spaces signs in and leads to the requested page', async () => {
  const { user, address } = await passwordStep('/articles?view=all');
  const field = screen.getByRole('textbox', { name: 'Mã xác nhận' });
  expect(field).toHaveFocus();
  expect(field).toHaveAttribute('autocomplete', 'one-time-code');
  expect(field).toHaveAttribute('inputmode', 'numeric');
  await user.paste(codeAfter(0).replace(/(...)/, ' $1 '));
  await user.click(screen.getByRole('button', { name: 'Xác nhận' }));
  await screen.findByRole('heading', { level: 1, name: 'Bài viết' });
  expect(address()).toBe('/articles?view=all');
});

test('a wrong code is told beside the field and stays there', async () => {
  const { user } = await passwordStep();
  const field = screen.getByRole('textbox', { name: 'Mã xác nhận' });
  await user.type(field, '12345{Enter}');
  expect(field).toHaveAccessibleDescription(/Mã gồm 6 chữ số\./);
  await user.clear(field);
  await user.type(field, '000000{Enter}');
  await waitFor(() => expect(field).toHaveAccessibleDescription(/Mã chưa đúng hoặc đã dùng\./));
  expect(field).toHaveValue('000000');
});

test('a recovery code signs in', async () => {
  const { user } = await passwordStep();
  await user.click(screen.getByRole('button', { name: 'Dùng mã khôi phục' }));
  const field = screen.getByRole('textbox', { name: 'Mã khôi phục' });
  expect(field).toHaveFocus();
  await user.type(field, `${recoveryCodes[0]}{Enter}`);
  await screen.findByRole('heading', { name: 'Bạn chưa có bài nào' });
});

test('the way back keeps what was typed', async () => {
  const { user } = await passwordStep();
  await user.click(screen.getByRole('button', { name: 'Quay lại' }));
  expect(screen.getByLabelText('Email')).toHaveValue('phongvien@demo.test');
  expect(screen.getByLabelText('Mật khẩu')).toHaveValue('toasoan-demo');
});

test('a session that ends is continued with the code', async () => {
  const { user } = await passwordStep();
  await user.type(screen.getByRole('textbox', { name: 'Mã xác nhận' }), `${codeAfter(0)}{Enter}`);
  await screen.findByRole('heading', { name: 'Bạn chưa có bài nào' });
  await mock.signIn(null);
  await user.type(screen.getByRole('searchbox'), 'cau rao');
  await user.click(await screen.findByRole('button', { name: 'Đăng nhập lại' }));
  await screen.findByRole('dialog', { name: 'Phiên đăng nhập đã hết' });
  await user.type(screen.getByLabelText('Mật khẩu'), 'toasoan-demo{Enter}');
  const dialog = await screen.findByRole('dialog', { name: 'Xác thực hai bước' });
  await user.type(screen.getByRole('textbox', { name: 'Mã xác nhận' }), `${codeAfter(1)}{Enter}`);
  await waitFor(() => expect(dialog).not.toBeInTheDocument());
  expect(screen.getByRole('searchbox')).toHaveValue('cau rao');
});

test('somebody of whom a second factor is required sets one up before anything else', async () => {
  await mock.signIn('quantri@demo.test');
  const { etag } = await client.newsroom.get();
  await client.newsroom.update({
    headers: { 'if-match': etag },
    body: { secondFactorRoles: ['editor'] },
  });
  await mock.signIn('bientap@demo.test');
  const { user } = await renderDesk('/articles');
  await screen.findByRole('heading', { level: 1, name: 'Thiết lập xác thực hai bước' });
  await user.click(await screen.findByRole('button', { name: 'Thiết lập' }));
  const key = await screen.findByText(/^[A-Z2-7]{4}( [A-Z2-7]{4}){7}$/);
  secret = key.textContent.replaceAll(' ', '');
  await user.type(screen.getByRole('textbox', { name: /nhập mã mà ứng dụng đang hiện/ }), codeAfter(0));
  await user.click(screen.getByRole('button', { name: 'Bật xác thực hai bước' }));
  await screen.findByRole('dialog', { name: 'Cất giữ mã khôi phục' });
  expect(screen.getAllByRole('listitem').length).toBeGreaterThanOrEqual(10);
  const done = screen.getByRole('button', { name: 'Xong' });
  expect(done).toBeDisabled();
  await user.click(screen.getByRole('checkbox', { name: 'Tôi đã cất giữ các mã này' }));
  await user.click(done);
  await user.click(await screen.findByRole('button', { name: 'Vào tòa soạn' }));
  await screen.findByRole('heading', { level: 1, name: 'Bài viết' });
});
