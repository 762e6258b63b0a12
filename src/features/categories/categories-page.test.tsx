import { screen, waitFor, within } from '@testing-library/react';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type MockApi, startMockApi } from '../../../mocks/node.ts';
import { renderDesk } from '../../../tests/screens/render-desk.tsx';
import { client } from '../../lib/api.ts';

let mock: MockApi;

beforeAll(async () => {
  mock = await startMockApi();
});
afterAll(() => mock.close());

const rows = async () =>
  within(await screen.findByRole('tree', { name: 'Cây chuyên mục' })).findAllByRole('treeitem');
const row = (name: string) => screen.findByRole('treeitem', { name: new RegExp(`^${name}( \\d|$)`) });
/** Names, indented by two spaces per level. */
const outline = async () =>
  (await rows()).map((item) => {
    const name = item.getAttribute('aria-label')?.replace(/ \d+ bài.*$/, '');
    return '  '.repeat(Number(item.getAttribute('aria-level')) - 1) + name;
  });
const field = (name: string) => screen.findByRole('textbox', { name });
/** The banner with this title; toasts of other tests may still be shown. */
const note = async (title: string) => {
  const found = (await screen.findByText(title)).closest<HTMLElement>('[role="alert"]');
  if (!found) throw new Error(`“${title}” is no alert`);
  return found;
};
/** Acts as another admin. */
const find = async (name: string) => {
  const tree = await client.categories.list();
  const category = tree.items.find((one) => one.name === name);
  if (!category) throw new Error(`No category ${name}`);
  return { category, headers: { 'if-match': tree.etag }, own: { 'if-match': category.etag } };
};

describe('an admin', () => {
  beforeEach(async () => {
    await mock.reset();
    await mock.signIn('quantri@demo.test');
  });

  test('sees the tree with article counts, and opens the form from a row', async () => {
    const { user, address } = await renderDesk('/categories');
    expect((await outline()).slice(0, 5)).toEqual([
      'Thời sự',
      'Kinh tế',
      '  Cảng biển',
      '  Thị trường',
      'Giao thông',
    ]);
    await user.click(await row('Cảng biển'));
    expect(await field('Tên')).toHaveValue('Cảng biển');
    expect(screen.getByText('Bạn đọc thấy: /portal/chuyen-muc/kinh-te/cang-bien')).toBeInTheDocument();
    const { category } = await find('Cảng biển');
    expect(address()).toBe(`/categories?id=${category.id}`);
    expect(await row('Cảng biển')).toHaveAttribute('aria-selected', 'true');
  });

  test('adds a sub-category whose slug follows the name until it is typed', async () => {
    const { user } = await renderDesk('/categories');
    await user.click(await screen.findByRole('button', { name: 'Thao tác với “Giao thông”' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Thêm chuyên mục con' }));
    await user.type(await field('Tên'), 'Đường bộ');
    expect(screen.getByText('Bạn đọc thấy: /portal/chuyen-muc/giao-thong/duong-bo')).toBeInTheDocument();
    await user.click(screen.getByRole('radio', { name: 'Xanh ngọc' }));
    await user.keyboard('{Enter}');
    await user.click(screen.getByRole('button', { name: 'Thêm' }));
    await waitFor(async () => expect(await outline()).toContain('  Đường bộ'));
    await waitFor(async () => expect(await row('Đường bộ')).toHaveFocus());
    expect((await find('Đường bộ')).category).toMatchObject({ color: 'teal', path: 'giao-thong/duong-bo' });
  });

  test('sees an error beside its field, and what was typed stays', async () => {
    const { user } = await renderDesk('/categories?newBelow=top');
    await user.click(await screen.findByRole('button', { name: 'Thêm' }));
    expect(await screen.findByText('Không được để trống.')).toBeInTheDocument();
    await user.type(await field('Tên'), 'Thời sự');
    await user.click(screen.getByRole('button', { name: 'Thêm' }));
    expect(await screen.findByText(/Ở đó đã có chuyên mục cùng đường dẫn/)).toBeInTheDocument();
    expect(await field('Tên')).toHaveValue('Thời sự');
  });

  test('moves by keyboard with an announcement, and undoes it', async () => {
    const { user } = await renderDesk('/categories');
    const before = await outline();
    (await row('Thời sự')).focus();
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
    await waitFor(async () => expect(await row('Thị trường')).toHaveFocus());
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect(
      await screen.findByText(/“Thị trường” đã chuyển đến vị trí 1 trên 2, trong “Kinh tế”/),
    ).toBeInTheDocument();
    expect((await outline()).slice(1, 4)).toEqual(['Kinh tế', '  Thị trường', '  Cảng biển']);
    await waitFor(async () => expect(await row('Thị trường')).toHaveFocus());
    await user.keyboard('{Control>}z{/Control}');
    expect(await screen.findByText('Đã đưa “Thị trường” về vị trí cũ.')).toBeInTheDocument();
    expect(await outline()).toEqual(before);
  });

  test('moves from the menu of a row, which disables impossible moves', async () => {
    const { user } = await renderDesk('/categories');
    await user.click(await screen.findByRole('button', { name: 'Thao tác với “Thời sự”' }));
    for (const name of [/^Chuyển lên/, /^Chuyển vào trong/, /^Chuyển ra ngoài/]) {
      expect(await screen.findByRole('menuitem', { name })).toBeDisabled();
    }
    await user.keyboard('{Escape}');
    await user.click(await screen.findByRole('button', { name: 'Thao tác với “Giao thông”' }));
    await user.click(await screen.findByRole('menuitem', { name: /^Chuyển vào trong “Kinh tế”/ }));
    await waitFor(async () => expect((await outline())[4]).toBe('  Giao thông'));
    await user.click(await screen.findByRole('button', { name: 'Hoàn tác' }));
    await waitFor(async () => expect((await outline())[4]).toBe('Giao thông'));
  });

  test('a move that the server rejects is reverted', async () => {
    const { user } = await renderDesk('/categories');
    const before = await outline();
    (await row('Thời sự')).focus();
    mock.faults.set('500', true);
    await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
    expect(await screen.findByText('Chưa chuyển được chuyên mục')).toBeInTheDocument();
    mock.faults.set('500', false);
    await waitFor(async () => expect(await outline()).toEqual(before));
  });

  test('a move in an outdated tree lists the changes and moves nothing', async () => {
    const { user } = await renderDesk('/categories');
    (await row('Thời sự')).focus();
    const { category, headers } = await find('Y tế');
    const { category: parent } = await find('Đời sống');
    await client.categories.move({
      params: { id: category.id },
      headers,
      body: { parentId: parent.id, beforeId: null },
    });
    await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
    const alert = await note('Một quản trị viên khác vừa thay đổi cây chuyên mục');
    expect(alert).toHaveTextContent('“Y tế” hiện nằm trong “Đời sống”');
    expect(alert).toHaveTextContent('chưa được thực hiện');
    const lines = await outline();
    expect(lines[0]).toBe('Thời sự');
    expect(lines).toContain('  Y tế');
    await user.click(within(alert).getByRole('button', { name: 'Đã hiểu' }));
    (await row('Thời sự')).focus();
    await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
    await waitFor(async () => expect((await outline())[0]).toBe('Kinh tế'));
  });

  test('a save that conflicts with another admin’s keeps what was typed and offers a choice', async () => {
    const { category, own } = await find('Y tế');
    const { user } = await renderDesk(`/categories?id=${category.id}`);
    const name = await field('Tên');
    await user.clear(name);
    await user.type(name, 'Sức khỏe của tôi');
    await client.categories.update({
      params: { id: category.id },
      headers: own,
      body: { name: 'Sức khỏe', color: 'green' },
    });
    await user.click(screen.getByRole('button', { name: 'Lưu' }));
    const alert = await note('Một quản trị viên khác vừa lưu thay đổi');
    expect(
      within(alert)
        .getAllByRole('definition')
        .map((value) => value.textContent),
    ).toEqual(['Sức khỏe', 'Xanh lá']);
    expect(name).toHaveValue('Sức khỏe của tôi');
    await user.click(within(alert).getByRole('button', { name: 'Giữ bản của tôi' }));
    expect(name).toHaveValue('Sức khỏe của tôi');
    expect(screen.getByRole('radio', { name: 'Xanh lá' })).toBeChecked();
    await user.click(screen.getByRole('button', { name: 'Lưu' }));
    expect(await screen.findByText('Đã lưu “Sức khỏe của tôi”.')).toBeInTheDocument();
    expect((await find('Sức khỏe của tôi')).category.color).toBe('green');
  });

  test('leaving the form asks before typed changes are lost, also after a save', async () => {
    const { user } = await renderDesk('/categories');
    await user.click(await row('Thời sự'));
    await user.type(await field('Mô tả'), 'Tin trong ngày.');
    await user.click(screen.getByRole('button', { name: 'Lưu' }));
    await screen.findByText('Đã lưu “Thời sự”.');
    await user.type(await field('Tên'), ' mới');
    await user.click(await row('Y tế'));
    await user.click(await screen.findByRole('button', { name: 'Sửa tiếp' }));
    expect(await field('Tên')).toHaveValue('Thời sự mới');
    await user.click(await row('Y tế'));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Bỏ thay đổi' }));
    await waitFor(async () => expect(await field('Tên')).toHaveValue('Y tế'));
  });

  test('merging and deleting show what is moved and where to', async () => {
    const { category } = await find('Y tế');
    await client.articles.create({ categoryId: category.id });
    const { user } = await renderDesk('/categories');
    await user.click(await screen.findByRole('button', { name: 'Thao tác với “Y tế”' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Xóa…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Xóa “Y tế”?' });
    expect(dialog).toHaveTextContent('1 bài, trong đó 0 bài đang đăng');
    const confirm = within(dialog).getByRole('button', { name: 'Chuyển và xóa' });
    expect(confirm).toBeDisabled();
    await user.click(within(dialog).getByRole('combobox', { name: 'Chuyển đến' }));
    await user.click(await screen.findByRole('option', { name: 'Đời sống' }));
    await user.click(confirm);
    expect(await screen.findByText('Đã xóa “Y tế”.')).toBeInTheDocument();
    await waitFor(async () => expect(await outline()).not.toContain('Y tế'));
    expect(await row('Đời sống')).toHaveAccessibleName('Đời sống 1 bài');
  });

  test('an empty category is deleted after a confirmation; a hidden one is marked', async () => {
    const { user } = await renderDesk('/categories');
    await user.click(await screen.findByRole('button', { name: 'Thao tác với “Phóng sự”' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Ẩn với bạn đọc' }));
    await waitFor(async () => expect(await row('Phóng sự')).toHaveAccessibleName('Phóng sự 0 bài, Đang ẩn'));
    await user.click(await row('Phóng sự'));
    expect(await screen.findByRole('switch', { name: /^Ẩn với bạn đọc/ })).toBeChecked();
    await user.click(await screen.findByRole('button', { name: 'Thao tác với “Phóng sự”' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Xóa…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Xóa “Phóng sự”?' });
    expect(within(dialog).queryByRole('combobox')).not.toBeInTheDocument();
    await user.click(within(dialog).getByRole('button', { name: 'Xóa' }));
    await waitFor(async () => expect(await outline()).not.toContain('Phóng sự'));
  });

  test('a failed load shows an error, and a retry loads the tree', async () => {
    const view = await renderDesk('/newsroom');
    await screen.findByRole('heading', { name: 'Với bạn đọc' });
    mock.faults.set('500', true);
    await view.router.navigate('/categories');
    await screen.findByRole('heading', { name: 'Chưa tải được chuyên mục' });
    mock.faults.set('500', false);
    await view.user.click(screen.getByRole('button', { name: 'Thử lại' }));
    expect((await rows()).length).toBeGreaterThan(5);
  });
});

describe('the admin pages', () => {
  beforeAll(() => mock.reset());

  test('are a group of their own in the navigation', async () => {
    await mock.signIn('quantri@demo.test');
    await renderDesk('/categories');
    const group = await screen.findByRole('list', { name: 'Quản trị' });
    expect(
      within(group)
        .getAllByRole('link')
        .map((link) => link.textContent),
    ).toEqual(['Chuyên mục', 'Fanpage', 'Nhân sự', 'Nhật ký', 'Tòa soạn']);
    expect(within(group).getByRole('link', { name: 'Chuyên mục' })).toHaveAttribute('aria-current', 'page');
  });

  test.each(['/categories', '/newsroom'])('%s shows anybody else that it is for admins', async (path) => {
    await mock.signIn('bientap@demo.test');
    await renderDesk(path);
    await screen.findByRole('heading', { name: 'Trang này chỉ dành cho quản trị viên' });
    expect(screen.queryByRole('list', { name: 'Quản trị' })).not.toBeInTheDocument();
  });
});
