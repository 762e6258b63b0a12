import { render, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Article } from '../../../domain/contract/article-schema.ts';
import { type MockApi, startMockApi } from '../../../mocks/node.ts';
import { setUpUser } from '../../../tests/screens/set-up-user.ts';
import { Providers } from '../../app/providers.tsx';
import { client } from '../../lib/api.ts';
import { i18n, startI18n } from '../../lib/i18n.ts';
import { createQueryClient } from '../../lib/query-client.ts';
import { RelatedField } from './related-field.tsx';

let mock: MockApi;
let published: Article[];

beforeAll(async () => {
  if (!i18n.isInitialized) await startI18n('vi');
  mock = await startMockApi();
  await mock.fillNewsroom();
  await mock.signIn('bientap@demo.test');
  const { items } = await client.articles.list({ view: 'published', sort: 'published', limit: 4 });
  published = items as Article[];
});
afterAll(() => mock.close());

function Field({ first }: { first: string[] }) {
  const [ids, setIds] = useState(first);
  return (
    <>
      <RelatedField
        articleId={published[3]?.id ?? ''}
        ids={ids}
        isReadOnly={false}
        error={undefined}
        onChange={setIds}
      />
      <output>{ids.join(' ')}</output>
    </>
  );
}

function open(first: string[]) {
  render(
    <Providers queryClient={createQueryClient()} env="test">
      <Field first={first} />
    </Providers>,
  );
  return setUpUser();
}

const idOf = (index: number) => published[index]?.id ?? '';
const titleOf = (index: number) => published[index]?.title ?? '';
const ids = () => document.querySelector('output')?.textContent;

test('articles are found by text; the article itself and those already chosen are not offered', async () => {
  const user = open([idOf(0)]);
  await user.click(screen.getByRole('combobox', { name: 'Tìm bài đã đăng' }));
  const choices = within(await screen.findByRole('listbox'));
  await choices.findByRole('option', { name: titleOf(1) });
  expect(choices.queryByRole('option', { name: titleOf(0) })).not.toBeInTheDocument();
  expect(choices.queryByRole('option', { name: titleOf(3) })).not.toBeInTheDocument();
  await user.click(choices.getByRole('option', { name: titleOf(1) }));
  expect(ids()).toBe(`${idOf(0)} ${idOf(1)}`);
});

test('buttons change the order, and the focus stays on an enabled button', async () => {
  const user = open([idOf(0), idOf(1)]);
  const up = await screen.findByRole('button', { name: `Đưa lên: ${titleOf(1)}` });
  up.focus();
  await user.keyboard('{Enter}');
  expect(ids()).toBe(`${idOf(1)} ${idOf(0)}`);
  await waitFor(() => expect(screen.getByRole('button', { name: `Đưa xuống: ${titleOf(1)}` })).toHaveFocus());
  expect(screen.getByText('Đã chuyển đến vị trí 1 trên 2.')).toBeInTheDocument();
});

test('removing an article moves the focus to the search', async () => {
  const user = open([idOf(0)]);
  await user.click(await screen.findByRole('button', { name: `Bỏ: ${titleOf(0)}` }));
  expect(ids()).toBe('');
  expect(screen.getByRole('combobox', { name: 'Tìm bài đã đăng' })).toHaveFocus();
});
