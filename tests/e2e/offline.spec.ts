import { readFile, rm, writeFile } from 'node:fs/promises';
import type { Browser, Page } from '@playwright/test';
import type { Desk } from './desk.ts';
import { expect, people, signIn, test, testOnOwnDesk } from './test.ts';
import { bodyField, createArticle, expectSaved, paragraphsOf, titleField, writeContent } from './writing.ts';

/* With the service worker of production builds; other journeys run without it. */

/** A signed-in page whose console is not checked: Chromium logs every request that fails offline. */
async function openDesk(browser: Browser, desk: Desk, person: keyof typeof people): Promise<Page> {
  const context = await browser.newContext({ baseURL: desk.url, serviceWorkers: 'allow' });
  const page = await context.newPage();
  await signIn(page, people[person], desk.url);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
  return page;
}

const rows = (page: Page) => page.locator('[data-row-link]');
const storedQueries = (page: Page) => page.evaluate(() => localStorage.getItem('toa-soan.queries') ?? '');

test('without a network the desk, its list and the open article open again, and nothing is lost', async ({
  browser,
  desk,
}) => {
  const page = await openDesk(browser, desk, 'journalist');
  const path = await createArticle(page);
  await writeContent(page, {
    title: 'Phà Rừng chạy lại',
    lead: 'Từ sáng nay.',
    body: 'Chuyến đầu lúc 5 giờ.',
  });
  await expectSaved(page);
  await page.goto('/articles');
  await expect(rows(page).filter({ hasText: 'Phà Rừng chạy lại' })).toBeVisible();
  await page.goto(path);
  await expectSaved(page);
  await expect.poll(() => storedQueries(page)).toContain('Phà Rừng chạy lại');

  await page.context().setOffline(true);
  await page.reload();
  await expect(bodyField(page)).toContainText('Chuyến đầu lúc 5 giờ.');
  await expect(bodyField(page)).toHaveAttribute('contenteditable', 'true');
  await bodyField(page).locator('> p').last().click();
  await page.keyboard.press('End');
  await page.keyboard.type(' Có áo phao.');
  await expect(page.getByText('Ngoại tuyến: lưu trên máy này')).toBeVisible();
  await page.goto('/articles');
  await expect(rows(page).filter({ hasText: 'Phà Rừng chạy lại' })).toBeVisible();

  await page.context().setOffline(false);
  await page.goto(path);
  await expectSaved(page);
  expect(await paragraphsOf(page)).toEqual(['Chuyến đầu lúc 5 giờ. Có áo phao.']);
  await page.context().close();
});

test('the list is shown from the device, then corrected, and deleted from it at sign-out', async ({
  browser,
  desk,
}) => {
  const page = await openDesk(browser, desk, 'editor');
  await page.goto('/articles?view=all');
  await expect(rows(page).first()).toBeVisible();
  await expect.poll(() => storedQueries(page)).toContain('"view":"all"');
  const first = await rows(page).first().textContent();

  // The answers of the server wait until the rows are there.
  const { promise: shown, resolve } = Promise.withResolvers<void>();
  await page.route('**/api/articles?**', async (route) => {
    await shown;
    const response = await route.fetch();
    const list = await response.json();
    list.items[0].title = 'Tít vừa sửa';
    await route.fulfill({ response, json: list });
  });
  await page.reload();
  await expect(rows(page).first()).toHaveText(first ?? '');
  resolve();
  await expect(rows(page).first()).toContainText('Tít vừa sửa');

  await page.getByRole('button', { name: /^Tài khoản/ }).click();
  await page.getByRole('menuitem', { name: 'Đăng xuất', exact: true }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect(await storedQueries(page)).toBe('');
  await page.context().close();
});

test('a stored list is not left on the screen when the session has ended', async ({ browser, desk }) => {
  const page = await openDesk(browser, desk, 'editor');
  await page.goto('/articles?view=all');
  await expect.poll(() => storedQueries(page)).toContain('"view":"all"');
  await page.context().clearCookies();
  await page.reload();
  await expect(page).toHaveURL(/\/sign-in\?/);
  expect(await storedQueries(page)).toBe('');
  await page.context().close();
});

testOnOwnDesk(
  'an update of the desk asks before it replaces the page of somebody who types',
  async ({ browser, desk }) => {
    const page = await openDesk(browser, desk, 'journalist');
    await createArticle(page);
    await titleField(page).click();
    await page.keyboard.type('Cầu Bính');

    const restore = await changeBuild();
    try {
      await desk.kill();
      await desk.restart();
      await page.keyboard.type(' thông xe');
      await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
      const toast = page.getByText('Đã có phiên bản mới của Tòa Soạn.');
      await expect(toast).toBeVisible();
      await expect(titleField(page)).toBeFocused();
      await page.keyboard.type(' sáng nay');
      await expect(titleField(page)).toHaveText('Cầu Bính thông xe sáng nay');

      const reloaded = page.waitForEvent('load');
      await page.getByRole('button', { name: 'Dùng bản mới' }).click();
      await reloaded;
      await expect(titleField(page)).toHaveText('Cầu Bính thông xe sáng nay');
      await expectSaved(page);
      await expect(toast).toBeHidden();
      const waiting = await page.evaluate(
        async () => (await navigator.serviceWorker.getRegistration())?.waiting,
      );
      expect(waiting).toBeFalsy();
    } finally {
      await restore();
      await page.context().close();
    }
  },
);

/** Makes the build another one for browsers, as a release does. @returns undoes it. */
async function changeBuild(): Promise<() => Promise<void>> {
  const path = 'dist/service-worker.js';
  const compressed = [`${path}.br`, `${path}.gz`];
  const originals = await Promise.all([path, ...compressed].map((file) => readFile(file)));
  await Promise.all(compressed.map((file) => rm(file)));
  await writeFile(path, `${originals[0]}\n// The next release.\n`);
  return async () => {
    await Promise.all([path, ...compressed].map((file, index) => writeFile(file, originals[index] ?? '')));
  };
}
