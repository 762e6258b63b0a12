import { docxFile, p, picture, r } from '../builders/docx.ts';
import { expect, test } from './test.ts';
import {
  aPicture,
  bodyField,
  expectSaved,
  figures,
  paragraphsOf,
  titleField,
  transferFile,
} from './writing.ts';

const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

test('a Word file becomes an article, or a part of one', async ({ as }) => {
  const page = await as('journalist');
  const bytes = Buffer.from(
    docxFile({
      body: [
        p('Cảng Lạch Huyện đón tàu', { style: 'Title' }),
        p(`${r('Sáng nay, ')}<w:r><w:commentReference w:id="0"/></w:r>${r('cảng mở.', '<w:b/>')}`),
        p(picture(1, 'Tàu cập cảng')),
        p('Tàu cập cảng (Ảnh: Nguyễn Văn B)', { isCentred: true }),
        p('Năng lực', { style: 'Heading1' }),
        p('một', { list: 1 }),
      ].join(''),
      media: { 'media/image1.jpeg': new Uint8Array(await aPicture('#33658a')) },
    }),
  );

  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Cách khác để tạo bài' }).click();
  await page.getByRole('menuitem', { name: 'Nhập từ Word…' }).click();
  await (await chooser).setFiles({ name: 'cang.docx', mimeType: type, buffer: bytes });
  await expect(titleField(page)).toHaveText('Cảng Lạch Huyện đón tàu');
  await expect.poll(() => paragraphsOf(page)).toEqual(['Sáng nay, cảng mở.', 'một']);
  await expect(bodyField(page).locator('strong')).toHaveText('cảng mở.');
  await expect(bodyField(page).locator('h2')).toHaveText('Năng lực');
  await expect(figures(page).locator('.caption .figure-text')).toHaveText('Tàu cập cảng');
  await expect(figures(page).locator('.credit .figure-text')).toHaveText('Nguyễn Văn B');
  const notice = page.getByRole('alert').filter({ hasText: 'Đã nhập “cang.docx”' });
  await expect(notice).toContainText('Bỏ lại 1 góp ý.');
  await notice.getByRole('button').click();
  await expectSaved(page);

  // Dropped above the heading: as one undo step, with its title as a heading, because the article has one.
  const heading = bodyField(page).locator('h2');
  const addition = Buffer.from(docxFile({ body: p('Thêm', { style: 'Title' }) + p('Đoạn thêm.') }));
  const other = { name: 'them.docx', type, bytes: addition };
  await transferFile(page, 'drop', other, bodyField(page).locator('> p').first());
  await expect(bodyField(page).locator('> *:nth-child(-n+3)')).toHaveText([
    'Sáng nay, cảng mở.',
    'Thêm',
    'Đoạn thêm.',
  ]);
  await expect(titleField(page)).toHaveText('Cảng Lạch Huyện đón tàu');
  await bodyField(page).locator('> p').first().click();
  await page.keyboard.press('Control+z');
  await expect.poll(() => paragraphsOf(page)).toEqual(['Sáng nay, cảng mở.', 'một']);
  await expect(heading).toHaveText(['Năng lực']);

  await transferFile(page, 'paste', { name: 'cu.doc', type: 'application/msword', bytes: Buffer.from('?') });
  await expect(page.getByRole('alert').filter({ hasText: 'Chưa nhập được “cu.doc”' })).toBeVisible();
  await expectSaved(page);

  // Dropped on the list: an article of its own.
  await page.goto('/articles');
  const list = page.getByRole('list', { name: /^Danh sách bài/ });
  await expect(list.getByRole('link', { name: 'Cảng Lạch Huyện đón tàu' })).toBeVisible();
  await transferFile(page, 'drop', other, list);
  await expect(titleField(page)).toHaveText('Thêm');
  await expect.poll(() => paragraphsOf(page)).toEqual(['Đoạn thêm.']);
  await expectSaved(page);
});
