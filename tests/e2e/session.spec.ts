import { expect, people, test } from './test.ts';
import { bodyField, createArticle, expectSaved, titleField } from './writing.ts';

test('a session that expires while somebody types shows a bar, and no letter is lost', async ({
  as,
  expectedStatuses,
}) => {
  expectedStatuses.add(401);
  const page = await as('journalist');
  await createArticle(page);
  await bodyField(page).click();
  await page.keyboard.type('Trước khi hết phiên.');
  await expectSaved(page);

  await page.context().clearCookies();
  // The socket stays open until the server checks the session again; the next request is refused.
  await page.getByRole('textbox', { name: 'Nguồn tin' }).fill('Báo nhà');
  await bodyField(page).click();
  await page.keyboard.press('Control+End');
  const ask = page.getByRole('button', { name: 'Đăng nhập lại' });
  let typed = '';
  while (!(await ask.isVisible())) {
    await page.keyboard.type('a');
    typed += 'a';
  }
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.keyboard.type(' Gõ tiếp nhé');
  // The selection, too, is the same after the dialog.
  for (const _letter of 'nhé') await page.keyboard.press('Shift+ArrowLeft');
  await ask.click();
  const dialog = page.getByRole('dialog', { name: 'Phiên đăng nhập đã hết' });
  await dialog.getByRole('textbox', { name: 'Mật khẩu' }).fill('toasoan-demo');
  await dialog.getByRole('button', { name: 'Tiếp tục' }).click();
  await expect(dialog).toBeHidden();
  await page.keyboard.type('đi.');
  const text = `Trước khi hết phiên.${typed} Gõ tiếp đi.`;
  await expect(bodyField(page)).toHaveText(text);
  await expectSaved(page);
  await page.reload();
  await expect(bodyField(page)).toHaveText(text);
  await expect(page.getByRole('textbox', { name: 'Nguồn tin' })).toHaveValue('Báo nhà');
});

test('a dialog whose chunk was removed by an update does not affect the page and its text', async ({
  as,
  expectedStatuses,
}) => {
  for (const status of [401, 404]) expectedStatuses.add(status);
  const page = await as('journalist');
  const removed = /\/(sign-in-dialog|media-picker)-[^/]*\.js$/;
  await page.route(removed, (route) => route.fulfill({ status: 404 }));
  await page.reload();
  const path = await createArticle(page);
  await bodyField(page).click();
  await page.keyboard.type('Máy chủ vừa được nâng cấp.');
  await expectSaved(page);
  const notice = page.getByText('Tòa Soạn vừa có phiên bản mới. Hãy tải lại trang rồi thử lại.');

  await page.keyboard.press('Enter');
  await page.keyboard.type('/thu vien');
  await expect(page.getByRole('option', { name: 'Ảnh từ kho ảnh' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(notice).toBeVisible();
  await expect(bodyField(page)).toContainText('Máy chủ vừa được nâng cấp.');
  await page.getByRole('alert').getByRole('button', { name: 'Đóng' }).click();
  await expect(notice).toBeHidden();

  await page.context().clearCookies();
  await page.getByRole('textbox', { name: 'Nguồn tin' }).fill('Báo nhà');
  await page.getByRole('button', { name: 'Đăng nhập lại', exact: true }).click();
  await expect(notice).toBeVisible();
  await expect(bodyField(page)).toContainText('Máy chủ vừa được nâng cấp.');
  await expect(page.getByRole('textbox', { name: 'Nguồn tin' })).toHaveValue('Báo nhà');

  // As the notice says: browsers do not fetch a module again that has failed.
  await page.unroute(removed);
  await page.reload();
  await page.getByRole('button', { name: people.journalist }).click();
  await page.waitForURL(`**${path}`);
  await expect(bodyField(page)).toContainText('Máy chủ vừa được nâng cấp.');
  await expect(page.getByRole('textbox', { name: 'Nguồn tin' })).toHaveValue('Báo nhà');
  await expectSaved(page);
});

test('signing out everywhere ends the session of another browser', async ({ as, expectedStatuses }) => {
  expectedStatuses.add(401);
  const one = await as('journalist');
  const two = await as('journalist');
  await createArticle(two);
  await one.getByRole('button', { name: /^Tài khoản/ }).click();
  await one.getByRole('menuitem', { name: 'Đăng xuất mọi thiết bị' }).click();
  await one.getByRole('dialog').getByRole('button', { name: 'Đăng xuất mọi thiết bị' }).click();
  await expect(one.getByRole('heading', { name: 'Đăng nhập' })).toBeVisible();
  await expect(two.getByText('Bạn đã bị đăng xuất khỏi máy này')).toBeVisible();
  await expect(titleField(two)).toHaveAttribute('contenteditable', 'true');
});
