import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type MockApi, startMockApi } from '../../../mocks/node.ts';
import { renderDesk } from '../../../tests/screens/render-desk.tsx';

// The writing page has its own tests.
vi.mock('../editing/editing-page.tsx', () => ({ EditingPage: () => <h1>Trang viết</h1> }));

let mock: MockApi;

beforeAll(async () => {
  mock = await startMockApi();
});
afterAll(() => mock.close());

const rows = async () =>
  within(await screen.findByRole('list', { name: /Danh sách bài/ })).getAllByRole('listitem');
const titles = async () => (await rows()).map((row) => within(row).getByRole('link').textContent);
const tab = (name: RegExp) =>
  within(screen.getByRole('navigation', { name: 'Chọn danh sách' })).getByRole('link', { name });

describe('in a newsroom at work', () => {
  beforeAll(() => mock.fillNewsroom());

  test('editors start with articles in review, journalists with their own', async () => {
    await mock.signIn('bientap@demo.test');
    const { unmount } = await renderDesk('/articles');
    for (const row of await rows()) expect(row).toHaveTextContent('Chờ duyệt');
    expect(tab(/^Chờ duyệt/)).toHaveAttribute('aria-current', 'page');
    unmount();
    await mock.signIn('phongvien@demo.test');
    await renderDesk('/articles');
    await rows();
    expect(tab(/^Của tôi/)).toHaveAttribute('aria-current', 'page');
  });

  test('each view shows its count and that many articles', async () => {
    await mock.signIn('bientap@demo.test');
    const { user, address } = await renderDesk('/articles?view=review');
    await rows();
    for (const [name, view] of [
      [/^Hẹn giờ/, 'scheduled'],
      [/^Đã xuất bản/, 'published'],
    ] as const) {
      await user.click(tab(name));
      await waitFor(() => expect(address()).toBe(`/articles?view=${view}`));
      await waitFor(async () => expect(tab(name)).toHaveTextContent(String((await rows()).length)));
    }
  });

  test('a scheduled article shows its publication time', async () => {
    await mock.signIn('bientap@demo.test');
    await renderDesk('/articles?view=scheduled');
    const [row] = await rows();
    expect(row).toHaveTextContent(
      /(Thứ \S+|Chủ Nhật), \d\d\/\d\d(\/\d{4})? \d\d:\d\d · còn \d+ (phút|giờ|ngày)/,
    );
  });

  test('a returned article shows the note', async () => {
    await mock.signIn('bientap@demo.test');
    await renderDesk('/articles?view=returned');
    const [row] = await rows();
    expect(row).toHaveTextContent(/“.{10,}”/);
  });

  test('search ignores diacritics, and is part of the URL', async () => {
    await mock.signIn('bientap@demo.test');
    const { user, address } = await renderDesk('/articles?view=all');
    const [first = ''] = (await titles()).filter((title) => title && /[ạảấầẩẫậắằẵẻẽếềểễệ]/.test(title));
    const plain = (first ?? '')
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replaceAll('đ', 'd')
      .replaceAll('Đ', 'D');
    await user.keyboard('/');
    expect(screen.getByRole('searchbox')).toHaveFocus();
    await user.keyboard(plain);
    await waitFor(async () => expect(await titles()).toEqual([first]));
    expect(new URLSearchParams(address().split('?')[1]).get('q')).toBe(plain);
    await user.keyboard('{Escape}');
    await waitFor(async () => expect((await rows()).length).toBeGreaterThan(1));
    expect(address()).toBe('/articles?view=all');
  });

  test('a search marks its matches, counts them in each view, and lists the best first', async () => {
    await mock.signIn('bientap@demo.test');
    const { user, address } = await renderDesk('/articles?view=published&q=hai+dang');
    const [row] = await rows();
    const marks = [...(row?.querySelectorAll('mark') ?? [])].map(({ textContent }) =>
      textContent.toLowerCase(),
    );
    expect(marks).toContain('hải đăng');
    expect(tab(/^Đã xuất bản/)).toHaveTextContent(String((await rows()).length));
    expect(screen.getByRole('button', { name: 'Sắp xếp: Phù hợp nhất trước' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: /^Sắp xếp/ }));
    await user.click(await screen.findByRole('menuitemradio', { name: 'Mới sửa trước' }));
    await waitFor(() => expect(address()).toBe('/articles?view=published&q=hai+dang&sort=updated'));
  });

  test('a search without results links to the views that have some, and to what was meant', async () => {
    await mock.signIn('bientap@demo.test');
    const { user, address } = await renderDesk('/articles?view=trash&q=hai+dang');
    const others = await screen.findByRole('list', { name: 'Có trong danh sách khác' });
    const [all] = within(others).getAllByRole('link');
    expect(all).toHaveTextContent(/^Tìm trong Tất cả \([1-9]\d*\)$/);
    if (all) await user.click(all);
    await waitFor(() => expect(address()).toBe('/articles?view=all&q=hai+dang'));
    await rows();
    await user.clear(screen.getByRole('searchbox'));
    await user.type(screen.getByRole('searchbox'), 'hai dnag');
    const meant = await screen.findByRole('link', { name: /^hải đăng$/i });
    expect(meant.closest('p')).toHaveTextContent('Có phải bạn tìm');
    await user.click(meant);
    await waitFor(() => expect(screen.getByRole('searchbox')).toHaveValue(meant.textContent));
    expect(await rows()).not.toHaveLength(0);
  });

  test('a search without results offers to clear it', async () => {
    await mock.signIn('bientap@demo.test');
    const { user, address } = await renderDesk('/articles?view=all&q=khongcobainaonhuvay&time=today');
    await screen.findByRole('heading', { name: 'Không tìm thấy bài nào phù hợp' });
    const [clear] = screen.getAllByRole('button', { name: 'Bỏ hết bộ lọc' });
    if (clear) await user.click(clear);
    expect(await rows()).not.toHaveLength(0);
    expect(address()).toBe('/articles?view=all');
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });

  test('filters are searched without diacritics, shown, and removed one by one', async () => {
    await mock.signIn('bientap@demo.test');
    const { user, address } = await renderDesk('/articles?view=all');
    const before = (await rows()).length;
    await user.click(screen.getByRole('button', { name: 'Chuyên mục' }));
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Tìm…' })).toHaveFocus());
    await user.keyboard('kinh te');
    await user.click(await screen.findByRole('option', { name: 'Kinh tế' }));
    await waitFor(() => expect(address()).toMatch(/^\/articles\?view=all&category=/));
    await waitFor(async () => expect((await rows()).length).toBeLessThan(before));
    expect(screen.getByRole('button', { name: 'Chuyên mục: Kinh tế' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Bỏ lọc Chuyên mục' }));
    await waitFor(async () => expect((await rows()).length).toBe(before));
  });

  test('arrow keys move between rows, Enter opens one', async () => {
    await mock.signIn('bientap@demo.test');
    const { user, address } = await renderDesk('/articles?view=all');
    const links = (await rows()).map((row) => within(row).getByRole('link'));
    await user.keyboard('{ArrowDown}');
    expect(links[0]).toHaveFocus();
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
    expect(links[1]).toHaveFocus();
    expect(links.filter((link) => link.tabIndex === 0)).toEqual([links[1]]);
    await user.keyboard('{End}');
    expect(links.at(-1)).toHaveFocus();
    await user.keyboard('{Home}{Enter}');
    await screen.findByRole('heading', { name: 'Trang viết' });
    expect(address()).toBe(links[0]?.getAttribute('href'));
  });

  test('an article is requested when the pointer rests on it or the button is pressed, not in passing', async () => {
    await mock.signIn('bientap@demo.test');
    const requested = vi.spyOn(globalThis, 'fetch');
    const { user } = await renderDesk('/articles?view=all');
    const links = (await rows()).map((row) => within(row).getByRole('link'));
    const states = () =>
      requested.mock.calls
        .flatMap(([input]) =>
          /articles\/([^/]+)\/state/.exec(String(input instanceof Request ? input.url : input))?.slice(1, 2),
        )
        .filter(Boolean);
    const idOf = (link: HTMLElement | undefined) => link?.getAttribute('href')?.split('/').at(-1);
    for (const link of links.slice(0, 3)) {
      fireEvent.pointerEnter(link);
      fireEvent.pointerLeave(link);
    }
    if (links[3]) await user.pointer({ keys: '[MouseLeft>]', target: links[3] });
    await waitFor(() => expect(states()).toEqual([idOf(links[3])]));
    if (links[4]) await user.hover(links[4]);
    await waitFor(() => expect(states()).toEqual([idOf(links[3]), idOf(links[4])]));
    requested.mockRestore();
  });

  test('the list can be sorted', async () => {
    await mock.signIn('bientap@demo.test');
    const { user, address } = await renderDesk('/articles?view=published');
    const before = await titles();
    await user.click(screen.getByRole('button', { name: /^Sắp xếp/ }));
    await user.click(await screen.findByRole('menuitemradio', { name: 'Theo tiêu đề' }));
    await waitFor(() => expect(address()).toBe('/articles?view=published&sort=title'));
    await waitFor(async () => expect(await titles()).not.toEqual(before));
    expect([...(await titles())].sort()).toEqual([...before].sort());
  });

  test('an article in the bin can be restored', async () => {
    await mock.signIn('quantri@demo.test');
    const { user } = await renderDesk('/articles?view=trash');
    const [row] = await rows();
    if (!row) throw new Error('The bin is empty');
    const title = within(row).getByRole('link').textContent;
    await user.click(within(row).getByRole('button', { name: 'Khôi phục' }));
    expect(await screen.findByText(`Đã khôi phục “${title}”.`, { exact: false })).toBeInTheDocument();
    await waitFor(() => expect(screen.queryByRole('link', { name: title ?? '' })).not.toBeInTheDocument());
  });

  test('a failed load shows an error, and a retry loads the list', async () => {
    await mock.signIn('bientap@demo.test');
    const { user } = await renderDesk('/articles?view=review');
    await rows();
    mock.faults.set('500', true);
    await user.click(tab(/^Tất cả/));
    await screen.findByRole('heading', { name: 'Chưa tải được danh sách' });
    mock.faults.set('500', false);
    await user.click(screen.getByRole('button', { name: 'Thử lại' }));
    expect(await rows()).not.toHaveLength(0);
  });
});

describe('in an empty newsroom', () => {
  beforeAll(() => mock.reset());

  test.each([
    ['mine', 'Bạn chưa có bài nào'],
    ['returned', 'Không có bài nào bị trả lại'],
    ['review', 'Không có bài nào chờ duyệt'],
    ['scheduled', 'Chưa hẹn giờ bài nào'],
    ['published', 'Chưa có bài nào được đăng'],
    ['all', 'Tòa soạn chưa có bài nào'],
    ['trash', 'Thùng rác trống'],
  ])('the view "%s" says what it is for', async (view, words) => {
    await mock.signIn('phongvien@demo.test');
    await renderDesk(`/articles?view=${view}`);
    expect(await screen.findByRole('heading', { name: words })).toBeInTheDocument();
  });

  test('a failed creation shows the reason, and N tries again', async () => {
    await mock.signIn('phongvien@demo.test');
    const { user, address } = await renderDesk('/articles');
    await screen.findByRole('heading', { name: 'Bạn chưa có bài nào' });
    mock.faults.set('500', true);
    await user.click(screen.getAllByRole('button', { name: 'Viết bài' })[0] ?? document.body);
    const toast = await screen.findByRole('alert');
    expect(toast).toHaveTextContent('Chưa tạo được bài mới');
    mock.faults.set('500', false);
    await user.keyboard('n');
    await screen.findByRole('heading', { name: 'Trang viết' });
    expect(address()).toMatch(/^\/articles\/[0-9a-f-]{36}$/);
    // The cause is gone, and the toast with it.
    await waitFor(() => expect(screen.queryByRole('alert')).not.toBeInTheDocument());
  });

  test('a long list is loaded page by page', async () => {
    await mock.reset();
    await mock.signIn('phongvien@demo.test');
    for (let made = 0; made < 35; made += 1) await fetch('/api/articles', { method: 'POST' });
    const { user } = await renderDesk('/articles?view=mine');
    expect(await rows()).toHaveLength(30);
    await user.click(screen.getByRole('button', { name: 'Xem thêm' }));
    await waitFor(async () => expect(await rows()).toHaveLength(35));
    expect(screen.queryByRole('button', { name: 'Xem thêm' })).not.toBeInTheDocument();
  });
});
