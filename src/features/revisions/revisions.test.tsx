import { screen, waitFor, within } from '@testing-library/react';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type MockApi, startMockApi } from '../../../mocks/node.ts';
import { renderDesk } from '../../../tests/screens/render-desk.tsx';

let mock: MockApi;

beforeAll(async () => {
  mock = await startMockApi();
});
afterAll(() => mock.close());
beforeEach(async () => {
  await mock.reset();
  await mock.signIn('phongvien@demo.test');
});

async function call<Body>(method: string, path: string, body?: unknown): Promise<Body> {
  const response = await fetch(`${mock.origin}/api${path}`, {
    method,
    headers: { 'content-type': 'application/json', 'if-match': '*' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Body;
}

const paragraph = (id: string, text: string) => ({
  type: 'paragraph',
  attrs: { id },
  content: [{ type: 'text', text }],
});
const old = {
  title: 'Cảng đón tàu lớn',
  lead: 'Sáng nay.',
  body: {
    type: 'doc',
    content: [paragraph('a', 'Tàu cập bến lúc sáu giờ.'), paragraph('b', 'Hàng được dỡ ngay.')],
  },
};
const now = {
  ...old,
  title: 'Cảng đón hai tàu lớn',
  body: {
    type: 'doc',
    content: [paragraph('a', 'Tàu cập bến lúc bảy giờ.'), paragraph('c', 'Một đoạn mới.')],
  },
};

/** A draft with one saved version and later changes: title, first paragraph, one removed, one added, a tag. */
async function aRevisedDraft() {
  const { id } = await call<{ id: string }>('POST', '/articles', { content: old, tags: ['cảng'] });
  const revision = await call<{ id: string }>('POST', `/articles/${id}/revisions`, { name: 'Bản đầu' });
  await call('PUT', `/articles/${id}/content`, now);
  await call('PATCH', `/articles/${id}`, { tags: ['cảng', 'tàu'] });
  return { id, revisionId: revision.id };
}

const contentOf = (id: string) => call<typeof old>('GET', `/articles/${id}/content`);
const change = (name: string) => screen.findByRole('article', { name });

describe('the comparison', () => {
  test('shows every change with old and new values, fields first', async () => {
    const { id, revisionId } = await aRevisedDraft();
    const { container } = await renderDesk(`/articles/${id}/compare?from=${revisionId}`);
    await change('Tiêu đề: sửa');
    const shown = Array.from(container.querySelectorAll('[data-change]'), (one) => [
      one.getAttribute('aria-label'),
      Array.from(one.querySelectorAll('del'), (gone) => gone.textContent).join('|'),
      Array.from(one.querySelectorAll('ins'), (come) => come.textContent).join('|'),
    ]);
    expect(shown).toEqual([
      ['Từ khóa', '', 'tàu'],
      ['Tiêu đề: sửa', '', 'hai '],
      ['Đoạn văn: sửa', 'sáu', 'bảy'],
      ['Đoạn văn: bỏ', 'Hàng được dỡ ngay.', ''],
      ['Đoạn văn: thêm', '', 'Một đoạn mới.'],
    ]);
  });

  test('is navigated by keyboard and buttons, with the position', async () => {
    const { id, revisionId } = await aRevisedDraft();
    const { user } = await renderDesk(`/articles/${id}/compare?from=${revisionId}`);
    await change('Tiêu đề: sửa');
    await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
    expect(screen.getByRole('listitem', { name: 'Từ khóa' })).toHaveFocus();
    await user.click(screen.getByRole('button', { name: 'Thay đổi sau' }));
    expect(await change('Tiêu đề: sửa')).toHaveFocus();
    expect(screen.getByText('Thay đổi 2 trên 5')).toBeInTheDocument();
    await user.keyboard('{Alt>}{ArrowUp}{ArrowUp}{ArrowUp}{/Alt}');
    expect(screen.getByRole('listitem', { name: 'Từ khóa' })).toHaveFocus();
    expect(screen.getByText('Thay đổi 1 trên 5')).toBeInTheDocument();
  });

  test('reports equal versions', async () => {
    const { id, revisionId } = await aRevisedDraft();
    await renderDesk(`/articles/${id}/compare?from=${revisionId}&to=${revisionId}`);
    expect(await screen.findByText('Hai bản giống hệt nhau')).toBeInTheDocument();
  });

  test('reports that there is no live version', async () => {
    const { id } = await aRevisedDraft();
    await renderDesk(`/articles/${id}/compare?from=published`);
    expect(await screen.findByText('Bài này không có bản nào đang đăng')).toBeInTheDocument();
  });

  test('restores one block and leaves the others; the replaced content is saved as a revision', async () => {
    const { id, revisionId } = await aRevisedDraft();
    const { user } = await renderDesk(`/articles/${id}/compare?from=${revisionId}`);
    await user.click(
      within(await change('Đoạn văn: bỏ')).getByRole('button', { name: 'Khôi phục đoạn này' }),
    );
    expect(
      await screen.findByText('Đã khôi phục. Bản trước đó được lưu thành phiên bản 2.'),
    ).toBeInTheDocument();
    await waitFor(() => expect(screen.queryByRole('article', { name: 'Đoạn văn: bỏ' })).toBeNull());
    const { title, body } = await contentOf(id);
    expect([title, ...body.content.map((block) => block.content[0]?.text)]).toEqual([
      'Cảng đón hai tàu lớn',
      'Tàu cập bến lúc bảy giờ.',
      'Hàng được dỡ ngay.',
      'Một đoạn mới.',
    ]);
  });

  test('is not found by anybody who may not see the article', async () => {
    const { id } = await aRevisedDraft();
    await mock.signIn('phongvien2@demo.test');
    // The router and the error boundary both log the error.
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await renderDesk(`/articles/${id}/compare`);
    expect(await screen.findByRole('heading', { name: 'Không tìm thấy trang' })).toBeInTheDocument();
  });

  test('offers no restore where the article may not be edited', async () => {
    const { id, revisionId } = await aRevisedDraft();
    const { body: categories } = { body: await call<{ items: { id: string }[] }>('GET', '/categories') };
    await call('PATCH', `/articles/${id}`, { categoryId: categories.items[0]?.id });
    await call('POST', `/articles/${id}/transitions`, { transition: 'submit' });
    await renderDesk(`/articles/${id}/compare?from=${revisionId}`);
    await change('Tiêu đề: sửa');
    expect(screen.queryByRole('button', { name: /Khôi phục/ })).toBeNull();
  });
});

describe('the timeline', () => {
  test('saves a version, whose name is required', async () => {
    const { id } = await aRevisedDraft();
    const { user } = await renderDesk(`/articles/${id}/revisions`);
    await user.click(await screen.findByRole('button', { name: 'Lưu phiên bản' }));
    await user.click(await screen.findByRole('button', { name: 'Lưu' }));
    expect(await screen.findByText('Không được để trống.')).toBeInTheDocument();
    await user.type(screen.getByRole('textbox', { name: 'Tên phiên bản' }), 'Sau khi cắt');
    await user.click(screen.getByRole('button', { name: 'Lưu' }));
    expect(await screen.findByText('Đã lưu phiên bản “Sau khi cắt”.')).toBeInTheDocument();
    const rows = await waitFor(() => {
      const found = within(screen.getByRole('main')).getAllByRole('listitem');
      expect(found).toHaveLength(3);
      return found;
    });
    expect(rows[1]).toHaveTextContent('Sau khi cắt');
    expect(rows[1]).toHaveTextContent('Phiên bản 2 · Nguyễn Hải Miên · Lưu thủ công');
    expect(rows[1]).toHaveTextContent('thêm 5 từ · bớt 5 từ');
  });

  test('compares two selected revisions, the older one first', async () => {
    const { id, revisionId } = await aRevisedDraft();
    const second = await call<{ id: string }>('POST', `/articles/${id}/revisions`, { name: 'Bản hai' });
    const { user, address } = await renderDesk(`/articles/${id}/revisions`);
    await user.click(await screen.findByRole('checkbox', { name: /Phiên bản 2, Bản hai/ }));
    expect(screen.getByText('Chọn thêm một phiên bản nữa.')).toBeInTheDocument();
    await user.click(screen.getByRole('checkbox', { name: /Phiên bản 1, Bản đầu/ }));
    await user.click(screen.getByRole('link', { name: 'So sánh' }));
    expect(address()).toBe(`/articles/${id}/compare?from=${revisionId}&to=${second.id}`);
  });

  test('restores a whole revision only after a confirmation', async () => {
    const { id } = await aRevisedDraft();
    const { user } = await renderDesk(`/articles/${id}/revisions`);
    await user.click(await screen.findByRole('button', { name: 'Khôi phục: Phiên bản 1, Bản đầu' }));
    const dialog = await screen.findByRole('dialog', { name: 'Khôi phục “Bản đầu”?' });
    await user.click(within(dialog).getByRole('button', { name: 'Hủy' }));
    expect((await contentOf(id)).title).toBe(now.title);
    await user.click(screen.getByRole('button', { name: 'Khôi phục: Phiên bản 1, Bản đầu' }));
    const again = await screen.findByRole('dialog', { name: 'Khôi phục “Bản đầu”?' });
    await user.click(within(again).getByRole('button', { name: 'Khôi phục' }));
    expect(
      await screen.findByText('Đã khôi phục. Bản trước đó được lưu thành phiên bản 2.'),
    ).toBeInTheDocument();
    expect((await contentOf(id)).title).toBe(old.title);
    expect((await call<{ tags: string[] }>('GET', `/articles/${id}`)).tags).toEqual(['cảng']);
  });
});
