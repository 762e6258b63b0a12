import { expect, type Locator, type Page } from '@playwright/test';
import sharp from 'sharp';

/** Actions of a person on the editing page. */

export const titleField = (page: Page) => page.getByRole('textbox', { name: 'Tiêu đề', exact: true });
export const leadField = (page: Page) => page.getByRole('textbox', { name: 'Sapo', exact: true });
export const bodyField = (page: Page) => page.getByRole('textbox', { name: 'Nội dung', exact: true });

/** Creates an article and waits until it is editable. @returns its path. */
export async function createArticle(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Viết bài' }).first().click();
  await expect(titleField(page)).toHaveAttribute('contenteditable', 'true');
  return new URL(page.url()).pathname;
}

export async function writeContent(
  page: Page,
  words: { title: string; lead: string; body: string },
): Promise<void> {
  await titleField(page).click();
  await page.keyboard.type(words.title);
  await page.keyboard.press('Enter');
  await page.keyboard.type(words.lead);
  await page.keyboard.press('Enter');
  await page.keyboard.type(words.body);
}

/** The non-empty paragraphs, without the name labels of remote carets. */
export async function paragraphsOf(page: Page): Promise<string[]> {
  return bodyField(page).evaluate((body) => {
    const copy = body.cloneNode(true) as HTMLElement;
    for (const caret of copy.querySelectorAll('.caret')) caret.remove();
    return Array.from(copy.querySelectorAll('p'), (paragraph) =>
      paragraph.textContent.replaceAll('\u2060', '').trim(),
    ).filter((words) => words !== '');
  });
}

/** Waits until the page shows that everything is saved. */
export async function expectSaved(page: Page): Promise<void> {
  await expect(page.getByRole('banner').getByText('Đã lưu', { exact: true })).toBeVisible();
}

/** A JPEG of one colour. */
export async function aPicture(color: string): Promise<Buffer> {
  return sharp({ create: { width: 900, height: 600, channels: 3, background: color } })
    .jpeg()
    .toBuffer();
}

/** Drops or pastes a file, with the browser's events and data. @param target by default the last paragraph. */
export async function transferFile(
  page: Page,
  how: 'drop' | 'paste',
  file: { name: string; type?: string; bytes: Buffer },
  target: Locator = bodyField(page).locator('> p').last(),
): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([name, type, base64]) => {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], name, { type }));
      return data;
    },
    [file.name, file.type ?? 'image/jpeg', file.bytes.toString('base64')] as const,
  );
  if (how === 'drop') {
    const box = await target.boundingBox();
    if (!box) throw new Error('The target is not on the page');
    const place = { clientX: box.x + 40, clientY: box.y + box.height - 2, dataTransfer: transfer };
    await target.dispatchEvent('dragover', place);
    await target.dispatchEvent('drop', place);
  } else {
    await target.evaluate((element, data) => {
      element.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, transfer);
  }
}

export const figures = (page: Page) => bodyField(page).locator('figure');

/** Chooses a category and a byline in the inspector. */
export async function fillFields(page: Page, category: string, byline: string): Promise<void> {
  const inspector = page.getByRole('complementary', { name: 'Thông tin bài' });
  await inspector.getByRole('combobox', { name: 'Chuyên mục' }).click();
  await page.getByRole('option', { name: category, exact: true }).click();
  const bylines = inspector.getByRole('combobox', { name: 'Bút danh' });
  if ((await inspector.getByText(byline, { exact: true }).count()) === 0) {
    await bylines.fill(byline);
    await bylines.press('Enter');
  }
}
