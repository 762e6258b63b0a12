import type { Page } from '@playwright/test';
import { startMailServer, type TestMailServer } from '../hosts/smtp-server.ts';
import { startDesk } from './desk.ts';
import { countRecords } from './stored-records.ts';
import { test as base, expect, people } from './test.ts';
import { bodyField, createArticle, expectSaved } from './writing.ts';

/** A desk that sends its mails to a real SMTP server. */
const test = base.extend<object, { mailServer: TestMailServer }>({
  mailServer: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern of the first argument.
    async ({}, use) => {
      const server = await startMailServer();
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  desk: [
    async ({ hostKind, mailServer }, use) => {
      const desk = await startDesk(hostKind, (url) => ({
        PUBLIC_URL: url,
        SMTP_URL: mailServer.url,
        MAIL_FROM: 'Tòa Soạn <toasoan@example.vn>',
      }));
      await use(desk);
      await desk.close();
    },
    { scope: 'worker' },
  ],
});

const phrase = 'con mèo nằm trên mái ngói';

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Email' }).fill(email);
  await page.getByRole('textbox', { name: 'Mật khẩu' }).fill(password);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await page.waitForURL(/\/articles/);
}

test('people own their accounts: a forgotten password, a device signed out, another password, a shared computer', async ({
  as,
  asReader,
  mailServer,
  expectedStatuses,
}) => {
  for (const status of [401, 410]) expectedStatuses.add(status);
  const phone = await as('journalist');
  const page = await asReader();

  await test.step('a forgotten password is reset by mail, which signs out the phone', async () => {
    await page.getByRole('link', { name: 'Quên mật khẩu?' }).click();
    // The sign-in page has a field of the same name.
    await expect(page.getByRole('heading', { name: 'Quên mật khẩu', exact: true })).toBeVisible();
    await page.getByRole('textbox', { name: 'Email' }).fill(people.journalist);
    await page.getByRole('button', { name: 'Gửi liên kết' }).click();
    await expect(page.getByRole('heading', { name: 'Hãy xem hộp thư' })).toBeVisible();
    const { text } = await mailServer.next(people.journalist);
    const link = /^http\S+#token=\S+$/m.exec(text)?.[0] ?? '';
    await page.goto(link);
    const field = page.getByRole('textbox', { name: 'Mật khẩu' });
    await field.fill('Nguyễn Hải Miên 2026');
    await expect(page.getByRole('status')).toHaveText('Yếu. Đừng dùng tên, email của bạn hay tên tòa soạn.');
    await field.fill(phrase);
    await expect(page.getByRole('status')).toContainText('Mạnh.');
    await page.getByRole('button', { name: 'Đổi mật khẩu và đăng nhập' }).click();
    await page.waitForURL(/\/articles/);
    expect((await mailServer.next(people.journalist)).subject).toContain('Mật khẩu đã đổi');
    await phone.getByRole('link', { name: /Bài viết/ }).click();
    await phone.reload();
    await phone.waitForURL(/\/sign-in/);
    await page.goto(link);
    await expect(page.getByRole('heading', { name: 'Liên kết không còn hiệu lực' })).toBeVisible();
  });

  await test.step('the account page signs out one device', async () => {
    await signIn(phone, people.journalist, phrase);
    await page.goto('/articles');
    await page.getByRole('button', { name: /^Tài khoản/ }).click();
    await page.getByRole('menuitem', { name: 'Tài khoản của tôi' }).click();
    const devices = page.getByRole('region', { name: 'Thiết bị đang đăng nhập' });
    await expect(devices.getByRole('listitem')).toHaveCount(2);
    await expect(devices.getByRole('listitem').first()).toContainText('máy này');
    await devices.getByRole('button', { name: /^Đăng xuất Chrome trên/ }).click();
    await expect(devices.getByRole('listitem')).toHaveCount(1);
    await phone.reload();
    await phone.waitForURL(/\/sign-in/);
  });

  await test.step('the password is changed with the old one; this device stays signed in', async () => {
    await signIn(phone, people.journalist, phrase);
    const section = page.getByRole('region', { name: 'Mật khẩu' });
    await section.getByRole('textbox', { name: 'Mật khẩu hiện tại' }).fill(phrase);
    await section.getByRole('textbox', { name: 'Mật khẩu mới' }).fill(`${phrase} đỏ`);
    await section.getByRole('button', { name: 'Đổi mật khẩu' }).click();
    await expect(page.getByText('Đã đổi mật khẩu và đăng xuất 1 thiết bị khác.')).toBeVisible();
    expect((await mailServer.next(people.journalist)).text).toContain('Mật khẩu của bạn vừa được đổi.');
    await phone.reload();
    await phone.waitForURL(/\/sign-in/);
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Tài khoản', exact: true })).toBeVisible();
  });

  await test.step('signing out of a shared computer leaves nothing in the browser', async () => {
    await page.goto('/articles');
    await createArticle(page);
    await bodyField(page).click();
    await page.keyboard.type('Bài trên máy dùng chung.');
    await expectSaved(page);
    await page.goto('/articles');
    expect(await storedCount(page)).toBeGreaterThan(0);
    await page.getByRole('button', { name: /^Tài khoản/ }).click();
    await page.getByRole('menuitemcheckbox', { name: /^Máy dùng chung/ }).click();
    const signedOut = page.waitForResponse(/sign-out/);
    await page.getByRole('menuitem', { name: 'Đăng xuất', exact: true }).click();
    // `headers()` leaves out security headers.
    expect((await (await signedOut).allHeaders())['clear-site-data']).toBe('"cache", "storage"');
    await page.waitForURL(/\/sign-in/);
    await expect.poll(() => storedCount(page)).toBe(0);
  });
});

/** The number of records in IndexedDB and of entries in localStorage. */
async function storedCount(page: Page): Promise<number> {
  return (await countRecords(page)) + (await page.evaluate(() => localStorage.length));
}
