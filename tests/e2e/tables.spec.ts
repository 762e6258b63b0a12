import type { Page } from '@playwright/test';
import { expect, test } from './test.ts';
import { bodyField, createArticle, expectSaved, writeContent } from './writing.ts';

const cells = (page: Page) => bodyField(page).locator('td, th');
/** The texts of the cells on the screen. */
const rowsOf = (page: Page) =>
  bodyField(page)
    .locator('tr')
    .evaluateAll((rows) =>
      rows.map((row) =>
        Array.from(row.children)
          .filter((cell) => cell.getClientRects().length > 0)
          .map(({ textContent }) => textContent),
      ),
    );
const tools = (page: Page) => page.getByRole('toolbar', { name: 'Sửa bảng' });
const press = (page: Page, name: string) => tools(page).getByRole('button', { name, exact: true }).click();

test('a table is written by keyboard, its toolbar stands at it, and two people extend it at once', async ({
  as,
}) => {
  const page = await as('journalist');
  const path = await createArticle(page);
  await writeContent(page, { title: 'Giá cá', lead: 'Sapo', body: 'Giá ở chợ Cát Bi sáng nay:' });
  for (let line = 0; line < 4; line += 1) {
    await page.keyboard.press('Enter');
    await page.keyboard.type('Một đoạn trước bảng.');
  }
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Bảng', exact: true }).click();

  // Tab goes through the cells, and adds a row after the last one.
  for (const word of ['Cá', 'Giá', 'Chợ', 'Thu', '1', '2', 'Nục', '3', '4']) {
    await page.keyboard.type(word);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type('Ngừ');
  await expect
    .poll(() => rowsOf(page))
    .toEqual([
      ['Cá', 'Giá', 'Chợ'],
      ['Thu', '1', '2'],
      ['Nục', '3', '4'],
      ['Ngừ', '', ''],
    ]);

  const [bar, table] = [
    await tools(page).boundingBox(),
    await bodyField(page).locator('table').boundingBox(),
  ];
  if (!bar || !table) throw new Error('No table or toolbar');
  expect(table.y - (bar.y + bar.height)).toBeGreaterThanOrEqual(-4);
  expect(table.y - (bar.y + bar.height)).toBeLessThan(16);

  // The keys that go to the ends of a text stay in the cell.
  await cells(page).filter({ hasText: 'Nục' }).click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('Cá ');
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' tươi');
  await expect(cells(page).filter({ hasText: 'Nục' })).toHaveText('Cá Nục tươi');

  await press(page, 'Cột tiêu đề');
  await expect(bodyField(page).locator('th')).toHaveText(['Cá', 'Giá', 'Chợ', 'Thu', 'Cá Nục tươi', 'Ngừ']);
  const width = () =>
    cells(page)
      .first()
      .evaluate((cell) => cell.getBoundingClientRect().width);
  const before = await width();
  await press(page, 'Thu hẹp cột');
  await expect.poll(width).toBeLessThan(before - 20);

  // By dragging its border.
  const first = await cells(page).first().boundingBox();
  if (!first) throw new Error('No cell');
  await page.mouse.move(first.x + first.width - 2, first.y + 8);
  await page.mouse.down();
  await page.mouse.move(first.x + first.width + 60, first.y + 8, { steps: 4 });
  await page.mouse.up();
  await expect.poll(width).toBeGreaterThan(first.width + 30);
  await expectSaved(page);

  const other = await as('editor');
  await other.goto(path);
  await expect(cells(other).filter({ hasText: 'Ngừ' })).toBeVisible();
  await cells(page).filter({ hasText: 'Thu' }).click();
  await cells(other).filter({ hasText: 'Thu' }).click();
  for (let time = 0; time < 3; time += 1) {
    await Promise.all([press(page, 'Thêm cột phải'), press(other, 'Thêm hàng dưới')]);
  }
  await Promise.all([page.keyboard.type('một'), other.keyboard.type('hai')]);
  for (const one of [page, other]) {
    await expect.poll(async () => (await rowsOf(one)).map((row) => row.length)).toEqual(Array(7).fill(6));
  }
  for (const one of [page, other]) await expectSaved(one);
});

test('a table of twelve columns scrolls in its frame on a phone, and fits on the paper', async ({
  asReader,
}) => {
  const page = await asReader();
  const answer = await page.request.get('/api/portal/articles');
  const { items } = (await answer.json()) as { items: { path: string }[] };
  await page.goto(items[0]?.path ?? '');
  // As `bodyToHtml` renders it.
  await page.locator('.article-body').evaluate((body) => {
    const row = `<tr>${'<td><p>Kim ngạch xuất khẩu</p></td>'.repeat(12)}</tr>`;
    body.innerHTML = `<div class="table" role="group" aria-label="Bảng" tabindex="0"><table>${row}${row}</table></div>`;
  });
  const widths = () =>
    page.locator('.article-body .table').evaluate((frame) => ({
      overflow: frame.scrollWidth - frame.clientWidth,
      page: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    }));
  await page.setViewportSize({ width: 390, height: 844 });
  expect((await widths()).overflow).toBeGreaterThan(100);
  expect((await widths()).page).toBe(0);
  // The width of A4 without its margins.
  await page.setViewportSize({ width: 657, height: 900 });
  await page.emulateMedia({ media: 'print' });
  expect(await widths()).toEqual({ overflow: 0, page: 0 });
});
