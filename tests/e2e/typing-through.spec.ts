import { expect, test } from './test.ts';
import {
  aPicture,
  bodyField,
  createArticle,
  expectSaved,
  figures,
  paragraphsOf,
  transferFile,
} from './writing.ts';

test('text typed while other things happen arrives in its paragraph, letter by letter', async ({
  as,
  expectedStatuses,
}) => {
  expectedStatuses.add(0);
  const page = await as('journalist');
  const path = await createArticle(page);
  await bodyField(page).click();
  await page.keyboard.type('Một');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Hai');
  await page.keyboard.press('Enter');
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/api/uploads/*', async (route) => {
    if (route.request().method() === 'PATCH') await held;
    await route.continue();
  });
  await transferFile(page, 'paste', { name: 'tau.jpg', bytes: await aPicture('#33658a') });
  await expect(bodyField(page).locator('.upload')).toHaveCount(1);

  let typed = '';
  const typeUntil = async (event: Promise<unknown>) => {
    let isOver = false;
    const settled = event.finally(() => {
      isOver = true;
    });
    for (let number = 1; !isOver; number += 1) {
      await page.keyboard.type(`${number} `);
      typed += `${number} `;
    }
    await settled;
  };
  const written = bodyField(page).locator('> p').last();
  const other = await as('editor');
  await other.goto(path);
  await expect(bodyField(other)).toContainText('Một');

  await test.step('an upload is finished', async () => {
    const finish = async () => {
      release();
      await expect(figures(page)).toHaveCount(1);
    };
    await typeUntil(finish());
  });
  await test.step('somebody deletes a paragraph above', async () => {
    const remove = async () => {
      await bodyField(other).locator('> p').first().click({ clickCount: 3 });
      await other.keyboard.press('Backspace');
      await other.keyboard.press('Delete');
      await expect(bodyField(page)).not.toContainText('Một');
    };
    await typeUntil(remove());
  });
  await test.step('the connection is lost and comes back', async () => {
    const reconnect = async () => {
      await page.context().setOffline(true);
      await expect(page.getByText('Ngoại tuyến: lưu trên máy này')).toBeVisible();
      await page.context().setOffline(false);
      await expect(page.getByText('Ngoại tuyến: lưu trên máy này')).toBeHidden();
    };
    await typeUntil(reconnect());
  });
  await expect(written).toHaveText(typed.trim());
  await expectSaved(page);
  await expect.poll(async () => (await paragraphsOf(other)).at(-1)).toBe(typed.trim());

  await test.step('somebody deletes everything, the paragraph itself included', async () => {
    const removeAll = async () => {
      await bodyField(other).click();
      await other.keyboard.press('Control+a');
      await other.keyboard.press('Delete');
      await expect(figures(page)).toHaveCount(0);
    };
    await typeUntil(removeAll());
    await page.keyboard.type('Hết.');
    await expect(bodyField(page)).toContainText('Hết.');
    await expectSaved(page);
    await expect(bodyField(other)).toContainText('Hết.');
  });
});
