import { expect, test } from './test.ts';
import { bodyField, createArticle, expectSaved } from './writing.ts';

test('a session that expires while somebody types opens a password dialog, and no text is lost', async ({
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
  const dialog = page.getByRole('dialog', { name: 'Phiên đăng nhập đã hết' });
  await expect(dialog).toBeVisible();
  await expect(bodyField(page)).toContainText('Trước khi hết phiên.');
  await dialog.getByRole('textbox', { name: 'Mật khẩu' }).fill('toasoan-demo');
  await dialog.getByRole('button', { name: 'Tiếp tục' }).click();
  await expect(dialog).toBeHidden();
  await bodyField(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' Sau khi vào lại.');
  await expectSaved(page);
  await page.reload();
  await expect(bodyField(page)).toContainText('Trước khi hết phiên. Sau khi vào lại.');
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
  await createArticle(page);
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
  await expect(notice).toBeVisible();
  await expect(bodyField(page)).toContainText('Máy chủ vừa được nâng cấp.');
  await expect(page.getByRole('textbox', { name: 'Nguồn tin' })).toHaveValue('Báo nhà');

  // After a temporary network failure, the next attempt opens the dialog.
  await page.unroute(removed);
  await page.getByRole('button', { name: 'Đăng nhập lại', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Phiên đăng nhập đã hết' });
  await dialog.getByRole('textbox', { name: 'Mật khẩu' }).fill('toasoan-demo');
  await dialog.getByRole('button', { name: 'Tiếp tục' }).click();
  await expect(dialog).toBeHidden();
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
  await expect(two.getByRole('dialog', { name: 'Phiên đăng nhập đã hết' })).toBeVisible();
});
