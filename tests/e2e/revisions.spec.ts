import { expect, test } from './test.ts';
import { bodyField, createArticle, expectSaved, paragraphsOf, writeContent } from './writing.ts';

test('a revision is saved, compared with later changes, and one paragraph of it is restored for everybody', async ({
  as,
}) => {
  const writer = await as('journalist');
  const path = await createArticle(writer);
  await writeContent(writer, { title: 'Cảng mới', lead: 'Sáng nay.', body: 'Tàu cập bến lúc sáu giờ.' });
  await writer.keyboard.press('Enter');
  await writer.keyboard.type('Hàng được dỡ ngay.');
  await expectSaved(writer);

  await test.step('save a named revision', async () => {
    await writer.goto(`${path}/revisions`);
    await writer.getByRole('button', { name: 'Lưu phiên bản' }).click();
    await writer.getByRole('textbox', { name: 'Tên phiên bản' }).fill('Trước khi cắt');
    await writer.getByRole('button', { name: 'Lưu', exact: true }).click();
    await expect(writer.getByText('Trước khi cắt', { exact: true })).toBeVisible();
  });

  const editor = await as('editor');
  await test.step('another person edits', async () => {
    await editor.goto(path);
    await expect(bodyField(editor)).toContainText('Hàng được dỡ ngay.');
    const [first, last] = [bodyField(editor).locator('p').first(), bodyField(editor).locator('p').last()];
    await first.click();
    await editor.keyboard.press('Home');
    await editor.keyboard.type('Hai ');
    await last.click({ clickCount: 3 });
    await editor.keyboard.type('Cả chuyến hàng nằm lại bến.');
    await expectSaved(editor);
  });

  await test.step('the comparison shows the differences', async () => {
    await writer.getByRole('link', { name: /^So với hiện tại/ }).click();
    const changes = writer.locator('[data-change]');
    await expect(changes).toHaveCount(2);
    await expect(changes.first().locator('ins')).toHaveText('Hai ');
    await writer.keyboard.press('Alt+ArrowDown');
    await writer.keyboard.press('Alt+ArrowDown');
    await expect(changes.last()).toBeFocused();
    await expect(changes.last()).toContainText('Hàng được dỡ ngay.');
  });

  await test.step('one paragraph is restored in both browsers, and the other change is preserved', async () => {
    await writer.locator('[data-change]').last().getByRole('button', { name: 'Khôi phục đoạn này' }).click();
    await expect
      .poll(() => paragraphsOf(editor))
      .toEqual(['Hai Tàu cập bến lúc sáu giờ.', 'Hàng được dỡ ngay.']);
    await expect(writer.locator('[data-change]')).toHaveCount(1);
    await writer.getByRole('link', { name: 'Về danh sách phiên bản' }).click();
    // The comparison, which is left, names it too.
    await expect(
      writer.getByRole('listitem').filter({ hasText: 'Trước khi khôi phục bản cũ' }),
    ).toBeVisible();
  });
});
