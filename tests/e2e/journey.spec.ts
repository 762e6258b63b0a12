import { expect, test } from './test.ts';
import {
  aPicture,
  bodyField,
  createArticle,
  expectSaved,
  figures,
  fillFields,
  titleField,
  transferFile,
  writeContent,
} from './writing.ts';

const phone = { width: 390, height: 844 };

test('from draft to publication: two pictures, a refused submission, a return, a correction on a phone, a late change', async ({
  as,
  asReader,
  expectedStatuses,
}) => {
  const journalist = await as('journalist');
  const path = await createArticle(journalist);
  await writeContent(journalist, {
    title: 'Chợ cá Cát Bi mở lại sau bão',
    lead: 'Bốn mươi quầy đầu tiên đón khách từ ba giờ sáng, giá cá giảm một phần tư.',
    body: 'Thuyền về bến lúc nửa đêm.',
  });
  await transferFile(journalist, 'drop', { name: 'ben-ca.jpg', bytes: await aPicture('#33658a') });
  await expect(figures(journalist)).toHaveCount(1);
  await transferFile(journalist, 'paste', { name: 'quay-ca.jpg', bytes: await aPicture('#f26419') });
  await expect(figures(journalist)).toHaveCount(2);
  await fillFields(journalist, 'Đời sống', 'Hải Miên');

  // Refused: both pictures lack caption, credit and alternative text. The focus moves to the first.
  const submit = journalist.getByRole('button', { name: 'Gửi duyệt' });
  await submit.click();
  await expect(journalist.getByText('Còn thiếu 6 mục trước khi gửi duyệt.')).toBeVisible();
  await journalist.keyboard.type('Thuyền cá cập bến lúc rạng sáng.');
  await journalist.keyboard.press('Enter');
  await journalist.keyboard.type('Ngọc Lam');
  await expect(figures(journalist).first()).toContainText('Thuyền cá cập bến lúc rạng sáng.');
  await expect(figures(journalist).first()).toContainText('Ngọc Lam');
  await writeAlt(journalist, 0, 'Ba chiếc thuyền gỗ chất đầy cá bên cầu cảng.');

  await figures(journalist).nth(1).locator('figcaption').click();
  await journalist
    .getByRole('button', { name: /Đến chỗ này: Ảnh 2 chưa có chú thích/ })
    .first()
    .click();
  await journalist.keyboard.type('Quầy cá đầu chợ sáng đèn.');
  await journalist.keyboard.press('Enter');
  await journalist.keyboard.type('Ngọc Lam');
  await writeAlt(journalist, 1, 'Một quầy cá có đèn vàng và khách đang chọn.');
  await expectSaved(journalist);
  await submit.click();
  await expect(journalist.getByText('Đã gửi duyệt.')).toBeVisible();
  await expect(titleField(journalist)).toHaveAttribute('contenteditable', 'false');

  // Another journalist gets 404, on the page and from the API.
  const stranger = await as('otherJournalist');
  expectedStatuses.add(404);
  await stranger.goto(path);
  await expect(stranger.getByText('Không tìm thấy trang')).toBeVisible();
  const refusals = await stranger.evaluate(async (id) => {
    const content = { title: 'x', lead: '', body: { type: 'doc', content: [{ type: 'paragraph' }] } };
    const send = (method: string, body?: object, path = '') =>
      fetch(`/api/articles/${id}${path}`, {
        method,
        ...(body && {
          headers: { 'content-type': 'application/json', 'if-match': '*' },
          body: JSON.stringify(body),
        }),
      }).then((response) => response.status);
    return Promise.all([
      send('GET'),
      send('PATCH', { tags: ['x'] }),
      send('GET', undefined, '/content'),
      send('PUT', content, '/content'),
      send('POST', { transition: 'submit' }, '/transitions'),
    ]);
  }, path.split('/').at(-1));
  expect(refusals).toEqual([404, 404, 404, 404, 404]);

  // The editor reviews it as readers will see it, and returns it.
  const editor = await as('editor');
  await editor.goto(`${path}/review`);
  await expect(editor.getByRole('heading', { level: 1, name: 'Chợ cá Cát Bi mở lại sau bão' })).toBeVisible();
  await expect(editor.getByText('Thuyền cá cập bến lúc rạng sáng. (Ảnh: Ngọc Lam)')).toBeVisible();
  await editor.getByRole('button', { name: 'Trả lại', exact: true }).click();
  await editor.getByRole('textbox', { name: 'Cần sửa gì?' }).fill('Thêm giờ mở cửa của chợ vào câu đầu.');
  await editor.getByRole('dialog').getByRole('button', { name: 'Trả lại', exact: true }).click();
  await expect(editor.getByText('Đã trả lại cho tác giả, kèm ghi chú.')).toBeVisible();

  // The journalist corrects it on a phone.
  await journalist.setViewportSize(phone);
  await journalist.reload();
  await expect(journalist.getByText('Thêm giờ mở cửa của chợ vào câu đầu.')).toBeVisible();
  await bodyField(journalist).locator('p').first().click();
  await journalist.keyboard.press('End');
  await journalist.keyboard.type(' Chợ mở từ ba giờ đến bảy giờ.');
  await expectSaved(journalist);
  await journalist.getByRole('button', { name: 'Gửi duyệt' }).click();
  await expect(journalist.getByText('Đã gửi duyệt.')).toBeVisible();

  // A change arrives while the editor reads: publishing is refused, shows the change, then succeeds.
  await editor.goto(`${path}/review`);
  await expect(editor.getByText('Chợ mở từ ba giờ đến bảy giờ.')).toBeVisible();
  const admin = await as('admin');
  await admin.goto(path);
  await bodyField(admin).locator('p').first().click();
  await admin.keyboard.press('End');
  await admin.keyboard.type(' Riêng chủ nhật mở đến chín giờ.');
  await expectSaved(admin);
  expectedStatuses.add(409);
  await editor.getByRole('button', { name: 'Xuất bản', exact: true }).click();
  const news = editor.getByRole('alert', { name: 'Bài vừa được sửa trong lúc bạn đọc' });
  await expect(news.locator('ins')).toContainText('Riêng chủ nhật mở đến chín giờ.');
  await editor.getByRole('button', { name: 'Xuất bản', exact: true }).click();
  await expect(editor.getByText('Đã xuất bản. Bài đã lên trang.')).toBeVisible();

  // The portal page has the whole text, every caption and credit.
  const portal = await editor.getByRole('link', { name: 'Xem trên cổng' }).getAttribute('href');
  if (!portal) throw new Error('No link to the reader’s page');
  const reader = await asReader({ viewport: phone });
  await reader.goto(portal);
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText('Chợ cá Cát Bi mở lại sau bão');
  for (const words of [
    'Bốn mươi quầy đầu tiên đón khách từ ba giờ sáng, giá cá giảm một phần tư.',
    'Thuyền về bến lúc nửa đêm. Chợ mở từ ba giờ đến bảy giờ. Riêng chủ nhật mở đến chín giờ.',
    'Thuyền cá cập bến lúc rạng sáng. (Ảnh: Ngọc Lam)',
    'Quầy cá đầu chợ sáng đèn. (Ảnh: Ngọc Lam)',
    'Hải Miên',
    'Đời sống',
  ]) {
    await expect(reader.getByText(words).first(), words).toBeVisible();
  }
  const pictures = reader.locator('figure img');
  await expect(pictures).toHaveCount(2);
  for (const picture of await pictures.all()) {
    await picture.scrollIntoViewIfNeeded();
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0);
  }
});

/** Writes the alternative text of a figure, in the line below its caption and credit. */
async function writeAlt(page: import('@playwright/test').Page, index: number, alt: string): Promise<void> {
  await figures(page).nth(index).getByRole('textbox', { name: 'Mô tả thay thế' }).fill(alt);
}
