import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { docxFile, p } from '../builders/docx.ts';
import { expect, test } from './test.ts';
import {
  aPicture,
  bodyField,
  createArticle,
  expectSaved,
  figures,
  leadField,
  titleField,
  transferFile,
  writeContent,
} from './writing.ts';

/** The body as one line: paragraphs as text, figures as `[caption~credit]`, placeholders as `{file name}`, separated by `|`. */
function bodyLine(page: Page): Promise<string> {
  return bodyField(page).evaluate((body) =>
    [...body.children]
      .map((block) => {
        // Without the names of remote carets.
        const textOf = (element: Element | null) => {
          const copy = element?.cloneNode(true) as Element | undefined;
          for (const caret of copy?.querySelectorAll('.caret') ?? []) caret.remove();
          return copy?.textContent ?? '';
        };
        const partText = (part: string) => textOf(block.querySelector(`.${part} .figure-text`));
        if (block.matches('figure')) return `[${partText('caption')}~${partText('credit')}]`;
        if (block.matches('.upload')) return `{${block.querySelector('.upload-name')?.textContent}}`;
        return textOf(block);
      })
      .join('|'),
  );
}

const expectBody = (page: Page, line: string) => expect.poll(() => bodyLine(page)).toBe(line);

/** An article `Trước|[Tàu vào luồng~Lan]|Sau` with the caret at the end of `Sau`. */
async function createArticleWithFigure(page: Page): Promise<string> {
  const path = await createArticle(page);
  await writeContent(page, { title: 'Cảng', lead: 'Sáng nay.', body: 'Trước' });
  await transferFile(page, 'paste', { name: 'tau.jpg', bytes: await aPicture('#33658a') });
  await expect(figures(page)).toHaveCount(1);
  await figures(page).getByText('thêm chú thích').click();
  await page.keyboard.type('Tàu vào luồng');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Lan');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Sau');
  await expectBody(page, 'Trước|[Tàu vào luồng~Lan]|Sau');
  return path;
}

/** An image that is uploaded in three chunks: noise cannot be compressed. */
function aLargePicture(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  return sharp({ create: { width: 800, height: 520, channels: 3, background: 'grey', noise } })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

const picture = (page: Page): Locator => figures(page).locator('img').first();

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
    // Keys come in separate frames; `selectionchange` is dispatched after the first.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  }
}

/** Blocks the chunks of uploads until `release`. */
async function blockUploads(page: Page): Promise<{ release: () => void }> {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/api/uploads/*', async (route) => {
    if (route.request().method() === 'PATCH') await held;
    await route.continue();
  });
  return { release };
}

test('arrow keys go through text, figure, caption, credit and text, and back', async ({ as }) => {
  const page = await as('journalist');
  await createArticleWithFigure(page);
  // Back to the end of the text before the figure by arrow keys.
  await press(page, 'Home', 'ArrowLeft', 'Home', 'ArrowLeft', 'Home', 'ArrowLeft', 'ArrowLeft');
  await page.keyboard.type('!');
  await expectBody(page, 'Trước!|[Tàu vào luồng~Lan]|Sau');
  await press(page, 'ArrowRight', 'ArrowRight');
  await page.keyboard.type('A');
  await press(page, 'End', 'ArrowRight');
  await page.keyboard.type('B');
  await press(page, 'End', 'ArrowRight');
  await page.keyboard.type('C');
  await expectBody(page, 'Trước!|[ATàu vào luồng~BLan]|CSau');
  await press(page, 'ArrowUp', 'ArrowUp', 'ArrowUp');
  await page.keyboard.type('?');
  await expectBody(page, 'Trước!?|[ATàu vào luồng~BLan]|CSau');
  await press(page, 'ArrowDown', 'ArrowDown');
  await page.keyboard.type('D');
  await expectBody(page, 'Trước!?|[DATàu vào luồng~BLan]|CSau');
});

test('the place of every failed check has the focus before the next key', async ({ as }) => {
  const page = await as('journalist');
  await createArticle(page);
  await bodyField(page).click();
  await transferFile(page, 'paste', { name: 'tau.jpg', bytes: await aPicture('#33658a') });
  await expect(figures(page)).toHaveCount(1);
  const inspector = page.getByRole('complementary', { name: 'Thông tin bài' });
  const alt = figures(page).getByRole('textbox', { name: 'Mô tả thay thế' });
  const places: [check: string, expectTyped: () => Promise<void>][] = [
    ['Ảnh 1 chưa có mô tả thay thế', () => expect(alt).toHaveValue('cau rao')],
    [
      'Chưa chọn chuyên mục',
      () => expect(inspector.getByRole('combobox', { name: 'Chuyên mục' })).toHaveValue('cau rao'),
    ],
    ['Ảnh 1 chưa có chú thích', () => expect(figures(page).locator('.caption')).toContainText('cau rao')],
    ['Ảnh 1 chưa có nguồn ảnh', () => expect(figures(page).locator('.credit')).toContainText('cau rao')],
    ['Chưa có sapo', () => expect(leadField(page)).toHaveText('cau rao')],
    ['Chưa có tiêu đề', () => expect(titleField(page)).toHaveText('cau rao')],
  ];
  for (const [check, expectTyped] of places) {
    await inspector.getByRole('tab', { name: /^Kiểm tra/ }).click();
    await inspector
      .getByRole('tabpanel', { name: /^Kiểm tra/ })
      .getByRole('button', { name: `Đến chỗ này: ${check}` })
      .click();
    await page.keyboard.type('cau rao');
    await expectTyped();
  }
  // Nothing went into the article itself.
  await expectBody(page, '[cau rao~cau rao]|');
});

test('Backspace and Delete first select a figure and then delete it, undo restores it', async ({ as }) => {
  const page = await as('journalist');
  await createArticleWithFigure(page);
  await press(page, 'Home', 'Backspace');
  await expect(figures(page)).toHaveClass(/ProseMirror-selectednode/);
  await expectBody(page, 'Trước|[Tàu vào luồng~Lan]|Sau');
  await press(page, 'Backspace');
  await expectBody(page, 'Trước|Sau');
  await press(page, 'Control+z');
  await expectBody(page, 'Trước|[Tàu vào luồng~Lan]|Sau');
  await bodyField(page).locator('p').first().click();
  await press(page, 'End', 'Delete');
  await expect(figures(page)).toHaveClass(/ProseMirror-selectednode/);
  await press(page, 'Delete');
  await expectBody(page, 'Trước|Sau');
});

test('nothing is joined across the edges of caption and credit, and their last letter can be deleted', async ({
  as,
}) => {
  const page = await as('journalist');
  await createArticleWithFigure(page);
  const caption = figures(page).locator('.caption .figure-text');
  const credit = figures(page).locator('.credit .figure-text');
  await credit.click();
  await press(page, 'Home', 'Backspace', 'Control+Backspace', 'End', 'Delete', 'Control+Delete');
  await expectBody(page, 'Trước|[Tàu vào luồng~Lan]|Sau');
  await press(page, 'Control+a', 'Control+a', 'Backspace');
  await expectBody(page, 'Trước|[Tàu vào luồng~]|Sau');
  await page.keyboard.type('M');
  await press(page, 'Backspace');
  await page.keyboard.type('Minh');
  await caption.click();
  await press(page, 'Control+a', 'Delete');
  await expectBody(page, 'Trước|[~Minh]|Sau');
  await page.keyboard.type('Cẩu');
  await expectBody(page, 'Trước|[Cẩu~Minh]|Sau');
});

test('Esc selects the figure, whose tools are reached by Alt+F10 and left by Esc', async ({ as }) => {
  const page = await as('journalist');
  await createArticleWithFigure(page);
  await figures(page).locator('.caption .figure-text').click();
  await press(page, 'Escape');
  await expect(figures(page)).toHaveClass(/ProseMirror-selectednode/);
  await press(page, 'Alt+F10', 'ArrowRight', 'Enter');
  await expect(figures(page)).toHaveClass(/figure-wide/);
  const tools = page.getByRole('toolbar', { name: 'Công cụ ảnh' });
  await expect(tools.getByRole('radio', { name: 'Rộng hơn khổ chữ' })).toBeChecked();
  await tools.getByRole('button', { name: 'Chuyển lên' }).press('Enter');
  await expectBody(page, '[Tàu vào luồng~Lan]|Trước|Sau');
  await expect(tools.getByRole('button', { name: 'Chuyển lên' })).toBeFocused();
  await press(page, 'Escape');
  await expect(bodyField(page)).toBeFocused();
  await press(page, 'Delete');
  await expectBody(page, 'Trước|Sau');
});

test('text typed on a selected figure goes into a paragraph after it, by keys and by an input method', async ({
  as,
}) => {
  const page = await as('journalist');
  await createArticleWithFigure(page);
  await picture(page).click();
  await page.keyboard.type('ab');
  await expectBody(page, 'Trước|[Tàu vào luồng~Lan]|ab|Sau');
  await picture(page).click();
  const cdp = await page.context().newCDPSession(page);
  // As on every platform: key code 229 first, then the composition.
  await cdp.send('Input.dispatchKeyEvent', {
    type: 'rawKeyDown',
    key: 'Process',
    windowsVirtualKeyCode: 229,
  });
  for (const text of ['t', 'ti', 'tiê', 'tiến']) {
    await cdp.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  }
  await cdp.send('Input.insertText', { text: 'tiếng' });
  await expectBody(page, 'Trước|[Tàu vào luồng~Lan]|tiếng|ab|Sau');
});

test('a selection never covers part of a figure', async ({ as }) => {
  const page = await as('journalist');
  await createArticleWithFigure(page);
  await bodyField(page).locator('p').first().click();
  await press(page, 'End', 'ArrowLeft', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Delete');
  await expectBody(page, 'Trướau');
  await press(page, 'Control+z');
  await expectBody(page, 'Trước|[Tàu vào luồng~Lan]|Sau');
  await figures(page).locator('.caption .figure-text').click();
  await press(page, 'Home', 'Shift+ArrowDown', 'Delete');
  await expectBody(page, 'Trước|[~Lan]|Sau');
});

test('content pasted into a caption or credit becomes one line', async ({ as }) => {
  const page = await as('journalist');
  await createArticleWithFigure(page);
  const paste = (html: string) =>
    bodyField(page).evaluate((body, markup) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/html', markup);
      clipboardData.setData('text/plain', 'x');
      body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, html);
  await figures(page).locator('.caption .figure-text').click();
  await press(page, 'Control+a');
  await paste('<p>Tàu <b>lớn</b></p><p>vào</p><ul><li>luồng</li></ul>');
  await expectBody(page, 'Trước|[Tàu lớn vào luồng~Lan]|Sau');
  await expect(figures(page).locator('.caption strong')).toHaveText('lớn');
  await figures(page).locator('.credit .figure-text').click();
  await press(page, 'Control+a');
  await paste('<p><b>Minh</b></p><p>Anh</p>');
  await expectBody(page, 'Trước|[Tàu lớn vào luồng~Minh Anh]|Sau');
  await expect(figures(page).locator('.credit strong')).toHaveCount(0);
});

test('a credit suggests recently used ones, matched without diacritics', async ({ as }) => {
  const page = await as('journalist');
  await createArticleWithFigure(page);
  await expectSaved(page);
  await figures(page).locator('.credit .figure-text').click();
  await press(page, 'Control+a', 'Backspace');
  const offered = page.getByRole('listbox', { name: 'Nguồn ảnh dùng gần đây' }).getByRole('option');
  await expect(offered.first()).toBeVisible();
  const first = (await offered.first().textContent()) ?? '';
  await press(page, 'Escape');
  await expect(offered).toHaveCount(0);
  const plain = first.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
  await page.keyboard.type(plain.slice(0, 3).toLowerCase());
  await expect(offered.filter({ hasText: first })).toHaveCount(1);
  await offered.filter({ hasText: first }).click();
  await expectBody(page, `Trước|[Tàu vào luồng~${first}]|Sau`);
});

/** Drops files of the disk as the system does: what the page does not take, the browser opens. */
async function dropFiles(page: Page, target: Locator, files: string[]): Promise<void> {
  const box = await target.boundingBox();
  if (!box) throw new Error('The target is not on the page');
  const place = { x: box.x + 40, y: box.y + box.height - 2 };
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, ...place, data });
  }
  await devtools.detach();
}

test('of files dropped together each is taken or named; those beside the text do not replace the page', async ({
  as,
}, info) => {
  const page = await as('journalist');
  await createArticle(page);
  await writeContent(page, { title: 'Cảng', lead: 'Sáng nay.', body: 'Trước' });
  const contents = {
    'tau.jpg': await aPicture('#33658a'),
    'hop-dong.pdf': 'Hợp đồng',
    'tin.docx': docxFile({ body: p('Đoạn của tệp Word.') }),
    'phim.mp4': 'Phim',
  };
  const folder = info.outputPath('files');
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(contents)) await writeFile(join(folder, name), content);
  const files = Object.keys(contents).map((name) => join(folder, name));
  await dropFiles(page, bodyField(page).locator('> p').last(), files);
  await expect(figures(page)).toHaveCount(1);
  await expect(bodyField(page)).toContainText('Đoạn của tệp Word.');
  const notice = page
    .getByRole('alert')
    .filter({ hasText: 'Chưa chèn hop-dong.pdf, phim.mp4: chỉ chèn được ảnh' });
  await expect(notice).toBeVisible();
  await expectSaved(page);

  const title = titleField(page);
  await expect(title).toHaveText('Cảng');
  for (const place of [
    page.getByRole('banner'),
    page.getByRole('complementary', { name: 'Thông tin bài' }),
  ]) {
    await dropFiles(page, place, [join(folder, 'hop-dong.pdf'), join(folder, 'tau.jpg')]);
  }
  await expect(title).toHaveText('Cảng');
  expect(page.context().pages()).toEqual([page]);
  await expect(figures(page)).toHaveCount(1);
});

test('several files keep their order, and one undo removes them', async ({ as }) => {
  const page = await as('journalist');
  await createArticle(page);
  await writeContent(page, { title: 'Cảng', lead: 'Sáng nay.', body: 'Trước' });
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Ảnh', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Tải ảnh lên' }).click();
  const colors = ['#33658a', '#f26419', '#55dde0'];
  await (await chooser).setFiles(
    await Promise.all(
      colors.map(async (color, index) => ({
        name: `anh-${index}.jpg`,
        mimeType: 'image/jpeg',
        buffer: await aPicture(color),
      })),
    ),
  );
  await expect(figures(page)).toHaveCount(3);
  await expectBody(page, 'Trước|[~]|[~]|[~]|');
  await bodyField(page).focus();
  await press(page, 'Control+z');
  await expectBody(page, 'Trước');
  await press(page, 'Control+Shift+z');
  await expectBody(page, 'Trước|[~]|[~]|[~]|');
});

test('a placeholder marks the place of the figure for everybody, and can be cancelled', async ({ as }) => {
  const page = await as('journalist');
  const path = await createArticle(page);
  await writeContent(page, { title: 'Cảng', lead: 'Sáng nay.', body: 'Trước' });
  const { release } = await blockUploads(page);
  await transferFile(page, 'paste', { name: 'tau.jpg', bytes: await aPicture('#33658a') });
  await expectBody(page, 'Trước|{tau.jpg}|');
  const other = await as('editor');
  await other.goto(path);
  await expect(bodyField(other).getByText('Đang tải lên từ nơi khác')).toBeVisible();
  // Typing continues during the upload, and the caret stays.
  await page.keyboard.type('Sau');
  release();
  await expectBody(page, 'Trước|[~]|Sau');
  await page.keyboard.type('!');
  await expectBody(page, 'Trước|[~]|Sau!');
  await expectBody(other, 'Trước|[~]|Sau!');
  await blockUploads(page);
  await transferFile(page, 'drop', { name: 'hai.jpg', bytes: await aPicture('#f26419') });
  await bodyField(page).getByRole('button', { name: 'Hủy' }).click();
  await expect(bodyField(page).locator('.upload')).toHaveCount(0);
  await expectSaved(page);
  await page.reload();
  await expect(figures(page)).toHaveCount(1);
  await expect(bodyField(page).locator('.upload')).toHaveCount(0);
});

test('an interrupted upload survives a reload and resumes at its offset', async ({
  as,
  expectedStatuses,
}) => {
  expectedStatuses.add(0);
  const page = await as('journalist');
  await createArticleWithFigure(page);
  const network = page.context();
  const arrived: string[] = [];
  page.on('requestfinished', (request) => {
    if (request.method() === 'PATCH') arrived.push(request.headers()['upload-offset'] ?? '');
  });
  let begun = 0;
  let isCut = true;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/api/uploads/*', async (route) => {
    if (route.request().method() !== 'PATCH') return route.continue();
    begun += 1;
    if (begun === 1) return route.continue();
    if (isCut) {
      await network.setOffline(true);
      return route.abort('internetdisconnected');
    }
    await held;
    // The request of the closed page fails.
    return route.continue().catch(() => undefined);
  });
  await transferFile(page, 'paste', { name: 'cau.png', bytes: await aLargePicture() });
  const upload = bodyField(page).locator('.upload');
  await expect(upload).toContainText('Mất mạng. Ảnh vẫn giữ ở đây');
  await page.keyboard.type('Nữa');
  const waiting = 'Trước|[Tàu vào luồng~Lan]|Sau|{cau.png}|Nữa';
  await expectBody(page, waiting);

  let asked = 0;
  page.on('dialog', (dialog) => {
    asked += 1;
    return dialog.accept();
  });
  isCut = false;
  await network.setOffline(false);
  await expectSaved(page);
  await page.reload();
  await expect(upload).toContainText('Đang tải lên 39%');
  await expectBody(page, waiting);
  release();
  await expectBody(page, 'Trước|[Tàu vào luồng~Lan]|Sau|[~]|Nữa');
  await expect(figures(page).nth(1).locator('img')).toBeVisible();
  // No chunk was sent twice, and leaving needed no confirmation: the file was stored on the device.
  expect(arrived).toEqual(['0', '524288', '1048576']);
  expect(asked).toBe(0);
});

test('an unsupported file and a refused upload show the reason in the placeholder', async ({
  as,
  expectedStatuses,
}) => {
  expectedStatuses.add(415).add(507);
  const page = await as('journalist');
  await createArticle(page);
  await writeContent(page, { title: 'Cảng', lead: 'Sáng nay.', body: 'Trước' });
  await transferFile(page, 'paste', { name: 'gia-anh.jpg', bytes: Buffer.from('Không phải ảnh') });
  const upload = bodyField(page).locator('.upload');
  await expect(upload).toContainText('Đây không phải ảnh JPEG, PNG, WebP, AVIF, GIF, TIFF hoặc HEIC.');
  await upload.getByRole('button', { name: 'Bỏ' }).click();
  await expectBody(page, 'Trước|');
  await page.route('**/api/uploads', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({
          status: 507,
          contentType: 'application/problem+json',
          body: JSON.stringify({ type: 'about:blank', title: 'full', status: 507, code: 'storage-full' }),
        })
      : route.continue(),
  );
  await transferFile(page, 'paste', { name: 'tau.jpg', bytes: await aPicture('#33658a') });
  await expect(upload).toContainText('Kho ảnh đã đầy. Hãy báo quản trị viên.');
  await page.unrouteAll();
  await upload.getByRole('button', { name: 'Thử lại' }).click();
  await expect(figures(page)).toHaveCount(1);
});

test('a HEIC becomes an upright JPEG with its caption; a damaged one names the setting of the phone', async ({
  as,
}) => {
  const page = await as('journalist');
  const bytes = await readFile(new URL('../fixtures/phone-picture.heic', import.meta.url));
  const type = 'image/heic';
  const decoders: string[] = [];
  let convert = () => {};
  const held = new Promise<void>((resolve) => {
    convert = resolve;
  });
  await page.route('**/libheif-*.wasm', async (route) => {
    decoders.push(route.request().url());
    await held;
    await route.continue();
  });
  await createArticle(page);
  await writeContent(page, { title: 'Cảng', lead: 'Sáng nay.', body: 'Trước' });
  await transferFile(page, 'paste', { name: 'tau.jpg', bytes: await aPicture('#33658a') });
  await expectBody(page, 'Trước|[~]|');
  expect(decoders).toEqual([]);
  await transferFile(page, 'paste', { name: 'IMG_0001.HEIC', type, bytes });
  const upload = bodyField(page).locator('.upload');
  await expect(upload).toContainText('IMG_0001.HEIC');
  await expect(upload).toContainText('Đang chuyển ảnh HEIC…');
  convert();
  await expectBody(page, 'Trước|[~]|[Thuyền ra khơi lúc bình minh~Nguyễn Hồng Phong]|');
  expect(decoders).toHaveLength(1);
  const shown = figures(page).nth(1).locator('img');
  await expect(shown).toHaveJSProperty('complete', true);
  const ratio = await shown.evaluate((image: HTMLImageElement) => image.naturalHeight / image.naturalWidth);
  expect(ratio).toBeCloseTo(512 / 384, 2);
  // Copied out of the phone without its end.
  await transferFile(page, 'drop', { name: 'IMG_0002.HEIC', type, bytes: bytes.subarray(0, 3_000) });
  await expect(upload).toContainText('IMG_0002.HEIC');
  await expect(upload).toContainText(
    'Chưa chuyển được ảnh HEIC này. Trên iPhone, vào Cài đặt › Camera › Định dạng',
  );
  await expect(upload.getByRole('button', { name: 'Chọn tệp khác' })).toBeVisible();
});

test('metadata of an image waits, for colleagues too, until it is confirmed or changed', async ({ as }) => {
  const page = await as('journalist');
  const path = await createArticleWithFigure(page);
  await picture(page).click();
  const tools = page.getByRole('toolbar', { name: 'Công cụ ảnh' });
  await tools.getByRole('button', { name: 'Đổi ảnh khác' }).click();
  const picker = page.getByRole('dialog', { name: 'Chọn ảnh' });
  await picker.getByRole('searchbox').fill('giàn cẩu');
  await picker.getByRole('button', { name: /^Giàn cẩu/ }).click();
  await expect(figures(page).locator('.credit .figure-text')).not.toHaveText('Lan');
  await expect(figures(page).locator('.caption .figure-text')).toHaveText('Tàu vào luồng');
  await figures(page).getByRole('button', { name: 'Nguồn ảnh đúng' }).click();
  await expect(figures(page).getByRole('button', { name: 'Nguồn ảnh đúng' })).toHaveCount(0);
  await figures(page).locator('.caption .figure-text').click();
  await press(page, 'End');
  await page.keyboard.type('.');
  await expect(figures(page).getByRole('button', { name: 'Chú thích đúng' })).toHaveCount(0);
  await expectSaved(page);

  const editor = await as('editor');
  await editor.goto(path);
  const waiting = figures(editor).getByRole('button', { name: /đúng$/ });
  await expect(waiting).toHaveText(['Mô tả đúng']);
  await editor.getByRole('tab', { name: /^Kiểm tra/ }).click();
  const check = 'Đến chỗ này: Mô tả lấy sẵn của ảnh 1 chưa ai xác nhận';
  await editor.getByRole('button', { name: check }).click();
  await editor.keyboard.press('Control+Enter');
  await expect(editor.getByRole('button', { name: check })).toHaveCount(0);
  await expect(waiting).toHaveCount(0);
  await expect(figures(page).getByRole('button', { name: /đúng$/ })).toHaveCount(0);
});
