import { screen, within } from '@testing-library/react';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type MockApi, startMockApi } from '../../../mocks/node.ts';
import { demoUserId } from '../../../mocks/seed.ts';
import { createProvider } from '../../../server/auth/single-sign-on/provider.ts';
import { accounts } from '../../../server/db/schema.ts';
import { renderDesk } from '../../../tests/screens/render-desk.tsx';

const issuer = 'https://id.example.vn';
/** Never contacted by this page. */
const provider = createProvider({
  ...{ issuer, clientId: 'desk', clientSecret: 'secret' },
  ...{ name: 'Tòa báo', deskUrl: 'https://desk.example.vn' },
});
const userId = demoUserId('phongvien');
let mock: MockApi;

beforeAll(async () => {
  mock = await startMockApi({ singleSignOn: provider });
});
beforeEach(async () => {
  await mock.reset();
  await mock.signIn('phongvien@demo.test');
});
afterAll(() => mock.close());

const link = () =>
  mock.db.insert(accounts).values({
    ...{ id: 'link', userId, providerId: `oidc:${issuer}`, accountId: 'mien' },
    createdAt: new Date('2026-03-11T07:06:00Z'),
  });

async function openSection() {
  const { user } = await renderDesk('/account');
  return { user, section: within(await screen.findByRole('region', { name: 'Đăng nhập một lần' })) };
}

test('an account that is not linked says how it would be', async () => {
  const { section } = await openSection();
  expect(await section.findByText(/Lần đầu đăng nhập bằng Tòa báo/)).toBeVisible();
  expect(section.queryByRole('button')).not.toBeInTheDocument();
});

test('a link is shown with its date, and removed after a question', async () => {
  await link();
  const { user, section } = await openSection();
  expect(await section.findByText(/Đã liên kết với Tòa báo từ .*11\/03\/2026/)).toBeVisible();
  await user.click(section.getByRole('button', { name: 'Gỡ liên kết' }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(dialog.getByRole('button', { name: 'Gỡ liên kết' }));
  await screen.findByText('Đã gỡ liên kết với Tòa báo.');
  expect(await section.findByText(/Lần đầu đăng nhập bằng Tòa báo/)).toBeVisible();
});

test('the only way to sign in is not offered for removal', async () => {
  await link();
  await mock.db
    .delete(accounts)
    .where(and(eq(accounts.userId, userId), eq(accounts.providerId, 'credential')));
  const { section } = await openSection();
  expect(await section.findByText(/Hãy nhờ quản trị viên/)).toBeVisible();
  expect(section.queryByRole('button')).not.toBeInTheDocument();
});
