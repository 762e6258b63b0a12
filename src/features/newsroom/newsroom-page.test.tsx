import { screen, waitFor, within } from '@testing-library/react';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type MockApi, startMockApi } from '../../../mocks/node.ts';
import { renderDesk } from '../../../tests/screens/render-desk.tsx';
import { client } from '../../lib/api.ts';

let mock: MockApi;

beforeAll(async () => {
  mock = await startMockApi();
});
beforeEach(async () => {
  await mock.reset();
  await mock.signIn('quantri@demo.test');
});
afterAll(() => mock.close());

const field = (name: string) => screen.findByRole('textbox', { name });
const save = () => screen.getByRole('button', { name: 'Lưu' });

test('the settings are saved, and an invalid value is refused beside its field', async () => {
  const { user } = await renderDesk('/newsroom');
  const name = await field('Tên tòa soạn');
  expect(name).toHaveValue('Tòa Soạn');
  expect(save()).toBeDisabled();
  await user.clear(name);
  await user.type(name, 'Báo Cảng');
  await user.type(await field('Email'), 'toasoan');
  await user.click(save());
  expect(await screen.findByText('Địa chỉ email chưa đúng.')).toBeInTheDocument();
  await user.type(await field('Email'), '@bao.example');
  await user.click(save());
  expect(await screen.findByText('Đã lưu thông tin tòa soạn.')).toBeInTheDocument();
  expect(await client.newsroom.get()).toMatchObject({ name: 'Báo Cảng', email: 'toasoan@bao.example' });
  await waitFor(() => expect(save()).toBeDisabled());
});

test('a time zone is found by typing its city, and shows what time it is there', async () => {
  const { user } = await renderDesk('/newsroom');
  const zone = await screen.findByRole('combobox', { name: 'Múi giờ' });
  expect(zone).toHaveValue('Asia/Ho Chi Minh');
  await user.clear(zone);
  await user.type(zone, 'paris');
  await user.click(await screen.findByRole('option', { name: 'Europe/Paris' }));
  await user.click(save());
  await screen.findByText('Đã lưu thông tin tòa soạn.');
  expect((await client.newsroom.get()).timeZone).toBe('Europe/Paris');
});

test('four-eyes approval is turned off only after a confirmation', async () => {
  const { user } = await renderDesk('/newsroom');
  const fourEyes = await screen.findByRole('switch', { name: /^Duyệt chéo/ });
  expect(fourEyes).toBeChecked();
  await user.click(fourEyes);
  const dialog = await screen.findByRole('dialog', { name: 'Tắt duyệt chéo?' });
  await user.click(within(dialog).getByRole('button', { name: 'Hủy' }));
  expect(fourEyes).toBeChecked();
  await user.click(fourEyes);
  await user.click(await screen.findByRole('button', { name: 'Tắt duyệt chéo' }));
  await waitFor(() => expect(fourEyes).not.toBeChecked());
  await user.click(save());
  await screen.findByText('Đã lưu thông tin tòa soạn.');
  expect((await client.newsroom.get()).fourEyes).toBe(false);
});

test('the share that an approver may have written is set while four-eyes approval is on', async () => {
  const { user } = await renderDesk('/newsroom');
  const share = await field('Phần tự viết tối đa của người duyệt');
  expect(share).toHaveValue('25%');
  await user.clear(share);
  await user.click(save());
  expect(await screen.findByText('Chưa hợp lệ.')).toBeInTheDocument();
  await user.type(share, '40');
  await user.click(save());
  await screen.findByText('Đã lưu thông tin tòa soạn.');
  expect((await client.newsroom.get()).ownShareMax).toBe(40);
  await user.click(await screen.findByRole('switch', { name: /^Duyệt chéo/ }));
  await user.click(await screen.findByRole('button', { name: 'Tắt duyệt chéo' }));
  await waitFor(() => expect(share).toBeDisabled());
});

test('a save that conflicts with another admin’s keeps what was typed and offers a choice', async () => {
  const { user } = await renderDesk('/newsroom');
  const address = await field('Địa chỉ');
  await user.type(address, 'Địa chỉ của tôi');
  const headers = { 'if-match': '0' };
  await client.newsroom.update({ headers, body: { address: 'Địa chỉ khác', fourEyes: false } });
  await user.click(save());
  const alert = await screen.findByRole('alert');
  expect(
    within(alert)
      .getAllByRole('definition')
      .map((value) => value.textContent),
  ).toEqual(['Địa chỉ khác', 'Tắt']);
  expect(address).toHaveValue('Địa chỉ của tôi');
  await user.click(within(alert).getByRole('button', { name: 'Lấy bản vừa lưu' }));
  expect(address).toHaveValue('Địa chỉ khác');
  expect(screen.getByRole('switch', { name: /^Duyệt chéo/ })).not.toBeChecked();
});
