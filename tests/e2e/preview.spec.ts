import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './test.ts';
import { expectSaved, titleField } from './writing.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

test('an editor previews at three widths and shares a link that works without an account until it is revoked', async ({
  as,
  asReader,
  expectedStatuses,
}) => {
  const editor = await as('editor');
  await editor.goto('/articles?view=review');
  await editor.locator('[data-row-link]').first().click();
  await expect(titleField(editor)).toHaveAttribute('contenteditable', 'true');
  const title = (await titleField(editor).textContent())?.trim() ?? '';
  await titleField(editor).click();
  await editor.keyboard.press('ControlOrMeta+Alt+KeyP');
  await editor.waitForURL(/\/preview$/);

  for (const [name, width] of [
    ['Điện thoại', 390],
    ['Máy tính bảng', 820],
    ['Máy tính', 1280],
  ] as const) {
    await editor.getByRole('radiogroup', { name: 'Xem như trên' }).getByText(name, { exact: true }).click();
    const frame = editor.getByTitle(`Trang bạn đọc sẽ thấy, rộng ${width} px`);
    await expect(frame).toHaveJSProperty('offsetWidth', width);
    expect(await frame.getAttribute('srcdoc')).toContain(title);
    expect(await frame.getAttribute('sandbox')).toBe('');
  }
  expect(await axeViolations(editor)).toEqual([]);

  await editor.getByRole('button', { name: 'Gửi bản xem trước' }).click();
  await editor.getByLabel('Gửi cho ai?').fill('Chị Lan');
  await editor.getByRole('button', { name: 'Tạo liên kết' }).click();
  await editor.getByRole('button', { name: 'Sao chép' }).click();
  await expect(editor.getByText('Đã sao chép liên kết.')).toBeVisible();
  const url = await editor.evaluate(() => navigator.clipboard.readText());
  expect(await axeViolations(editor)).toEqual([]);

  const source = await asReader();
  await source.goto(url);
  await expect(source.getByRole('heading', { level: 1 })).toHaveText(title);
  await expect(source.getByText('Bản xem trước, chưa đăng, không chia sẻ.')).toBeVisible();
  const picture = source.locator('.article-body img').first();
  await expect(picture).toHaveAttribute('src', /^\/portal\/xem-truoc\//);
  await picture.scrollIntoViewIfNeeded();
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
  expect(await axeViolations(source)).toEqual([]);

  await editor.getByRole('button', { name: 'Thu hồi liên kết: Chị Lan' }).click();
  await editor.getByRole('button', { name: 'Thu hồi', exact: true }).click();
  await expect(editor.getByText('Đã thu hồi liên kết.')).toBeVisible();
  expectedStatuses.add(410);
  await source.reload();
  await expect(source.getByRole('heading', { level: 1 })).toHaveText('Không mở được bản xem trước');
  await expect(source.getByText(title)).toHaveCount(0);
});

test('the text stands in one column in the editor, in review, in preview and on the portal', async ({
  as,
  desk,
}) => {
  const page = await as('editor');
  const answer = await page.request.get('/api/articles?view=published');
  const { items } = (await answer.json()) as {
    items: { id: string; stage: string | null; portalPath: string }[];
  };
  const article = items.find(({ stage }) => stage === 'draft');
  if (!article) throw new Error('The demo newsroom has no article with a correction in progress');

  const paragraph = page.locator('.article-body > p').first();
  await page.goto(`/articles/${article.id}`);
  await titleField(page).click();
  await page.keyboard.press('End');
  await page.keyboard.type(' tới');
  await expectSaved(page);
  const inEditor = await boxesOf(page, paragraph);
  expect(inEditor[1360]?.width).toBe(680);
  expect(await boxesOf(page, page.getByRole('main').getByRole('note')), 'the banner').toEqual(inEditor);

  const submitted = await page.request.post(`/api/articles/${article.id}/transitions`, {
    headers: { origin: desk.url },
    data: { transition: 'submit' },
  });
  expect(submitted.status()).toBe(200);
  await page.goto(`/articles/${article.id}/review?read=article`);
  expect(await boxesOf(page, paragraph), 'in review').toEqual(inEditor);
  for (const width of [390, 1040]) {
    await page.setViewportSize({ width, height: 860 });
    await expect(
      page.getByRole('button', { name: 'Trả lại' }),
      'the decisions are in reach',
    ).toBeInViewport();
  }
  await page.goto(`/articles/${article.id}/review?read=published`);
  const compared = page.getByRole('main').locator('[data-view] p').first();
  expect(await boxesOf(page, compared), 'compared with the published revision').toEqual(inEditor);
  const heading = page.getByRole('main').getByRole('heading', { level: 1 });
  expect((await boxesOf(page, heading))[1360]?.left).toBe(inEditor[1360]?.left);

  await page.goto(`/articles/${article.id}/preview`);
  await page.getByRole('radiogroup', { name: 'Xem như trên' }).getByText('Máy tính', { exact: true }).click();
  const frame = page.frameLocator('[title="Trang bạn đọc sẽ thấy, rộng 1280 px"]');
  expect((await boxesOf(page, frame.locator('.article-body > p').first(), [1360]))[1360]?.width).toBe(680);

  await page.goto(article.portalPath);
  expect((await boxesOf(page, paragraph))[1360]?.width).toBe(680);
});

/**
 * The place of an element in windows with and without the inspector, of a tablet and of a phone.
 *
 * @returns whole CSS pixels by the width of the window.
 */
async function boxesOf(page: Page, element: Locator, windows = [390, 700, 1040, 1360]) {
  const boxes: Record<number, { left: number; width: number }> = {};
  for (const width of windows) {
    await page.setViewportSize({ width, height: 860 });
    const box = await element.boundingBox();
    if (!box) throw new Error('Not on the page');
    boxes[width] = { left: Math.round(box.x), width: Math.round(box.width) };
  }
  return boxes;
}

/** Of the page without its frames: the preview's frame runs no scripts, not even those of a test. */
async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    type Axe = { run(of: Document, options: object): Promise<{ violations: { id: string }[] }> };
    const { axe } = globalThis as unknown as { axe: Axe };
    const { violations } = await axe.run(document, { iframes: false });
    return violations.map(({ id }) => id);
  });
}
