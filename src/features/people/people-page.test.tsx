import { screen, waitFor, within } from '@testing-library/react';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type MockApi, startMockApi } from '../../../mocks/node.ts';
import { demoUserId } from '../../../mocks/seed.ts';
import { users } from '../../../server/db/schema.ts';
import { renderDesk } from '../../../tests/screens/render-desk.tsx';

let mock: MockApi;

beforeAll(async () => {
  mock = await startMockApi();
});
afterAll(() => mock.close());
beforeEach(async () => {
  await mock.reset();
  await mock.signIn('quantri@demo.test');
});

const row = async (name: string) => {
  const texts = await screen.findAllByText(name);
  const found = texts.map((text) => text.closest('li')).find((item) => item !== null);
  if (!found) throw new Error(`No row of ${name}`);
  return found;
};

async function open() {
  const desk = await renderDesk('/people');
  await row('Lê Minh Châu');
  const choose = async (name: string, item: string | RegExp) => {
    await desk.user.click(screen.getByRole('button', { name: `Thao tác với ${name}` }));
    await desk.user.click(await screen.findByRole('menuitem', { name: item }));
  };
  return { ...desk, choose };
}

test('accounts are listed with e-mail, role, pen-names and last sign-in', async () => {
  await open();
  expect(await row('Nguyễn Hải Miên')).toHaveTextContent(
    /phongvien@demo\.test.*Phóng viên.*Hải Miên.*Chưa đăng nhập/,
  );
  expect(await row('Phạm Thanh Hà')).toHaveTextContent(/bạn.*Quản trị viên.*Đăng nhập gần nhất: Vừa xong/);
});

test('an invitation shows its link once, and stays in the list until it is revoked', async () => {
  const { user } = await open();
  await user.click(screen.getByRole('button', { name: 'Mời người mới' }));
  const dialog = await screen.findByRole('dialog', { name: 'Mời người mới' });
  await user.type(within(dialog).getByRole('textbox', { name: 'Họ tên' }), 'Đỗ Ngọc Lan');
  await user.type(within(dialog).getByRole('textbox', { name: 'Email' }), 'lan@example.vn');
  await user.click(within(dialog).getByRole('radio', { name: 'Biên tập viên' }));
  await user.click(within(dialog).getByRole('button', { name: 'Tạo lời mời' }));

  const link = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Liên kết dùng một lần' });
  expect(link.value).toMatch(/^http.*\/invite#token=[\w-]{43}$/);
  await user.click(screen.getByRole('button', { name: 'Xong' }));
  await waitFor(() => expect(link).not.toBeInTheDocument());

  const invitation = await row('Đỗ Ngọc Lan');
  expect(invitation).toHaveTextContent(/lan@example\.vn.*Biên tập viên.*Phạm Thanh Hà mời/);
  await user.click(within(invitation).getByRole('button', { name: 'Tạo liên kết mới' }));
  expect(await screen.findByRole('textbox', { name: 'Liên kết dùng một lần' })).not.toHaveValue(link.value);
  await user.click(screen.getByRole('button', { name: 'Xong' }));
  await user.click(within(await row('Đỗ Ngọc Lan')).getByRole('button', { name: 'Thu hồi' }));
  const question = await screen.findByRole('dialog', { name: 'Thu hồi lời mời?' });
  await user.click(within(question).getByRole('button', { name: 'Thu hồi' }));
  await waitFor(() =>
    expect(screen.queryByRole('heading', { name: 'Lời mời chưa nhận' })).not.toBeInTheDocument(),
  );
});

test('an invalid invitation shows errors beside the fields, and what was typed stays', async () => {
  const { user } = await open();
  await user.click(screen.getByRole('button', { name: 'Mời người mới' }));
  const dialog = await screen.findByRole('dialog', { name: 'Mời người mới' });
  const email = within(dialog).getByRole('textbox', { name: 'Email' });
  await user.click(within(dialog).getByRole('button', { name: 'Tạo lời mời' }));
  await waitFor(() => expect(email).toHaveAccessibleDescription('Không được để trống.'));
  await user.type(within(dialog).getByRole('textbox', { name: 'Họ tên' }), 'Ai đó');
  await user.type(email, 'phongvien@demo.test');
  await user.click(within(dialog).getByRole('button', { name: 'Tạo lời mời' }));
  await waitFor(() => expect(email).toHaveAccessibleDescription('Email này đã có tài khoản.'));
  expect(email).toHaveValue('phongvien@demo.test');
  expect(email).toHaveFocus();
});

test('name, role and pen-names are changed in one place', async () => {
  const { user, choose } = await open();
  await choose('Nguyễn Hải Miên', /^Sửa tên/);
  const dialog = await screen.findByRole('dialog', { name: 'Sửa tài khoản' });
  await user.type(within(dialog).getByRole('combobox', { name: 'Bút danh' }), 'H.M.{Enter}');
  await user.click(within(dialog).getByRole('radio', { name: 'Biên tập viên' }));
  await user.click(within(dialog).getByRole('button', { name: 'Lưu' }));
  await waitFor(async () =>
    expect(await row('Nguyễn Hải Miên')).toHaveTextContent(/Biên tập viên.*Bút danh: Hải Miên, H\.M\./),
  );
});

test('an account is suspended after a confirmation, and resumed', async () => {
  const { user, choose } = await open();
  await choose('Nguyễn Hải Miên', 'Khóa tài khoản');
  const question = await screen.findByRole('dialog', { name: 'Khóa tài khoản của Nguyễn Hải Miên?' });
  await user.click(within(question).getByRole('button', { name: 'Khóa tài khoản' }));
  await waitFor(async () => expect(await row('Nguyễn Hải Miên')).toHaveTextContent('Đã khóa'));
  await choose('Nguyễn Hải Miên', 'Mở khóa tài khoản');
  await waitFor(async () => expect(await row('Nguyễn Hải Miên')).not.toHaveTextContent('Đã khóa'));
});

test('the last admin can be neither suspended nor demoted, with the reason', async () => {
  const { user, choose } = await open();
  await choose('Phạm Thanh Hà', /^Khóa tài khoản/);
  const item = screen.getByRole('menuitem', { name: /^Khóa tài khoản/ });
  expect(item).toHaveTextContent('Đây là quản trị viên cuối cùng.');
  expect(item).toHaveAttribute('aria-disabled', 'true');
  expect(screen.queryByRole('dialog', { name: /^Khóa/ })).not.toBeInTheDocument();
  await user.keyboard('{Escape}');
  await choose('Phạm Thanh Hà', /^Sửa tên/);
  expect(await screen.findByRole('radio', { name: 'Phóng viên' })).toBeDisabled();
});

test('a reset link is shown after a confirmation', async () => {
  const { user, choose } = await open();
  await choose('Trần Vũ Duyên', /đặt lại mật khẩu/);
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Tạo liên kết' }));
  const link = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Liên kết dùng một lần' });
  expect(link.value).toMatch(/\/reset#token=[\w-]{43}$/);
});

test('a failed load shows an error, and a retry loads the list', async () => {
  const { user, router } = await renderDesk('/audit');
  await screen.findByRole('heading', { name: 'Nhật ký' });
  mock.faults.set('500', true);
  await router.navigate('/people');
  await screen.findByRole('heading', { name: 'Chưa tải được danh sách' });
  mock.faults.set('500', false);
  await user.click(screen.getByRole('button', { name: 'Thử lại' }));
  await row('Lê Minh Châu');
});

test('anybody but an admin sees that the page is for admins', async () => {
  await mock.signIn('bientap@demo.test');
  await renderDesk('/people');
  await screen.findByRole('heading', { name: 'Trang này chỉ dành cho quản trị viên' });
});

test('the second factor of somebody who has lost it is reset after a confirmation', async () => {
  await mock.db
    .update(users)
    .set({ twoFactorEnabled: true })
    .where(eq(users.id, demoUserId('phongvien')));
  const { user, choose } = await open();
  expect(await row('Nguyễn Hải Miên')).toHaveTextContent('Xác thực hai bước');
  await choose('Nguyễn Hải Miên', 'Đặt lại xác thực hai bước');
  const dialog = await screen.findByRole('dialog', { name: /^Đặt lại xác thực hai bước của/ });
  await user.click(within(dialog).getByRole('button', { name: 'Đặt lại' }));
  await screen.findByText('Đã đặt lại xác thực hai bước của Nguyễn Hải Miên.');
  await waitFor(async () => expect(await row('Nguyễn Hải Miên')).not.toHaveTextContent('Xác thực hai bước'));
});
