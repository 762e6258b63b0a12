import type { CDPSession, Page } from '@playwright/test';
import jsQR from 'jsqr';
import { TOTP } from 'otpauth';
import sharp from 'sharp';
import { demoPassword } from '../../mocks/newsroom/newsroom.ts';
import { expect, people, testOnOwnDesk as test } from './test.ts';

/** The secret in the QR code that is on the screen, read from its pixels. */
async function scanSecret(page: Page): Promise<string> {
  const code = page.getByRole('img', { name: /^Mã QR để thêm tài khoản/ });
  await expect(code).toBeVisible();
  const { data, info } = await sharp(await code.screenshot())
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const found = jsQR(new Uint8ClampedArray(data), info.width, info.height);
  const secret = new URL(found?.data ?? 'otpauth://none').searchParams.get('secret');
  if (!secret) throw new Error('The screenshot holds no QR code with a secret');
  return secret;
}

/** Codes of the authenticator app: the next one each time, because each counts once. Accepted one step early. */
function authenticatorApp(secret: string) {
  const totp = new TOTP({ secret });
  let usedStep = 0;
  return async (): Promise<string> => {
    const earliest = usedStep + 1;
    while (totp.counter() + 1 < earliest) await new Promise((resolve) => setTimeout(resolve, 500));
    usedStep = Math.max(earliest, totp.counter());
    return totp.generate({ timestamp: usedStep * 30_000 });
  };
}

async function passwordStep(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('textbox', { name: 'Email' }).fill(email);
  await page.getByRole('textbox', { name: 'Mật khẩu' }).fill(demoPassword);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
}

/**
 * Chromium's own software authenticator, whose person is present and verified. It would answer the request of the autofill
 * at any moment by itself; without autofill the button is what signs in.
 */
async function addAuthenticator(page: Page): Promise<CDPSession> {
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false);
  });
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return session;
}

async function storeRecoveryCodes(page: Page): Promise<string[]> {
  const dialog = page.getByRole('dialog', { name: 'Cất giữ mã khôi phục' });
  await expect(dialog.getByRole('listitem')).toHaveCount(10);
  const codes = await dialog.getByRole('listitem').allTextContents();
  await dialog.getByRole('button', { name: 'Sao chép' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(codes[9]);
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('link', { name: 'Tải về' }).click();
  expect((await downloading).suggestedFilename()).toBe('ma-khoi-phuc.txt');
  await dialog.getByRole('checkbox', { name: 'Tôi đã cất giữ các mã này' }).check();
  await dialog.getByRole('button', { name: 'Xong' }).click();
  return codes;
}

test('somebody sets up an app from its QR code, signs in with it, a recovery code and a passkey, and has to', async ({
  as,
  asReader,
  expectedStatuses,
}) => {
  // Refused codes; a session that ended; a page of somebody who lacks the required factor.
  for (const status of [401, 403]) expectedStatuses.add(status);
  const journalist = await as('journalist');
  await journalist.goto('/account');
  const section = journalist.getByRole('region', { name: 'Xác thực hai bước' });
  await section.getByRole('button', { name: 'Thiết lập' }).click();
  const nextCode = authenticatorApp(await scanSecret(journalist));
  const setUp = journalist.getByRole('dialog', { name: 'Thiết lập ứng dụng xác thực' });
  await setUp.getByRole('textbox', { name: /^Sau đó nhập mã/ }).fill(await nextCode());
  await setUp.getByRole('button', { name: 'Bật xác thực hai bước' }).click();
  const [recoveryCode = ''] = await storeRecoveryCodes(journalist);
  await expect(section.getByText('Còn 10 mã chưa dùng.')).toBeVisible();

  // The code, on a device that is remembered; the browser keeps its cookie after signing out.
  const other = await asReader();
  await passwordStep(other, people.journalist);
  await expect(other.getByRole('heading', { level: 1, name: 'Xác thực hai bước' })).toBeVisible();
  await other.getByRole('textbox', { name: 'Mã xác nhận' }).fill(await nextCode());
  await other.getByRole('checkbox', { name: /^Không hỏi lại trên thiết bị này/ }).check();
  await other.getByRole('button', { name: 'Xác nhận' }).click();
  await other.waitForURL(/\/articles$/);
  await other.request.post('/api/auth/sign-out', {
    data: {},
    headers: { origin: new URL(other.url()).origin },
  });
  await passwordStep(other, people.journalist);
  await other.waitForURL(/\/articles$/);

  // A recovery code, once.
  const third = await asReader();
  await passwordStep(third, people.journalist);
  await third.getByRole('button', { name: 'Dùng mã khôi phục' }).click();
  await third.getByRole('textbox', { name: 'Mã khôi phục' }).fill(recoveryCode);
  await third.getByRole('button', { name: 'Xác nhận' }).click();
  await third.waitForURL(/\/articles$/);
  await journalist.reload();
  await expect(section.getByText('Còn 9 mã chưa dùng.')).toBeVisible();

  // A passkey, which signs in alone.
  const admin = await as('admin');
  await addAuthenticator(admin);
  await admin.goto('/account');
  const passkeys = admin.getByRole('region', { name: 'Passkey' });
  await passkeys.getByRole('button', { name: 'Thêm passkey' }).click();
  const dialog = admin.getByRole('dialog', { name: 'Thêm passkey' });
  await dialog.getByRole('textbox', { name: 'Tên' }).fill('Máy trực');
  await dialog.getByRole('button', { name: 'Tiếp tục' }).click();
  await storeRecoveryCodes(admin);
  await expect(passkeys.getByText('Máy trực')).toBeVisible();
  await admin.request.post('/api/auth/sign-out', {
    data: {},
    headers: { origin: new URL(admin.url()).origin },
  });
  await admin.goto('/sign-in?next=/newsroom');
  await admin.getByRole('button', { name: 'Đăng nhập bằng passkey' }).click();
  await admin.waitForURL(/\/newsroom$/);

  // The newsroom requires it of editors, one of whom is at work.
  const editor = await as('editor');
  // Only a page whose own requests are done is one that is at work: its next request is the one that is refused.
  await editor.getByRole('searchbox').waitFor();
  await editor.waitForLoadState('networkidle');
  await admin.getByRole('checkbox', { name: 'Biên tập viên' }).check();
  await admin.getByRole('button', { name: 'Lưu' }).click();
  await expect(admin.getByText('Đã lưu thông tin tòa soạn.')).toBeVisible();
  await editor.getByRole('searchbox').fill('cảng');
  await expect(editor.getByRole('heading', { level: 1, name: 'Thiết lập xác thực hai bước' })).toBeVisible();
  await addAuthenticator(editor);
  await expect(editor.getByRole('button', { name: 'Vào tòa soạn' })).toBeDisabled();
  await editor.getByRole('button', { name: 'Thêm passkey' }).click();
  await editor.getByRole('dialog').getByRole('textbox', { name: 'Tên' }).fill('Của tôi');
  await editor.getByRole('dialog').getByRole('button', { name: 'Tiếp tục' }).click();
  await storeRecoveryCodes(editor);
  await editor.getByRole('button', { name: 'Vào tòa soạn' }).click();
  await expect(editor.getByRole('heading', { level: 1, name: 'Bài viết' })).toBeVisible();
  await expect(editor.getByRole('searchbox')).toHaveValue('cảng');
});
