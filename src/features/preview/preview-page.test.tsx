import { readFile } from 'node:fs/promises';
import { screen, waitFor, within } from '@testing-library/react';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Article } from '../../../domain/contract/article-schema.ts';
import type { Category } from '../../../domain/contract/categories.ts';
import { type MockApi, startMockApi } from '../../../mocks/node.ts';
import { renderDesk } from '../../../tests/screens/render-desk.tsx';
import { api, client } from '../../lib/api.ts';

let mock: MockApi;

/** Serves the static files of `public/`, which the mock API does not have. */
function serveFiles() {
  const fetchFromApi = globalThis.fetch;
  vi.stubGlobal('fetch', async (input: string | URL | Request, init?: RequestInit) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input, location.origin);
    if (!/^\/(fonts\/|article\.css$)/.test(pathname)) return fetchFromApi(input, init);
    return new Response(await readFile(`public${pathname}`));
  });
}

beforeAll(async () => {
  mock = await startMockApi();
  await mock.fillNewsroom();
  serveFiles();
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await mock.close();
});

const contentWith = (lead: string) => ({
  title: 'Cảng Nam Hải Đình Vũ đón tàu lớn',
  lead,
  body: {
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Tàu dài hơn hai trăm mét.' }] }],
  },
});

let article: Article;

beforeEach(async () => {
  await mock.signIn('bientap@demo.test');
  const { items } = (await client.categories.list()) as { items: Category[] };
  article = (await client.articles.create({
    categoryId: items[0]?.id ?? null,
    content: contentWith('Sáng nay, con tàu đầu tiên đã cập cảng.'),
  })) as Article;
});

const frame = () => screen.findByTitle<HTMLIFrameElement>(/Trang bạn đọc sẽ thấy/);

test('the frame is sandboxed, self-contained and loads nothing', async () => {
  await renderDesk(`/articles/${article.id}/preview`);
  const iframe = await frame();
  expect(iframe).toHaveAttribute('sandbox', '');
  const html = iframe.srcdoc;
  expect(html).toContain('Sáng nay, con tàu đầu tiên đã cập cảng.');
  expect(html).toMatch(/<head><meta http-equiv="content-security-policy" content="default-src 'none'/);
  expect(html).not.toMatch(/<script|<link|srcset=|src="(?!data:)|url\("?(?!data:)\w/);
  const [articleStyles, pageStyles] = ['container: article', '.crumbs'].map((rule) => html.indexOf(rule));
  expect(articleStyles, 'the styles are in the order of the page').toBeLessThan(pageStyles ?? 0);
  expect(html).toContain('prefers-color-scheme: dark');
});

test('the width is shown, and is part of the URL', async () => {
  const { user, address } = await renderDesk(`/articles/${article.id}/preview`);
  await frame();
  expect(screen.getByText(/^Rộng 390 px/)).toBeInTheDocument();
  await user.click(screen.getByRole('radio', { name: 'Máy tính bảng' }));
  expect(await screen.findByTitle('Trang bạn đọc sẽ thấy, rộng 820 px')).toBeInTheDocument();
  expect(address()).toBe(`/articles/${article.id}/preview?view=tablet`);
});

test('the cards show title, lead and image as other sites do', async () => {
  await renderDesk(`/articles/${article.id}/preview?view=cards`);
  for (const place of ['Trên trang chủ', 'Khi chia sẻ lên Facebook', 'Khi gửi qua Zalo']) {
    const card = within(await screen.findByRole('region', { name: place }));
    expect(card.getByRole('heading', { level: 3 })).toHaveTextContent('Cảng Nam Hải Đình Vũ đón tàu lớn');
    expect(card.getByText('Sáng nay, con tàu đầu tiên đã cập cảng.')).toBeInTheDocument();
    expect(card.getByText('Không có ảnh')).toBeInTheDocument();
  }
});

test('a changed article is announced, and shown on request', async () => {
  const { user, queryClient } = await renderDesk(`/articles/${article.id}/preview`);
  await frame();
  await client.articles.putContent({ id: article.id, ...contentWith('Chiều nay, tàu thứ hai.') });
  await queryClient.refetchQueries({ queryKey: api.articles.get.key() });
  const update = await screen.findByRole('button', { name: 'Cập nhật bản xem trước' });
  expect((await frame()).srcdoc, 'unchanged until requested').toContain('Sáng nay');
  await user.click(update);
  await waitFor(async () => expect((await frame()).srcdoc).toContain('Chiều nay, tàu thứ hai.'));
  await waitFor(() => expect(update).not.toBeInTheDocument());
});

test('a link is created, shown once, listed and revoked', async () => {
  const { user, address } = await renderDesk(`/articles/${article.id}/preview`);
  await user.click(await screen.findByRole('button', { name: 'Gửi bản xem trước' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Gửi bản xem trước' }));
  expect(address()).toContain('links=1');
  expect(await dialog.findByText('Chưa có liên kết nào.')).toBeInTheDocument();
  await user.type(dialog.getByLabelText('Gửi cho ai?'), 'Chị Lan');
  await user.click(dialog.getByRole('radio', { name: '7 ngày' }));
  await user.click(dialog.getByRole('button', { name: 'Tạo liên kết' }));
  const link = await dialog.findByLabelText<HTMLInputElement>('Liên kết cho: Chị Lan');
  expect(link.value).toMatch(/\/portal\/xem-truoc\/[\w-]{43}$/);
  const row = await dialog.findByRole('listitem');
  expect(row).toHaveTextContent(/Chị Lan.*Còn 7 ngày · chưa ai mở/);

  await user.click(within(row).getByRole('button', { name: 'Thu hồi liên kết: Chị Lan' }));
  const question = within(await screen.findByRole('dialog', { name: 'Thu hồi liên kết này?' }));
  await user.click(question.getByRole('button', { name: 'Thu hồi' }));
  await waitFor(async () => expect(await dialog.findByRole('listitem')).toHaveTextContent('Đã thu hồi'));
  expect((await fetch(link.value)).status).toBe(410);
});

test('an author whose article is in review sees why no link can be created', async () => {
  await mock.signIn('phongvien@demo.test');
  const own = (await client.articles.list({ view: 'mine' })).items.find(({ state }) => state === 'review');
  if (!own) throw new Error('The newsroom has no article of this journalist in review');
  await renderDesk(`/articles/${own.id}/preview?links=1`);
  const make = await screen.findByRole('button', { name: /Tạo liên kết/ });
  expect(make).toHaveAttribute('aria-disabled', 'true');
  expect(make).toHaveAccessibleDescription('Không làm được ở bước hiện tại của bài.');
});
