import type { Page } from '@playwright/test';
import { inputMethods, sentence, typeSentence } from './ime.ts';
import { expect, test } from './test.ts';
import {
  aPicture,
  bodyField,
  createArticle,
  expectSaved,
  figures,
  leadField,
  paragraphsOf,
  titleField,
  transferFile,
} from './writing.ts';

type Field = ReturnType<Page['locator']>;

/** Fields and blocks to type in, in document order. `enter` moves the caret there. */
const targets: { name: string; enter: (page: Page) => Promise<void>; field: (page: Page) => Field }[] = [
  { name: 'title', enter: (page) => titleField(page).click(), field: titleField },
  { name: 'lead', enter: (page) => leadField(page).click(), field: leadField },
  {
    name: 'paragraph',
    enter: (page) => bodyField(page).click(),
    field: (page) => bodyField(page).locator('> p').first(),
  },
  {
    name: 'list item',
    enter: async (page) => {
      await page.keyboard.press('Enter');
      await page.keyboard.type('- ');
    },
    field: (page) => bodyField(page).locator('li').first(),
  },
  {
    name: 'table cell',
    enter: async (page) => {
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      await page.keyboard.type('/bang');
      await page.getByRole('option', { name: 'Bảng' }).click();
      await expect(bodyField(page).locator('table')).toHaveCount(1);
    },
    field: (page) => bodyField(page).locator('th').first(),
  },
  {
    name: 'caption',
    enter: async (page) => {
      await bodyField(page).locator('> p').first().click();
      await transferFile(page, 'paste', { name: 'anh.jpg', bytes: await aPicture('#33658a') });
      await figures(page).getByText('thêm chú thích').click();
    },
    field: (page) => figures(page).locator('.caption'),
  },
  {
    name: 'credit',
    enter: (page) => page.keyboard.press('Tab'),
    field: (page) => figures(page).locator('.credit'),
  },
  {
    name: 'alternative text',
    enter: (page) => page.keyboard.press('Tab'),
    field: (page) => figures(page).getByRole('textbox', { name: 'Mô tả thay thế' }),
  },
];

/** The alternative text is an attribute, which a text area edits. */
async function expectText(field: Field, name: string): Promise<void> {
  if (name === 'alternative text') await expect(field, name).toHaveValue(sentence);
  else await expect(field, name).toContainText(sentence);
}

for (const method of inputMethods) {
  test(`Vietnamese by ${method} is correct in title, lead, paragraph, list, table and the texts of a figure`, async ({
    as,
  }) => {
    const page = await as('journalist');
    await createArticle(page);
    for (const { name, enter, field } of targets) {
      await test.step(name, async () => {
        await enter(page);
        await typeSentence(page, method);
        await expectText(field(page), name);
      });
    }
    await expectSaved(page);
    await page.reload();
    for (const { name, field } of targets) await expectText(field(page), name);
  });

  test(`Vietnamese by ${method} is correct during remote edits of the same paragraph`, async ({ as }) => {
    const page = await as('journalist');
    const path = await createArticle(page);
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
    for (const one of [page, other]) {
      await expect.poll(() => paragraphsOf(one)).toEqual([`${written}Đầu đoạn. ${sentence}`]);
    }
    await expectSaved(page);
  });
}
