import type { Page } from '@playwright/test';
import { demoPassword } from '../../mocks/newsroom/newsroom.ts';
import { type OidcServer, startOidcServer } from '../hosts/oidc-server.ts';
import { startDesk } from './desk.ts';
import { test as base, expect, people } from './test.ts';
import { bodyField, createArticle, expectSaved } from './writing.ts';

const providerPeople = [
  { sub: 'mien', email: people.journalist, email_verified: true },
  { sub: 'moi', email: 'moi@example.vn', email_verified: true },
];

/** A desk with single sign-on at a real provider. */
const test = base.extend({
  desk: [
    async ({ hostKind }, use) => {
      let provider: OidcServer | undefined;
      const desk = await startDesk(hostKind, async (url) => {
        provider = await startOidcServer(url, providerPeople);
        return {
          PUBLIC_URL: url,
          OIDC_ISSUER: provider.issuer,
          OIDC_CLIENT_ID: provider.clientId,
          OIDC_CLIENT_SECRET: provider.clientSecret,
          OIDC_NAME: 'Tòa báo',
        };
      });
      await use(desk);
      await desk.close();
      await provider?.stop();
    },
    { scope: 'worker' },
  ],
});

async function signInAtProvider(page: Page, login: string): Promise<void> {
  await page.getByRole('link', { name: 'Đăng nhập bằng Tòa báo' }).click();
  await page.getByRole('textbox', { name: 'Login' }).fill(login);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('people enter with the account of their organisation, and nobody else does', async ({
  open,
  asReader,
  desk,
  expectedStatuses,
}) => {
  expectedStatuses.add(401);
  const page = await open();

  await test.step('a journalist gets to the page that they had opened', async () => {
    await page.goto('/articles?view=all');
    await signInAtProvider(page, 'mien');
    await page.waitForURL(`${desk.url}/articles?view=all`);
    await page.goto('/account');
    await expect(page.getByText(/Đã liên kết với Tòa báo từ/)).toBeVisible();
  });

  await test.step('a session that has ended is renewed in a window, and the text stays', async () => {
    await page.goto('/articles');
    await createArticle(page);
    await bodyField(page).click();
    await page.keyboard.type('Trước khi hết phiên.');
    await expectSaved(page);
    await page.context().clearCookies({ domain: 'localhost', name: /toa-soan/ });
    await page.getByRole('textbox', { name: 'Nguồn tin' }).fill('Báo nhà');
    await page.getByRole('button', { name: 'Đăng nhập lại' }).click();
    const dialog = page.getByRole('dialog', { name: 'Phiên đăng nhập đã hết' });
    await dialog.getByRole('button', { name: 'Đăng nhập bằng Tòa báo' }).click();
    // The provider still knows the person, so the window closes by itself.
    await expect(dialog).toBeHidden();
    await expect.poll(() => page.context().pages().length).toBe(1);
    await bodyField(page).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' Sau khi vào lại.');
    await expectSaved(page);
  });

  await test.step('somebody without an invitation is told who can help, and enters with one', async () => {
    const stranger = await asReader();
    await signInAtProvider(stranger, 'moi');
    await expect(stranger.getByRole('alert')).toContainText('Hãy nhờ quản trị viên');
    await stranger.goto('/articles');
    await expect(stranger.getByRole('heading', { name: 'Đăng nhập' })).toBeVisible();

    const admin = await open();
    const headers = { origin: desk.url };
    await admin.request.post(`${desk.url}/api/auth/sign-in/email`, {
      headers,
      data: { email: people.admin, password: demoPassword },
    });
    const invited = await admin.request.post(`${desk.url}/api/invitations`, {
      headers,
      data: { name: 'Vũ Thị Mới', email: 'moi@example.vn', role: 'journalist' },
    });
    expect(invited.status()).toBe(201);
    await stranger.getByRole('link', { name: 'Đăng nhập bằng Tòa báo' }).click();
    await stranger.waitForURL(`${desk.url}/articles`);
    await expect(stranger.getByRole('button', { name: /^Tài khoản:\s*Vũ Thị Mới/ })).toBeVisible();
  });
});
