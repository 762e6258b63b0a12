import { screen, waitFor, within } from '@testing-library/react';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type MockApi, startMockApi } from '../../../mocks/node.ts';
import { renderDesk } from '../../../tests/screens/render-desk.tsx';

let mock: MockApi;

beforeAll(async () => {
  mock = await startMockApi();
  await mock.fillNewsroom();
});
afterAll(() => mock.close());
beforeEach(() => mock.signIn('quantri@demo.test'));

const list = () => screen.findByRole('list', { name: 'Nhật ký, mới nhất trước' });
const entries = async () => within(await list()).getAllByRole('listitem');
const search = (address: string) => new URLSearchParams(address.split('?')[1]);

test('entries are listed newest first, and more are loaded on request', async () => {
  const { user } = await renderDesk('/audit');
  const [first] = await entries();
  expect(first).toHaveTextContent(/Vừa xong.*Phạm Thanh Hà.*Đăng nhập/);
  expect(await entries()).toHaveLength(50);
  await user.click(screen.getByRole('button', { name: 'Xem thêm' }));
  await waitFor(async () => expect((await entries()).length).toBeGreaterThan(50));
});

test('an entry expands to all its fields, and filters by its subject', async () => {
  const { user, address } = await renderDesk('/audit?group=article');
  const returned = (await entries()).find((row) => row.textContent?.includes('Trả lại'));
  if (!returned) throw new Error('Nothing was returned');
  await user.click(within(returned).getByRole('button', { expanded: false }));
  const open = within(returned);
  await open.findByText('Mã băm SHA-256');
  expect(search(address()).get('entry')).toMatch(/^\d+$/);
  expect(open.getByText('Từ trạng thái').nextSibling).toHaveTextContent('Chờ duyệt');
  expect(open.getByText('Ghi chú').nextSibling).toHaveTextContent(/.{20,}/);
  expect(open.getByText('Mã băm SHA-256').nextSibling).toHaveTextContent(/^[0-9a-f]{64}$/);
  expect(open.getByRole('link', { name: 'Mở đối tượng này' })).toHaveAttribute(
    'href',
    expect.stringMatching(/^\/articles\/[0-9a-f-]{36}$/),
  );
  await user.click(open.getByRole('button', { name: 'Chỉ xem đối tượng này' }));
  await waitFor(async () => expect((await entries()).length).toBeLessThan(8));
  expect(search(address()).get('subject')).toMatch(/^article:/);
  await user.click(screen.getByRole('button', { name: 'Bỏ lọc Đối tượng' }));
  await waitFor(async () => expect((await entries()).length).toBe(50));
});

test('person, kind and text filter the log without diacritics, and are part of the URL', async () => {
  const { user, address } = await renderDesk('/audit');
  await entries();
  await user.click(screen.getByRole('button', { name: 'Người thực hiện' }));
  await user.click(await screen.findByRole('option', { name: 'Lê Minh Châu' }));
  await user.click(screen.getByRole('button', { name: 'Loại thao tác' }));
  await user.click(await screen.findByRole('option', { name: 'Bài viết' }));
  await waitFor(async () => {
    for (const row of await entries()) expect(row).toHaveTextContent('Lê Minh Châu');
  });
  await user.keyboard('/');
  await user.keyboard('khong co chu nay');
  await screen.findByRole('heading', { name: 'Không tìm thấy mục nào phù hợp' });
  expect(Object.fromEntries(search(address()))).toEqual({
    actor: 'demo-bientap',
    group: 'article',
    q: 'khong co chu nay',
  });
  const [clear] = screen.getAllByRole('button', { name: 'Bỏ hết bộ lọc' });
  if (clear) await user.click(clear);
  await waitFor(async () => expect(await entries()).toHaveLength(50));
  expect(address()).toBe('/audit');
});

test('arrow keys move between entries', async () => {
  const { user } = await renderDesk('/audit');
  const heads = (await entries()).map((row) => within(row).getByRole('button'));
  heads[0]?.focus();
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
  expect(heads[1]).toHaveFocus();
  await user.keyboard('{End}{Enter}');
  await waitFor(() => expect(heads.at(-1)).toHaveAttribute('aria-expanded', 'true'));
});

test('the filtered log is downloaded; an error is shown and not saved as a file', async () => {
  const saved: { name: string; text: Promise<string> }[] = [];
  let blob = new Blob();
  URL.createObjectURL = (made) => {
    blob = made as Blob;
    return 'blob:log';
  };
  URL.revokeObjectURL = () => undefined;
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push({ name: this.download, text: blob.text() });
  });
  const { user } = await renderDesk('/audit?group=media');
  await entries();
  await user.click(screen.getByRole('button', { name: 'Tải CSV' }));
  await waitFor(() => expect(saved).toHaveLength(1));
  expect(saved[0]?.name).toMatch(/^nhat-ky-\d{4}-\d\d-\d\d\.csv$/);
  const lines = (await saved[0]?.text)?.trim().split('\r\n') ?? [];
  expect(lines[0]).toContain('Người thực hiện');
  expect(lines.slice(1).every((line) => line.includes('media.create'))).toBe(true);

  mock.faults.set('500', true);
  await user.click(screen.getByRole('button', { name: 'Tải CSV' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Chưa tải được nhật ký');
  mock.faults.set('500', false);
  expect(saved).toHaveLength(1);
});
