import { expect, test } from './test.ts';
import { bodyField, createArticle, expectSaved } from './writing.ts';

test('an admin invites a journalist, who sets a password and writes; a suspension takes effect within five seconds', async ({
  as,
  asReader,
  expectedStatuses,
}) => {
  for (const status of [401, 403]) expectedStatuses.add(status);
  const admin = await as('admin');
  await admin.getByRole('link', { name: 'Nhân sự' }).click();
  await admin.getByRole('button', { name: 'Mời người mới' }).click();
  const form = admin.getByRole('dialog', { name: 'Mời người mới' });
  await form.getByRole('textbox', { name: 'Họ tên' }).fill('Đỗ Ngọc Lan');
  await form.getByRole('textbox', { name: 'Email' }).fill('lan@example.vn');
  await form.getByRole('button', { name: 'Tạo lời mời' }).click();
  await admin.getByRole('button', { name: 'Sao chép liên kết' }).click();
  await expect(admin.getByRole('button', { name: 'Đã sao chép' })).toBeVisible();
  const link = await admin.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/\/invite#token=[\w-]{43}$/);
  await admin.getByRole('button', { name: 'Xong' }).click();
  await expect(admin.getByRole('heading', { name: 'Lời mời chưa nhận' })).toBeVisible();

  const newcomer = await asReader();
  const requestedUrls: string[] = [];
  newcomer.on('request', (request) => requestedUrls.push(request.url()));
  await newcomer.goto(link);
  await newcomer.getByRole('textbox', { name: 'Mật khẩu' }).fill('một câu dài dễ nhớ');
  await newcomer.getByRole('button', { name: 'Đặt mật khẩu và đăng nhập' }).click();
  await newcomer.waitForURL(/\/articles$/);
  expect(
    requestedUrls.filter((url) => url.includes(link.split('#token=')[1] ?? '') && !url.includes('#')),
  ).toEqual([]);
  const closed = new Promise((resolve) =>
    newcomer.on('websocket', (socket) => socket.on('close', () => resolve('closed'))),
  );
  await createArticle(newcomer);
  await bodyField(newcomer).click();
  await newcomer.keyboard.type('Bài đầu tiên của tôi.');
  await expectSaved(newcomer);

  await admin.reload();
  await admin.getByRole('button', { name: 'Thao tác với Đỗ Ngọc Lan' }).click();
  await admin.getByRole('menuitem', { name: 'Khóa tài khoản' }).click();
  await admin.getByRole('dialog').getByRole('button', { name: 'Khóa tài khoản' }).click();
  const bar = newcomer.getByRole('status').filter({ hasText: 'Tài khoản đã bị khóa' });
  await expect(bar).toBeVisible({ timeout: 5_000 });
  expect(await closed).toBe('closed');
  await expect(bodyField(newcomer)).toContainText('Bài đầu tiên của tôi.');
  await bar.getByRole('button', { name: 'Đăng nhập lại' }).click();
  await expect(newcomer.getByRole('dialog', { name: 'Tài khoản đã bị khóa' })).toBeVisible();
  await newcomer.getByRole('dialog').getByRole('textbox', { name: 'Mật khẩu' }).fill('một câu dài dễ nhớ');
  await newcomer.getByRole('dialog').getByRole('button', { name: 'Tiếp tục' }).click();
  await expect(
    newcomer.getByRole('dialog').getByText(/^Tài khoản (này )?đ(ang|ã) bị khóa\. Hãy liên hệ/),
  ).toBeVisible();

  // The audit log has every step, including the refusal.
  await admin.getByRole('button', { name: 'Thao tác với Đỗ Ngọc Lan' }).click();
  await admin.getByRole('menuitem', { name: 'Xem nhật ký' }).click();
  const log = admin.getByRole('list', { name: 'Nhật ký, mới nhất trước' });
  await expect(log.getByRole('listitem').filter({ hasText: 'Tạo bài' })).toHaveCount(1);
  await admin.goto('/audit?q=lan%40example.vn');
  await expect(log.getByRole('listitem').filter({ hasText: 'Đăng nhập không thành công' })).toHaveCount(1);
});
