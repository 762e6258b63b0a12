import { screen, waitFor, within } from '@testing-library/react';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type MockApi, startMockApi } from '../../../mocks/node.ts';
import { createProvider } from '../../../server/auth/single-sign-on/provider.ts';
import { renderDesk } from '../../../tests/screens/render-desk.tsx';
import { publishSingleSignOn } from '../../lib/single-sign-on.ts';

const deskUrl = 'https://desk.example.vn';
/** Never contacted: these tests begin and end at the desk's own pages. */
const provider = createProvider({
  ...{ issuer: 'https://id.example.vn', clientId: 'desk', clientSecret: 'secret' },
  ...{ name: 'Tòa báo', deskUrl },
});
let mock: MockApi;

beforeAll(async () => {
  mock = await startMockApi({ singleSignOn: provider });
});
beforeEach(() => mock.reset());
afterAll(() => mock.close());

const heading = (name: string) => screen.findByRole('heading', { level: 1, name });

test('the sign-in page leads to the provider, and back to the requested page', async () => {
  await renderDesk('/articles?view=all');
  expect(await screen.findByRole('link', { name: 'Đăng nhập bằng Tòa báo' })).toHaveAttribute(
    'href',
    '/api/auth/oidc/start?purpose=sign-in&next=%2Farticles%3Fview%3Dall',
  );
});

test.each([
  ['no-account', /Hãy nhờ quản trị viên của tòa soạn mời bạn/],
  ['suspended', /Tài khoản đã bị khóa/],
  ['unavailable', /chưa trả lời/],
  ['<script>', /Không xác nhận được lần đăng nhập này/],
])('the error %s of the callback is told on the sign-in page', async (error, text) => {
  const { address } = await renderDesk(`/sign-in/done?${new URLSearchParams({ next: '/people', error })}`);
  expect(await screen.findByRole('alert')).toHaveTextContent(text);
  expect(address()).toMatch(/^\/sign-in\?next=%2Fpeople&error=/);
});

test.each([
  ['/articles?view=all', '/articles?view=all'],
  ['//evil.invalid', '/articles'],
])('with a session the page after the provider leads from %s to %s', async (next, expected) => {
  await mock.signIn('phongvien@demo.test');
  const { address } = await renderDesk(`/sign-in/done?${new URLSearchParams({ purpose: 'sign-in', next })}`);
  await heading('Bài viết');
  expect(address()).toBe(expected);
});

test('without the cookie of the new session the page after the provider tells that', async () => {
  await renderDesk('/sign-in/done?purpose=sign-in');
  expect(await screen.findByRole('alert')).toHaveTextContent('Trình duyệt không giữ cookie');
});

describe('in a window of its own', () => {
  test('an ended session is renewed, and the page stays as it is', async () => {
    const open = vi.spyOn(window, 'open').mockReturnValue(null);
    onTestFinished(() => open.mockRestore());
    await mock.signIn('phongvien@demo.test');
    const { user } = await renderDesk('/articles');
    await screen.findByRole('heading', { name: 'Bạn chưa có bài nào' });
    await mock.signIn(null);
    await user.click(screen.getByRole('link', { name: /Tất cả/ }));
    await user.click(await screen.findByRole('button', { name: 'Đăng nhập lại' }));
    const dialog = await screen.findByRole('dialog', { name: 'Phiên đăng nhập đã hết' });
    await user.click(await within(dialog).findByRole('button', { name: 'Đăng nhập bằng Tòa báo' }));
    expect(open.mock.lastCall?.[0]).toBe('/api/auth/oidc/start?purpose=renew');
    expect(within(dialog).getByRole('status')).toHaveTextContent('cửa sổ khác');

    publishSingleSignOn({ purpose: 'renew', error: 'cancelled' });
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('dừng đăng nhập');

    await mock.signIn('bientap@demo.test');
    publishSingleSignOn({ purpose: 'renew', error: null });
    await waitFor(() => expect(within(dialog).getByRole('alert')).toHaveTextContent('không phải tài khoản'));

    await mock.signIn('phongvien@demo.test');
    publishSingleSignOn({ purpose: 'renew', error: null });
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    await screen.findByRole('heading', { name: 'Tòa soạn chưa có bài nào' });
  });

  test('the window closes itself, or says that it can be closed', async () => {
    const close = vi.spyOn(window, 'close').mockReturnValue();
    onTestFinished(() => close.mockRestore());
    await renderDesk('/sign-in/done?purpose=renew');
    await heading('Đăng nhập một lần');
    expect(screen.getByText(/Bạn có thể đóng cửa sổ này/)).toBeVisible();
    expect(close).toHaveBeenCalledOnce();
  });
});
