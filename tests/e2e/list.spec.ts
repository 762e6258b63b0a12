import { expect, test } from './test.ts';

const rows = (page: import('@playwright/test').Page) => page.locator('[data-row-link]');

test('the list is searched without diacritics, navigated by arrow keys, and restored on going back', async ({
  as,
}) => {
  const page = await as('editor');
  await page.goto('/articles?view=published');
  await expect(rows(page).first()).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('hai dang');
  await expect(page).toHaveURL(/q=hai\+dang/);
  // The previous list stays visible until the response arrives.
  const answer = await page.request.get('/api/articles?view=published&q=hai+dang');
  const found = (await answer.json()).items.map(({ title }: { title: string }) => title);
  expect(found).not.toEqual([]);
  await expect(rows(page)).toHaveText(found);
  await page.keyboard.press('ArrowDown');
  await expect(rows(page).first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/articles\/[0-9a-f-]{36}/);
  await page.goBack();
  await expect(page).toHaveURL(/q=hai\+dang/);
  await expect(rows(page)).toHaveText(found);
});

test('each view lists as many articles as its tab shows', async ({ as }) => {
  const page = await as('editor');
  const { counts, lengths } = await page.evaluate(async () => {
    const get = (path: string) => fetch(`/api/${path}`).then((response) => response.json());
    const counts: Record<string, number> = await get('articles/counts');
    const lengths: Record<string, number> = {};
    for (const view of Object.keys(counts)) {
      lengths[view] = (await get(`articles?view=${view}&limit=100`)).items.length;
    }
    return { counts, lengths };
  });
  expect(lengths).toEqual(counts);
});

test('n creates a draft with the caret in its title, which the bin takes and gives back', async ({ as }) => {
  const page = await as('journalist');
  await expect(rows(page).first()).toBeVisible();
  await page.keyboard.press('n');
  await expect(page.getByRole('textbox', { name: 'Tiêu đề', exact: true })).toBeFocused();
  const blank = new URL(page.url()).pathname;
  // One that got no content moves to the bin.
  const discarded = page.waitForResponse((response) => response.request().method() === 'DELETE');
  await page.goBack();
  expect((await discarded).status()).toBe(200);
  await expect(rows(page).first()).toBeVisible();
  await expect(page.locator(`[href="${blank}"]`)).toHaveCount(0);

  await page.keyboard.press('n');
  await expect(page.getByRole('textbox', { name: 'Tiêu đề', exact: true })).toBeFocused();
  const path = new URL(page.url()).pathname;
  await page.keyboard.type('Bài thử bỏ đi');
  await expect(page.getByRole('banner').getByText('Đã lưu', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Thao tác khác với bài này' }).click();
  await page.getByRole('menuitem', { name: 'Chuyển vào thùng rác' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Chuyển vào thùng rác' }).click();
  await expect(page.getByText('Bài đang ở trong thùng rác. Khôi phục để sửa tiếp.')).toBeVisible();
  await page.goto('/articles?view=trash');
  const row = page.getByRole('listitem').filter({ hasText: 'Bài thử bỏ đi' });
  await row.getByRole('button', { name: 'Khôi phục' }).click();
  await expect(row).toHaveCount(0);
  await page.goto(path);
  await expect(page.getByRole('textbox', { name: 'Tiêu đề', exact: true })).toHaveAttribute(
    'contenteditable',
    'true',
  );
});
