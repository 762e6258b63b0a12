import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { expect, test } from './test.ts';
import { titleField } from './writing.ts';

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
