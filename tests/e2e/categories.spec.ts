import type { Locator, Page } from '@playwright/test';
import { expect, test } from './test.ts';

const row = (page: Page, name: string) =>
  page.getByRole('treeitem', { name: new RegExp(`^${name}( \\d|$)`) });

/** By keyboard alone. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let pressed = 0; pressed < 60; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

/** Chooses from the focused row's menu. */
async function chooseMenuItem(page: Page, name: string, item: RegExp): Promise<void> {
  await expect(row(page, name)).toBeFocused();
  await tabTo(page, page.getByRole('button', { name: `Thao tác với “${name}”` }));
  await page.keyboard.press('Enter');
  const target = page.getByRole('menuitem', { name: item });
  await expect(target).toBeVisible();
  for (let pressed = 0; pressed < 12; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
}

/** Fills and submits the form of a new category; its name has the focus. */
async function addCategory(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('textbox', { name: 'Tên', exact: true })).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await expect(row(page, name)).toBeFocused();
}

test('an admin builds three levels using only the keyboard; a second admin with an outdated tree gets a conflict', async ({
  as,
  expectedStatuses,
}) => {
  const [admin, other] = [await as('admin'), await as('admin')];
  await admin.goto('/categories');
  await other.goto('/categories');
  await expect(row(other, 'Thời sự')).toBeVisible();

  await tabTo(admin, admin.getByRole('button', { name: 'Thêm chuyên mục' }));
  await admin.keyboard.press('Enter');
  await addCategory(admin, 'Thành phố');
  await chooseMenuItem(admin, 'Thành phố', /^Thêm chuyên mục con/);
  await addCategory(admin, 'Quận huyện');
  await chooseMenuItem(admin, 'Quận huyện', /^Thêm chuyên mục con/);
  await addCategory(admin, 'Hồng Bàng');
  await expect(row(admin, 'Hồng Bàng')).toHaveAttribute('aria-level', '3');
  await expect(
    admin.getByText('Bạn đọc thấy: /portal/chuyen-muc/thanh-pho/quan-huyen/hong-bang'),
  ).toBeVisible();

  // One level up by a key; then back below its parent by keyboard dragging.
  await admin.keyboard.press('Alt+ArrowLeft');
  await expect(row(admin, 'Hồng Bàng')).toHaveAttribute('aria-level', '2');
  await expect(
    admin.getByText('“Hồng Bàng” đã chuyển đến vị trí 2 trên 2, trong “Thành phố”.'),
  ).toBeVisible();
  await expect(row(admin, 'Hồng Bàng')).toBeFocused();
  await admin.keyboard.press('Control+Shift+D');
  await expect(admin.getByText(/^Đang chuyển “Hồng Bàng”/)).toBeAttached();
  await admin.keyboard.press('ArrowUp');
  await admin.keyboard.press('ArrowUp');
  await expect(admin.getByText('Vào trong “Quận huyện”.')).toBeAttached();
  await admin.keyboard.press('Enter');
  await expect(row(admin, 'Hồng Bàng')).toHaveAttribute('aria-level', '3');

  // The other admin still sees the old tree.
  expectedStatuses.add(412);
  await expect(row(other, 'Thành phố')).toHaveCount(0);
  await tabTo(other, row(other, 'Thời sự'));
  await other.keyboard.press('Alt+ArrowDown');
  const changes = other
    .getByRole('alert')
    .filter({ hasText: 'Một quản trị viên khác vừa thay đổi cây chuyên mục' });
  await expect(changes).toContainText('Thêm “Thành phố” ở cấp cao nhất');
  await expect(row(other, 'Hồng Bàng')).toHaveAttribute('aria-level', '3');
  await expect(row(other, 'Thời sự')).toHaveAttribute('aria-posinset', '1');

  // Readers see it immediately.
  await admin.goto('/portal/chuyen-muc/thanh-pho/quan-huyen/hong-bang');
  await expect(admin.getByRole('heading', { level: 1 })).toContainText('Hồng Bàng');
});

test('a category is dragged by mouse between two others and into one, and both moves are undone', async ({
  as,
}) => {
  const admin = await as('admin');
  await admin.goto('/categories');
  const [moved, before, parent] = [row(admin, 'Phóng sự'), row(admin, 'Kinh tế'), row(admin, 'Du lịch')];

  await moved.dragTo(before, { targetPosition: { x: 120, y: 4 } });
  await expect(admin.getByText(/“Phóng sự” đã chuyển đến vị trí 2 trên \d+, ở cấp cao nhất/)).toBeVisible();
  await expect(admin.getByRole('treeitem').nth(1)).toHaveText(/^Phóng sự/);

  await moved.dragTo(parent);
  await expect(admin.getByText('“Phóng sự” đã chuyển đến vị trí 1 trên 1, trong “Du lịch”.')).toBeVisible();
  await expect(moved).toHaveAttribute('aria-level', '2');
  await admin.getByRole('button', { name: 'Hoàn tác' }).last().click();
  await expect(moved).toHaveAttribute('aria-level', '1');
  await expect(admin.getByRole('treeitem').nth(1)).toHaveText(/^Phóng sự/);
});
