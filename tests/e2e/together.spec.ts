import type { Page } from '@playwright/test';
import { startDesk } from './desk.ts';
import { expect, people, signIn, test } from './test.ts';
import { bodyField, createArticle, expectSaved, paragraphsOf } from './writing.ts';

test('two browsers in one article converge', async ({ as }) => {
  const one = await as('journalist');
  const path = await createArticle(one);
  await bodyField(one).click();
  await one.keyboard.type('Một.');
  await expectSaved(one);
  const two = await as('editor');
  await two.goto(path);
  await expect(bodyField(two)).toContainText('Một.');
  await expect(one.getByRole('list', { name: 'Đang cùng mở bài' }).getByRole('img')).toHaveAccessibleName(
    'Lê Minh Châu',
  );
  await bodyField(two).click();
  await two.keyboard.press('Control+End');
  await two.keyboard.press('Enter');
  await Promise.all([
    one.keyboard.type(' Người thứ nhất viết tiếp.'),
    two.keyboard.type('Người thứ hai viết đoạn sau.'),
  ]);
  for (const page of [one, two]) {
    await expect
      .poll(() => paragraphsOf(page))
      .toEqual(['Một. Người thứ nhất viết tiếp.', 'Người thứ hai viết đoạn sau.']);
  }
});

test('undo reverts own changes only, never those of another person', async ({ as }) => {
  const one = await as('journalist');
  const path = await createArticle(one);
  await bodyField(one).click();
  await one.keyboard.type('Của tôi.');
  await expectSaved(one);
  const two = await as('editor');
  await two.goto(path);
  await bodyField(two).click();
  await two.keyboard.press('Control+End');
  await two.keyboard.type(' Của người khác.');
  await expect(bodyField(one)).toContainText('Của người khác.');
  await one.keyboard.press('Control+z');
  await expect(bodyField(one)).not.toContainText('Của tôi.');
  await expect(bodyField(one)).toContainText('Của người khác.');
});

test('a server killed while two people type loses neither saved text nor text still in their browsers', async ({
  browser,
}) => {
  const desk = await startDesk('server');
  const open = async (email: string) => {
    const context = await browser.newContext({ baseURL: desk.url });
    const page = await context.newPage();
    await signIn(page, email, desk.url);
    return page;
  };
  const one = await open(people.journalist);
  const path = await createArticle(one);
  await bodyField(one).click();
  await one.keyboard.type('Đã lưu trước khi máy tắt.');
  await one.keyboard.press('Enter');
  await expectSaved(one);
  const two = await open(people.editor);
  await two.goto(path);
  await expect(bodyField(two)).toContainText('Đã lưu trước khi máy tắt.');
  await bodyField(two).locator('p').last().click();

  // Killed while both type; they continue while it is down.
  const typing = Promise.all([
    one.keyboard.type('Người thứ nhất gõ trong lúc máy chủ tắt. ', { delay: 15 }),
    two.keyboard.type('Người thứ hai cũng gõ. ', { delay: 25 }),
  ]);
  await desk.kill();
  await typing;
  await expect(one.getByText('Ngoại tuyến: lưu trên máy này')).toBeVisible();
  await desk.restart();
  for (const page of [one, two]) await expectSaved(page);

  const reader = await open(people.admin);
  await reader.goto(path);
  const text = async (page: Page) => (await paragraphsOf(page)).join('').replace(/\s/g, '');
  await expect.poll(() => text(reader)).toContain('Đãlưutrướckhimáytắt.');
  const all = await text(reader);
  for (const page of [one, two]) await expect.poll(() => text(page)).toBe(all);
  // Letters of two people may be interleaved; each person's are complete and in order.
  expect(isSubsequence('Ngườithứnhấtgõtronglúcmáychủtắt.', all)).toBe(true);
  expect(isSubsequence('Ngườithứhaicũnggõ.', all)).toBe(true);
  for (const page of [one, two, reader]) await page.context().close();
  await desk.close();
});

/** Whether the letters occur in this order, with others between them or not. */
function isSubsequence(letters: string, text: string): boolean {
  let place = 0;
  for (const letter of letters) {
    place = text.indexOf(letter, place) + 1;
    if (place === 0) return false;
  }
  return true;
}
