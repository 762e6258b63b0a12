import { screen, waitFor, within } from '@testing-library/react';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type MockApi, startMockApi } from '../../../mocks/node.ts';
import { seedFanpages } from '../../../mocks/seed-fanpages.ts';
import { renderDesk } from '../../../tests/screens/render-desk.tsx';
import { client } from '../../lib/api.ts';

let mock: MockApi;

beforeAll(async () => {
  mock = await startMockApi();
});
afterAll(() => mock.close());

const list = () => screen.findByRole('list', { name: /Các fanpage/ });
const names = async () =>
  within(await list())
    .getAllByRole('link')
    .map((link) => link.textContent);
const address = () => screen.findByRole('textbox', { name: 'Địa chỉ trang' });
const nameField = () => screen.getByRole('textbox', { name: 'Tên hiển thị' });
const button = (name: string) => screen.getByRole('button', { name });

describe('with pages', () => {
  beforeEach(async () => {
    await mock.reset();
    await mock.db.transaction((tx) => seedFanpages(tx, new Date()));
    await mock.signIn('quantri@demo.test');
  });

  test('an admin sees platform, address, scans and the last link check of each', async () => {
    await renderDesk('/fanpages');
    const [first, , third, , last] = within(await list()).getAllByRole('listitem');
    expect(first).toHaveTextContent(/Facebook.*facebook\.com\/toasoan\.vidu.*\d+ lượt quét \/ 30 ngày/);
    expect(third).toHaveTextContent(/Liên kết tốt · /);
    expect(last).toHaveTextContent('Đang ẩn');
    expect(last).toHaveTextContent('Chưa kiểm tra liên kết');
  });

  test('Alt and arrow keys change the order, announce it, and keep the focus', async () => {
    const { user } = await renderDesk('/fanpages');
    const before = await names();
    const link = within(await list()).getByRole('link', { name: 'Tin nhanh Tòa Soạn' });
    link.focus();
    await user.keyboard('{Alt>}{ArrowDown}{ArrowDown}{/Alt}');
    await screen.findByText('Tin nhanh Tòa Soạn đã chuyển tới vị trí 3 trên 5');
    expect(await names()).toEqual([before[1], before[2], before[0], before[3], before[4]]);
    expect(link).toHaveFocus();
    await user.click(button('Chuyển Tin nhanh Tòa Soạn lên'));
    await waitFor(async () => {
      const { items } = await client.fanpages.list();
      expect(items.map(({ name }) => name)).toEqual([before[1], before[0], before[2], before[3], before[4]]);
    });
  });

  test('an order that cannot be saved is reverted with the reason', async () => {
    const { user } = await renderDesk('/fanpages');
    const before = await names();
    mock.faults.set('500', true);
    await user.click(button('Chuyển Tòa Soạn với bạn đọc lên'));
    expect(await screen.findByRole('alert')).toHaveTextContent('Chưa đổi được thứ tự');
    mock.faults.set('500', false);
    await waitFor(async () => expect(await names()).toEqual(before));
  });

  test('a duplicate address is rejected beside the field, naming the other fanpage', async () => {
    const { user } = await renderDesk('/fanpages?id=new');
    await user.type(await address(), 'https://m.facebook.com/Toasoan.Vidu/?ref=share');
    expect(screen.getByText('sẽ lưu là facebook.com/toasoan.vidu')).toBeInTheDocument();
    await user.type(nameField(), 'Nữa');
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Thêm fanpage' }));
    expect(await address()).toHaveAccessibleDescription(
      'Trang này đã có trong danh sách: “Tin nhanh Tòa Soạn”.',
    );
    expect(await address()).toHaveFocus();
  });

  test('a save that conflicts keeps what was typed, merges the rest, and overwrites on the next save', async () => {
    const { items } = await client.fanpages.list();
    const [page] = items;
    if (!page) throw new Error('No fanpage');
    const { user } = await renderDesk(`/fanpages?id=${page.id}`);
    await user.clear(await screen.findByRole('textbox', { name: 'Tên hiển thị' }));
    await user.type(nameField(), 'Tên của tôi');
    await client.fanpages.update({
      params: { id: page.id },
      headers: { 'if-match': '*' },
      body: { name: 'Tên của người khác', isVisible: false },
    });
    await user.click(button('Lưu'));
    const alert = await within(screen.getByRole('dialog')).findByRole('alert');
    expect(alert).toHaveTextContent('Tên của người khác');
    expect(nameField()).toHaveValue('Tên của tôi');
    expect(screen.getByRole('switch', { name: /^Hiện trên cổng/ })).not.toBeChecked();
    await user.click(button('Lưu'));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(await names()).toContain('Tên của tôi');
  });

  test('the switch shows whether readers see the page, and one click hides it', async () => {
    const page = (await client.fanpages.list()).items.find(({ isVisible }) => isVisible);
    const { user } = await renderDesk(`/fanpages?id=${page?.id}`);
    const isVisible = await screen.findByRole('switch', { name: /^Hiện trên cổng/ });
    expect(isVisible).toBeChecked();
    await user.click(isVisible);
    await user.click(button('Lưu'));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    const saved = (await client.fanpages.list()).items.find(({ id }) => id === page?.id);
    expect(saved?.isVisible).toBe(false);
  });

  test('closing the drawer asks before typed changes are lost', async () => {
    const { user, address: where } = await renderDesk('/fanpages?id=new');
    await user.type(await address(), 'x.com/a');
    await user.keyboard('{Escape}');
    await user.click(await screen.findByRole('button', { name: 'Sửa tiếp' }));
    expect(await address()).toHaveValue('x.com/a');
    await user.keyboard('{Escape}');
    await user.click(await screen.findByRole('button', { name: 'Bỏ thay đổi' }));
    await waitFor(() => expect(where()).toBe('/fanpages'));
  });

  test('Escape closes one dialog at a time', async () => {
    const [page] = (await client.fanpages.list()).items;
    const { user, address: where } = await renderDesk(`/fanpages?id=${page?.id}`);
    await user.click(await screen.findByRole('button', { name: 'Mã QR' }));
    await screen.findByRole('dialog', { name: /^Mã QR: / });
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog', { name: /^Mã QR: / })).not.toBeInTheDocument());
    await user.click(button('Xóa fanpage này'));
    await screen.findByRole('dialog', { name: /^Xóa “/ });
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog', { name: /^Xóa “/ })).not.toBeInTheDocument());
    expect(where()).toBe(`/fanpages?id=${page?.id}`);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(where()).toBe('/fanpages'));
  });

  test('scans per day are also a table', async () => {
    const [page] = (await client.fanpages.list()).items;
    const { user } = await renderDesk('/fanpages');
    await user.click(within(await list()).getByRole('link', { name: page?.name ?? '' }));
    const table = await screen.findByRole('table', { name: 'Lượt quét từng ngày' });
    const days = within(table).getAllByRole('cell');
    expect(days).toHaveLength(30);
    const sum = days.reduce((total, cell) => total + Number(cell.textContent), 0);
    expect(sum).toBe(page?.scans.last30);
  });

  test('a host that cannot check links reports that', async () => {
    const [page] = (await client.fanpages.list()).items;
    const { user } = await renderDesk(`/fanpages?id=${page?.id}`);
    await user.click(await screen.findByRole('button', { name: 'Kiểm tra liên kết' }));
    expect(await screen.findByText(/không kiểm tra được trang khác/)).toBeInTheDocument();
  });

  test('deleting warns about printed codes', async () => {
    const [page] = (await client.fanpages.list()).items;
    const { user } = await renderDesk(`/fanpages?id=${page?.id}`);
    await user.click(await screen.findByRole('button', { name: 'Xóa fanpage này' }));
    expect(await screen.findByText(/Mã QR đã in của trang này sẽ mất tác dụng/)).toBeInTheDocument();
    await user.click(button('Xóa'));
    await waitFor(async () => expect(await names()).not.toContain(page?.name));
  });

  test('a code that this browser cannot read back cannot be downloaded', async () => {
    // jsdom has no canvas.
    const { user } = await renderDesk('/fanpages');
    await list();
    await user.click(button('Mã QR của Tòa Soạn với bạn đọc'));
    expect(await screen.findByText(/Trình duyệt này không quét thử được/)).toBeInTheDocument();
    expect(button('Tải PNG (300 dpi)')).toBeDisabled();
    expect(button('Tải SVG')).toBeDisabled();
    expect(screen.getByRole('img', { name: 'Mã QR của Tòa Soạn với bạn đọc' })).toBeInTheDocument();
  });
});

describe('without any', () => {
  beforeEach(async () => {
    await mock.reset();
    await mock.signIn('quantri@demo.test');
  });

  test('the first page is added by pasting its address', async () => {
    const { user } = await renderDesk('/fanpages');
    await screen.findByRole('heading', { name: 'Chưa có fanpage nào' });
    await user.keyboard('n');
    await user.click(await address());
    await user.paste('https://www.youtube.com/@BaoCang?si=abc');
    expect(within(screen.getByRole('dialog')).getByText('YouTube')).toBeInTheDocument();
    await user.type(nameField(), 'Kênh Báo Cảng{Enter}');
    expect(await names()).toEqual(['Kênh Báo Cảng']);
    expect(await list()).toHaveTextContent('youtube.com/@baocang');
  });

  test.each([
    ['http://x.com/a', 'Địa chỉ phải bắt đầu bằng https://.'],
    ['https://facebook.com', /trang chủ của nền tảng/],
    ['https://192.168.1.1/a', /không dùng dãy số IP/],
  ])('%s is refused with the reason', async (typed, words) => {
    const { user } = await renderDesk('/fanpages?id=new');
    await user.type(await address(), typed);
    await user.keyboard('{Enter}');
    expect(await screen.findByText(words)).toBeInTheDocument();
    expect(await address()).toBeInvalid();
  });

  test('an address with homoglyphs shows a warning', async () => {
    const { user } = await renderDesk('/fanpages?id=new');
    await user.type(await address(), 'https://fаcebook.com/baocang');
    expect(screen.getByText(/^sẽ lưu là xn--/)).toBeInTheDocument();
    expect(screen.getByText(/Tên miền có ký tự ngoài bảng chữ cái/)).toBeInTheDocument();
  });
});

test('anybody but an admin sees that the page is for admins', async () => {
  await mock.reset();
  await mock.signIn('bientap@demo.test');
  await renderDesk('/fanpages');
  expect(
    await screen.findByRole('heading', { name: 'Trang này chỉ dành cho quản trị viên' }),
  ).toBeInTheDocument();
});
