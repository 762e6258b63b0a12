import type { Page } from '@playwright/test';
import { expect, test } from './test.ts';
import {
  aPicture,
  bodyField,
  createArticle,
  expectSaved,
  figures,
  paragraphsOf,
  writeContent,
} from './writing.ts';

async function paste(page: Page, html: string, text: string): Promise<void> {
  await bodyField(page).evaluate(
    (body, data) => {
      const clipboardData = new DataTransfer();
      if (data.html !== '') clipboardData.setData('text/html', data.html);
      clipboardData.setData('text/plain', data.text);
      body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    { html, text },
  );
}

test('a paste keeps the content, leaves out the rest, and says so', async ({ as, expectedStatuses }) => {
  const page = await as('journalist');
  await createArticle(page);
  await writeContent(page, { title: 'Cảng', lead: 'Sapo', body: '' });

  await paste(
    page,
    `<p>Vốn 500 tỉ<span class=MsoCommentReference><a class=msocomanchor href="#_msocom_1">[A1]</a></span>.</p><div style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText>Chưa công bố con số này!</p></div></div>`,
    'Vốn 500 tỉ.',
  );
  await expect(page.getByRole('alert').filter({ hasText: '1 góp ý của Word không được dán.' })).toBeVisible();
  await page.keyboard.press('Enter');
  await paste(page, '', 'UBND thành phố yêu cầu các\nsở, ban, ngành khẩn trương triển\nkhai thực hiện.');
  const joined = 'UBND thành phố yêu cầu các sở, ban, ngành khẩn trương triển khai thực hiện.';
  await expect.poll(() => paragraphsOf(page)).toEqual(['Vốn 500 tỉ.', joined]);
  await page.keyboard.press('Control+z');
  await expect.poll(() => paragraphsOf(page)).toHaveLength(4);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => paragraphsOf(page)).toEqual(['Vốn 500 tỉ.', joined]);

  await page.keyboard.press('Enter');
  await paste(page, '<p>Trăm năm trong cõi người ta,<br>Chữ tài chữ mệnh</p>', '');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('khéo là ghét nhau.');
  await expect(bodyField(page).locator('p').last()).toHaveText(
    /^Trăm năm trong cõi người ta,\s*Chữ tài chữ mệnh\s*khéo là ghét nhau\.$/,
  );
  await expect(bodyField(page).locator('p').last().locator('br')).toHaveCount(2);

  // A site that gives its picture, and one that does not.
  expectedStatuses.add(422);
  const cover = await aPicture('#c0392b');
  await page.route('**/api/media/fetch', async (route) => {
    const { url } = route.request().postDataJSON() as { url: string };
    if (url !== 'https://bao.example/bia.jpg') {
      const problem = { type: 'about:blank', title: '', status: 422, code: 'remote-unreachable' };
      return route.fulfill({ status: 422, contentType: 'application/problem+json', json: problem });
    }
    const created = await page.request.post(new URL('/api/media', page.url()).href, {
      headers: { origin: new URL(page.url()).origin },
      multipart: { file: { name: 'bia.jpg', mimeType: 'image/jpeg', buffer: cover } },
    });
    return route.fulfill({ status: 201, contentType: 'application/json', body: await created.text() });
  });
  await page.keyboard.press('Enter');
  await paste(page, '<p>Trước<img src="https://bao.example/bia.jpg" alt="Ảnh bìa">sau</p>', 'Trước sau');
  await expect(figures(page)).toHaveCount(1);
  const places = await bodyField(page).evaluate((body) =>
    Array.from(body.querySelectorAll('p, figure'), (block) =>
      block.tagName === 'FIGURE' ? 'figure' : block.textContent.replaceAll('\u2060', '').trim(),
    ),
  );
  expect(places.filter((place) => place !== '').slice(-3)).toEqual(['Trước', 'figure', 'sau']);
  await page.keyboard.press('Enter');
  const legacy = 'Céng hßa x· héi chñ nghÜa ViÖt Nam';
  await paste(page, `<p style="font-family:.VnTime">${legacy}</p>`, legacy);
  const question = page
    .getByRole('status')
    .filter({ hasText: 'Đoạn này gõ bằng phông TCVN3. Chuyển sang Unicode?' });
  await expect(question).toContainText('Cộng hòa xã hội chủ nghĩa Việt Nam');
  await expect(bodyField(page)).toBeFocused();
  await page.keyboard.type(', 2/9');
  await question.getByRole('button', { name: 'Chuyển sang Unicode' }).click();
  await page.keyboard.type('/1945');
  const converted = 'Cộng hòa xã hội chủ nghĩa Việt Nam, 2/9/1945';
  await expect.poll(async () => (await paragraphsOf(page)).at(-1)).toBe(converted);
  await expect(question).toBeHidden();

  await page.keyboard.press('Enter');
  await paste(
    page,
    '<figure><img src="https://bao.example/cang.jpg"><figcaption>Cảng Đình Vũ (Ảnh: Nguyễn Văn B)</figcaption></figure><p>Hết</p>',
    'Hết',
  );
  await expect(bodyField(page).locator('.upload')).toContainText('Trang web kia không cho lấy ảnh.');
  const chooser = page.waitForEvent('filechooser');
  await bodyField(page).getByRole('button', { name: 'Chọn tệp ảnh' }).click();
  await (await chooser).setFiles({
    name: 'cang.jpg',
    mimeType: 'image/jpeg',
    buffer: await aPicture('#33658a'),
  });
  const last = figures(page).nth(1);
  await expect(last.locator('.caption .figure-text')).toHaveText('Cảng Đình Vũ');
  await expect(last.locator('.credit .figure-text')).toHaveText('Nguyễn Văn B');
  await expectSaved(page);
});

test('a table beyond the limit is refused at the paste, and the article stays editable', async ({ as }) => {
  const page = await as('journalist');
  await createArticle(page);
  await writeContent(page, { title: 'Bảng', lead: 'Sapo', body: 'Một' });
  const row = `<tr>${'<td>1</td>'.repeat(12)}</tr>`;
  await paste(page, `<table>${row.repeat(1_000)}</table>`, '1');
  await expect(page.getByRole('alert').filter({ hasText: '12.000 ô' })).toBeVisible();
  await page.keyboard.type(' hai');
  expect(await paragraphsOf(page)).toEqual(['Một hai']);
  await expectSaved(page);
});

test('after a refusal by the server the change is undone or discarded, and the article never locked', async ({
  as,
}) => {
  const page = await as('journalist');
  await createArticle(page);
  await writeContent(page, { title: 'Bảng', lead: 'Sapo', body: 'Một' });
  await expectSaved(page);
  // Nested deeper than the server allows, past the checks of a paste.
  const insertDeepList = async () => {
    // A step of its own, as a paste is: text typed within the last half second would be undone with it.
    await page.keyboard.press('Home');
    await page.keyboard.press('End');
    await bodyField(page).evaluate((body) => {
      const { editor } = body as unknown as { editor: { commands: { insertContent(html: string): void } } };
      editor.commands.insertContent(`${'<ul><li><p>a</p>'.repeat(16)}${'</li></ul>'.repeat(16)}`);
    });
  };
  await insertDeepList();
  const undo = page.getByRole('button', { name: 'Hoàn tác phần bị từ chối' });
  await expect(undo).toBeVisible();
  await expect(bodyField(page)).toHaveAttribute('contenteditable', 'true');
  await undo.click();
  await expect(undo).toBeHidden();
  await expectSaved(page);
  expect(await paragraphsOf(page)).toEqual(['Một']);

  await insertDeepList();
  await page.getByRole('button', { name: 'Bỏ phần bị từ chối, viết tiếp' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Bỏ khỏi máy này' }).click();
  // The page is loaded again.
  await expect(bodyField(page).locator('li')).toHaveCount(0);
  await expect(bodyField(page)).toHaveText('Một');
  await expect(bodyField(page)).toHaveAttribute('contenteditable', 'true');
  await bodyField(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' hai');
  await expectSaved(page);
  expect(await paragraphsOf(page)).toEqual(['Một hai']);
});
