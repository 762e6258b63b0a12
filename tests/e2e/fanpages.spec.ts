import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import jsQR from 'jsqr';
import sharp from 'sharp';
import { accessibilityViolations } from './accessibility.ts';
import { expect, test } from './test.ts';

/** The content of a QR code in a PNG or an SVG. */
async function readCode(picture: Buffer): Promise<string | undefined> {
  const { data, info } = await sharp(picture, { density: 300 })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data;
}

/** Presses Tab until the element has the focus. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const target = page.getByRole('button', { name }).or(page.getByRole('switch', { name })).first();
  for (let stops = 0; stops < 60; stops++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Not reached after 60 Tabs: ${name}`);
}

test('an admin adds a fanpage using only the keyboard, moves it to the top, and downloads a working QR code', async ({
  as,
}) => {
  const page = await as('admin');
  await page.goto('/fanpages');
  const list = page.getByRole('list', { name: /Các fanpage/ });
  await expect(list.getByRole('listitem')).toHaveCount(5);

  await page.keyboard.press('n');
  await expect(page.getByRole('textbox', { name: 'Địa chỉ trang' })).toBeFocused();
  await page.keyboard.type('https://www.instagram.com/ToaSoan.ViDu/?igsh=abc');
  await expect(page.getByRole('dialog').getByText('Instagram', { exact: true })).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.type('Ảnh Tòa Soạn');
  await page.keyboard.press('Enter');
  const row = list.getByRole('listitem').filter({ hasText: 'Ảnh Tòa Soạn' });
  await expect(row).toContainText('instagram.com/toasoan.vidu');
  await expect(page.getByRole('dialog')).toBeHidden();

  await tabTo(page, 'Chuyển Ảnh Tòa Soạn lên');
  for (let step = 0; step < 5; step++) await page.keyboard.press('Alt+ArrowUp');
  await expect(list.getByRole('listitem').first()).toContainText('Ảnh Tòa Soạn');
  await expect(page.getByText('Ảnh Tòa Soạn đã chuyển tới vị trí 1 trên 6')).toBeAttached();

  await tabTo(page, 'Mã QR của Ảnh Tòa Soạn');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Đã kiểm tra: quét được')).toBeVisible();
  expect(await accessibilityViolations(page)).toEqual([]);
  const code = await readCode(await page.screenshot());
  expect(code).toMatch(/\/q\/[a-z][a-z0-9]{5}$/);
  const answer = await page.request.get(code ?? '', { maxRedirects: 0 });
  expect([answer.status(), answer.headers().location]).toEqual([302, 'https://instagram.com/toasoan.vidu']);

  await tabTo(page, /^Chữ T ở giữa mã/);
  await page.keyboard.press('Space');
  await expect(page.getByText('Đã kiểm tra: quét được')).toBeVisible();
  for (const [button, type] of [
    [/^Tải PNG/, 'png'],
    ['Tải SVG', 'svg'],
  ] as const) {
    await tabTo(page, button);
    const downloading = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    const download = await downloading;
    expect(download.suggestedFilename()).toBe(`qr-anh-toa-soan-5cm.${type}`);
    const file = await readFile(await download.path());
    expect(await readCode(file), type).toBe(code);
    if (type === 'png') expect(await sharp(file).metadata()).toMatchObject({ width: 591, density: 300 });
  }
});

test('the QR code of a published article leads readers to it', async ({ as }) => {
  const page = await as('editor');
  await page.goto('/articles?view=published');
  const link = page.locator('[data-row-link]').first();
  const title = (await link.textContent()) ?? '';
  await link.click();
  await page.getByRole('button', { name: 'Thao tác khác với bài này' }).click();
  await page.getByRole('menuitem', { name: 'Mã QR' }).click();
  await expect(page.getByText('Đã kiểm tra: quét được')).toBeVisible();
  const code = await readCode(await page.screenshot());
  await page.goto(code ?? '');
  await expect(page).toHaveURL(/\/portal\//);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
});
