import { screen, within } from '@testing-library/react';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type MockApi, startMockApi } from '../../../mocks/node.ts';
import { renderDesk } from '../../../tests/screens/render-desk.tsx';

let mock: MockApi;

beforeAll(async () => {
  mock = await startMockApi();
});
afterAll(() => mock.close());
beforeEach(async () => {
  await mock.reset();
  localStorage.clear();
});

async function call<Body>(method: string, path: string, body?: unknown): Promise<Body> {
  const response = await fetch(`${mock.origin}/api${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Body;
}

const words = (lead: string) => ({
  title: 'Cảng đón tàu lớn',
  lead,
  body: {
    type: 'doc',
    content: [
      { type: 'paragraph', attrs: { id: 'a' }, content: [{ type: 'text', text: 'Tàu đã cập bến.' }] },
    ],
  },
});
const move = (id: string, transition: string, more: object = {}) =>
  call('POST', `/articles/${id}/transitions`, { transition, ...more });
const asJournalist = () => mock.signIn('phongvien@demo.test');
const asEditor = () => mock.signIn('bientap@demo.test');

/** A journalist's article that waits for review. */
async function aHandedIn(): Promise<string> {
  await asJournalist();
  const { items } = await call<{ items: { id: string }[] }>('GET', '/categories');
  const { id } = await call<{ id: string }>('POST', '/articles', {
    content: words('Tàu vào lúc sáu giờ.'),
    categoryId: items[0]?.id,
  });
  await move(id, 'submit');
  return id;
}

async function handInAgain(id: string, lead: string): Promise<void> {
  await asJournalist();
  await call('PUT', `/articles/${id}/content`, words(lead));
  await move(id, 'submit');
}

const wholeArticle = () => screen.findByRole('heading', { level: 1, name: 'Cảng đón tàu lớn' });
const changedLead = () => screen.findByRole('article', { name: 'Sapo: sửa' });
const wayToRead = (name: string) =>
  within(screen.getByRole('radiogroup', { name: 'Chế độ đọc' })).getByRole('radio', { name });

test('an article that the editor sees for the first time is read as a whole', async () => {
  const id = await aHandedIn();
  await asEditor();
  await renderDesk(`/articles/${id}/review`);
  await wholeArticle();
  expect(screen.queryByRole('radiogroup', { name: 'Chế độ đọc' })).toBeNull();
});

test('a resubmitted article opens on the changes since it was returned, with the whole article one step away', async () => {
  const id = await aHandedIn();
  await asEditor();
  await move(id, 'return', { note: 'Sửa giờ.' });
  await handInAgain(id, 'Tàu vào lúc bảy giờ.');
  await asEditor();
  const { user, address } = await renderDesk(`/articles/${id}/review`);
  expect((await changedLead()).querySelector('ins')).toHaveTextContent('bảy');
  await user.click(wayToRead('Toàn bài'));
  await wholeArticle();
  expect(address()).toBe(`/articles/${id}/review?read=article`);
});

test('an article that was only read opens on the changes since then, also after a reload', async () => {
  const id = await aHandedIn();
  await asEditor();
  const first = await renderDesk(`/articles/${id}/review`);
  await wholeArticle();
  first.unmount();
  await asJournalist();
  await move(id, 'recall');
  await handInAgain(id, 'Tàu vào lúc bảy giờ.');
  await asEditor();
  const second = await renderDesk(`/articles/${id}/review`);
  await changedLead();
  second.unmount();
  await renderDesk(`/articles/${id}/review`);
  await changedLead();
});

test('a correction opens compared with the published revision', async () => {
  const id = await aHandedIn();
  await asEditor();
  const { contentHash } = await call<{ contentHash: string }>('GET', `/articles/${id}/content`);
  await move(id, 'publish', { contentHash });
  await asJournalist();
  await move(id, 'revise');
  await handInAgain(id, 'Tàu vào lúc tám giờ.');
  await mock.signIn('quantri@demo.test');
  await renderDesk(`/articles/${id}/review`);
  expect((await changedLead()).querySelector('ins')).toHaveTextContent('tám');
  expect(wayToRead('Khác bản đang đăng')).toBeChecked();
});

test('concurrent edits are shown before they can be published', async () => {
  const id = await aHandedIn();
  await asEditor();
  const { user } = await renderDesk(`/articles/${id}/review`);
  await wholeArticle();
  await call('PUT', `/articles/${id}/content`, words('Tàu vào lúc chín giờ.'));
  await user.click(screen.getByRole('button', { name: 'Xuất bản' }));
  const news = await screen.findByRole('alert', { name: 'Bài vừa được sửa trong lúc bạn đọc' });
  expect(news.querySelector('ins')).toHaveTextContent('chín');
  expect(news).not.toHaveTextContent('Tàu đã cập bến.');
});

test('an editor who wrote most of the article reads on the button why somebody else has to publish it', async () => {
  const id = await aHandedIn();
  await asEditor();
  await call('PUT', `/articles/${id}/content`, words('Giá căn hộ ở trung tâm giảm lần đầu sau hai năm.'));
  await renderDesk(`/articles/${id}/review`);
  await wholeArticle();
  const reason = /^Bạn viết \d\d% bài này mà chưa có ai khác gửi duyệt phần đó; cần người khác duyệt\.$/;
  for (const name of [/^Xuất bản/, /^Hẹn giờ/]) {
    expect(screen.getByRole('button', { name })).toHaveAccessibleDescription(reason);
  }
});
