import type { Locator, Page } from '@playwright/test';
import jsQR from 'jsqr';
import sharp from 'sharp';
import { extractText, getDocumentProxy } from 'unpdf';
import type { PortalListed } from '../../domain/contract/portal.ts';
import { accessibilityViolations } from './accessibility.ts';
import { expect, test } from './test.ts';

/** The content of the QR code in this element. */
async function readCode(code: Locator): Promise<string | undefined> {
  const image = sharp(await code.screenshot()).ensureAlpha();
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data;
}

/** The newest article of a category, from the delivery API. */
async function newestIn(page: Page, path: string): Promise<PortalListed> {
  const answer = await page.request.get('/api/portal/articles');
  const { items } = (await answer.json()) as { items: PortalListed[] };
  const found = items.find(({ category, cover }) => cover && category?.path.startsWith(path));
  if (!found) throw new Error(`The demo newsroom has nothing in ${path}`);
  return found;
}

test('a reader goes from the front page to a category, to an article, and prints it', async ({
  asReader,
  desk,
}) => {
  const page = await asReader();
  const { title, path, shortId, bylines } = await newestIn(page, 'kinh-te');
  await page.goto('/portal');
  await page.getByRole('navigation', { name: 'Chuyên mục' }).getByRole('link', { name: 'Kinh tế' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Kinh tế' })).toBeVisible();
  await page.getByRole('heading', { level: 2 }).getByRole('link', { name: title }).click();
  await expect(page).toHaveURL(desk.url + path);
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  expect(await readCode(page.getByRole('img', { name: `Mã QR của bài “${title}”` }))).toBe(
    `${desk.url}/q/${shortId}`,
  );
  await page.goto(`/q/${shortId}`);
  await expect(page).toHaveURL(desk.url + path);

  await page.getByRole('button', { name: 'Sao chép liên kết' }).click();
  await expect(page.getByText('Đã sao chép liên kết')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(desk.url + path);
  // Replaced, because the print preview of a full Chromium blocks `page.pdf`.
  const printed = page.evaluate(
    () =>
      new Promise((resolve) => {
        window.print = () => resolve('yes');
      }),
  );
  await page.getByRole('button', { name: 'In bài' }).click();
  expect(await printed).toBe('yes');

  const pdf = await getDocumentProxy(new Uint8Array(await page.pdf({ preferCSSPageSize: true })));
  const { totalPages, text } = await extractText(pdf, { mergePages: true });
  const words = text.replace(/\s+/g, ' ');
  expect(totalPages).toBeLessThanOrEqual(2);
  const [, , width = 0, height = 0] = (await pdf.getPage(1)).view;
  expect([Math.round(width), Math.round(height)]).toEqual([595, 842]);
  for (const part of [title, ...bylines, 'Nguồn tin', 'Bài gốc: https://', `/q/${shortId}`]) {
    expect(words).toContain(part);
  }
  for (const part of ['Thể thao', 'Trang chủ', 'In bài', 'Chia sẻ', 'Facebook', 'Tin khác', 'Tìm']) {
    expect(words, 'nothing that one would have to click').not.toContain(part);
  }
});

test('printing waits for pictures that come late, and not for one that fails', async ({
  asReader,
  expectedStatuses,
}) => {
  const page = await asReader();
  const { path } = await newestIn(page, 'kinh-te');
  await page.addInitScript(() => {
    window.print = () => {
      const loaded = [...document.images].filter(({ naturalWidth }) => naturalWidth > 0);
      document.documentElement.dataset.loadedPictures = String(loaded.length);
    };
  });
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const requested = new Set<string>();
  expectedStatuses.add(0);
  await page.route('**/media/**', async (route) => {
    requested.add(route.request().url());
    const isFirst = requested.size === 1;
    await released;
    await (isFirst ? route.abort('internetdisconnected') : route.continue());
  });
  await page.goto(path, { waitUntil: 'domcontentloaded' });
  await page.getByRole('button', { name: 'In bài' }).click();
  const count = await page.locator('img').count();
  expect(count).toBeGreaterThan(2);
  await expect.poll(() => requested.size, 'lazy pictures are fetched').toBe(count);
  const printed = page.locator('html[data-loaded-pictures]');
  await expect(printed).toHaveCount(0);
  release();
  await expect(printed).toHaveAttribute('data-loaded-pictures', String(count - 1));
});

test('articles can be read, searched and paged through without a script', async ({ browser, desk }) => {
  const context = await browser.newContext({ baseURL: desk.url, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/portal');
  const { title } = await newestIn(page, 'kinh-te');
  await page.getByRole('searchbox', { name: 'Tìm bài viết' }).fill(title.split(' ').slice(0, 3).join(' '));
  await page.getByRole('searchbox', { name: 'Tìm bài viết' }).press('Enter');
  await page.getByRole('heading', { level: 2 }).getByRole('link', { name: title }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Facebook', exact: true })).toHaveAttribute('href', /sharer/);
  // Actions that need a script are not shown.
  await expect(page.getByRole('button', { name: /In bài|Sao chép/ })).toHaveCount(0);
  await context.close();
});

test('a withdrawn article immediately disappears from every page', async ({
  as,
  asReader,
  expectedStatuses,
}) => {
  expectedStatuses.add(410);
  const [editor, reader] = [await as('editor'), await asReader()];
  const { id, title, path } = await newestIn(reader, 'the-thao');
  await reader.goto('/portal');
  await expect(reader.getByRole('link', { name: title }).first()).toBeVisible();
  const answer = await editor.request.post(`/api/articles/${id}/transitions`, {
    data: { transition: 'withdraw', note: 'Tỷ số sai' },
  });
  expect(answer.status()).toBe(200);
  for (const place of [
    '/portal',
    '/portal/chuyen-muc/the-thao',
    `/portal/tim-kiem?q=${encodeURIComponent(title)}`,
  ]) {
    await reader.goto(place);
    await expect(reader.getByRole('link', { name: title })).toHaveCount(0);
  }
  await reader.goto(path);
  await expect(reader.getByRole('heading', { name: 'Bài đã gỡ' })).toBeVisible();
  await expect(reader.getByText('Lý do: Tỷ số sai')).toBeVisible();
});

test('portal pages are accessible in every width and colour scheme', async ({ asReader }) => {
  const page = await asReader();
  const { path } = await newestIn(page, 'kinh-te');
  const pages = ['/portal', '/portal/chuyen-muc/kinh-te', path, '/portal/tim-kiem?q=tau'];
  for (const address of pages) {
    await page.goto(address);
    for (const width of [360, 1360]) {
      await page.setViewportSize({ width, height: 860 });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await accessibilityViolations(page), `${address} ${width} ${colorScheme}`).toEqual([]);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
          address,
        ).toBeLessThanOrEqual(0);
      }
    }
  }
});
