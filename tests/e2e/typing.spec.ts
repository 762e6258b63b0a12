import type { Page } from '@playwright/test';
import { inputMethods, sentence, typeSentence } from './ime.ts';
import { expect, test } from './test.ts';
import {
  aPicture,
  beginArticle,
  bodyField,
  expectSaved,
  figures,
  giveFile,
  leadField,
  titleField,
} from './writing.ts';

/** Places to type in. Each makes its place, puts the caret there and returns what holds the text. */
const places: Record<string, (page: Page) => Promise<ReturnType<Page['locator']>>> = {
  title: async (page) => {
    await titleField(page).click();
    return titleField(page);
  },
  lead: async (page) => {
    await leadField(page).click();
    return leadField(page);
  },
  paragraph: async (page) => {
    await bodyField(page).click();
    return bodyField(page).locator('p').last();
  },
  'list item': async (page) => {
    await bodyField(page).click();
    await page.keyboard.type('- ');
    return bodyField(page).locator('li').last();
  },
  'table cell': async (page) => {
    await bodyField(page).click();
    await page.keyboard.type('/bang');
    await page.getByRole('option', { name: 'Bảng' }).click();
    await expect(bodyField(page).locator('table')).toHaveCount(1);
    return bodyField(page).locator('th').first();
  },
  caption: async (page) => {
    await giveFile(page, 'paste', { name: 'anh.jpg', bytes: await aPicture('#33658a') });
    await expect(figures(page)).toHaveCount(1);
    await figures(page).getByText('thêm chú thích').click();
    return figures(page).locator('.caption');
  },
  credit: async (page) => {
    await giveFile(page, 'paste', { name: 'anh.jpg', bytes: await aPicture('#33658a') });
    await expect(figures(page)).toHaveCount(1);
    await figures(page).getByText('thêm nguồn ảnh').click();
    return figures(page).locator('.credit');
  },
};

for (const method of inputMethods) {
  for (const [place, go] of Object.entries(places)) {
    test(`Vietnamese by ${method} is right in a ${place}`, async ({ as }) => {
      const page = await as('journalist');
      await beginArticle(page);
      const field = await go(page);
      await typeSentence(page, method);
      await expect(field).toContainText(sentence);
      await expectSaved(page);
      await page.reload();
      await expect(field).toContainText(sentence);
    });
  }

  test(`Vietnamese by ${method} is right while somebody edits the same paragraph`, async ({ as }) => {
    const page = await as('journalist');
    const path = await beginArticle(page);
    await bodyField(page).click();
    await page.keyboard.type('Đầu đoạn. ');
    await expectSaved(page);
    const other = await as('editor');
    await other.goto(path);
    await expect(bodyField(other)).toContainText('Đầu đoạn.');
    await bodyField(other).locator('p').first().click();
    await other.keyboard.press('Home');
    let written = '';
    await typeSentence(page, method, async (key) => {
      if (key % 3 !== 0) return;
      await other.keyboard.type('x');
      written += 'x';
    });
    const whole = `${written}Đầu đoạn. ${sentence}`;
    await expect(bodyField(page).locator('p').first()).toHaveText(whole);
    await expect(bodyField(other).locator('p').first()).toHaveText(whole);
    await expectSaved(page);
  });
}
