import type { Browser, Page } from '@playwright/test';
import { accessibilityViolations } from './accessibility.ts';
import type { Desk } from './desk.ts';
import { fillDatabase, paragraphUpdate, storedUpdates } from './stored-layouts.ts';
import { countRecords } from './stored-records.ts';
import { expect, people, signIn, signInThroughForm, test } from './test.ts';
import { bodyField, createArticle, expectSaved, titleField } from './writing.ts';

/** A signed-in browser whose console is not checked: Chromium logs every request that fails offline. */
async function openDesk(
  browser: Browser,
  desk: Desk,
  person: keyof typeof people = 'journalist',
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: desk.url,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  await signIn(page, people[person], desk.url);
  return page;
}

/** Creates an article and types text into it while offline. */
async function writeOffline(page: Page, title: string, text: string): Promise<string> {
  const path = await createArticle(page);
  await titleField(page).click();
  await page.keyboard.type(title);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expectSaved(page);
  await page.context().setOffline(true);
  await expect(page.getByText('Ngoại tuyến: lưu trên máy này')).toBeVisible();
  await page.keyboard.type(text);
  await expect(bodyField(page)).toContainText(text);
  return path;
}

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
const noDrafts = (page: Page) => page.getByRole('heading', { name: 'Không có thay đổi nào chưa gửi' });
const notice = (page: Page) => page.getByText('1 bài có thay đổi chưa gửi về tòa soạn');

/** The locally stored form fields, by API name. */
const storedFields = (page: Page) =>
  page.evaluate(async () => {
    const opening = indexedDB.open('toa-soan-words-4');
    await new Promise((resolve) => opening.addEventListener('success', resolve));
    const asking = opening.result.transaction('fields').objectStore('fields').getAll();
    await new Promise((resolve) => asking.addEventListener('success', resolve));
    opening.result.close();
    return asking.result.flatMap(({ changes }: { changes: object }) => Object.keys(changes)).sort();
  });

/** The number of updates in a database of local drafts. */
const storedRows = (page: Page, name: string) =>
  page.evaluate(async (database) => {
    const opening = indexedDB.open(database);
    await new Promise((resolve) => opening.addEventListener('success', resolve));
    const counting = opening.result.transaction('updates').objectStore('updates').count();
    await new Promise((resolve) => counting.addEventListener('success', resolve));
    opening.result.close();
    return counting.result;
  }, name);

/** Without axe findings: light on a desktop, dark on a phone. */
async function expectAccessible(page: Page): Promise<void> {
  const viewport = page.viewportSize() ?? { width: 1360, height: 860 };
  for (const [colorScheme, size] of [
    ['dark', { width: 360, height: 740 }],
    ['light', viewport],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize(size);
    expect(await accessibilityViolations(page)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, 'no horizontal overflow').toBeLessThanOrEqual(0);
  }
}

async function chooseSignOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Tài khoản/ }).click();
  await page.getByRole('menuitem', { name: 'Đăng xuất', exact: true }).click();
}

test('unsynced changes are listed, copied, and asked about before signing out', async ({ browser, desk }) => {
  const page = await openDesk(browser, desk);
  await writeOffline(page, 'Cảng mở lại', 'Ba từ mới.');

  // On a phone the short label is not truncated, a tap shows the details, and the menu opens offline.
  const desktop = page.viewportSize() ?? { width: 1280, height: 720 };
  await page.setViewportSize({ width: 360, height: 740 });
  const label = page.getByRole('banner').getByText('Lưu ở máy');
  await expect(label).toBeVisible();
  expect(await label.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  await label.click();
  const detail = page.getByText(/^Mất kết nối từ \d\d:\d\d\. Thay đổi được lưu trên máy này/);
  await expect(page.getByRole('dialog').filter({ has: detail })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Về danh sách bài' }).click();
  await page.getByRole('button', { name: 'Mở menu' }).click();
  await expect(page.getByRole('dialog').getByRole('link', { name: /^Chờ duyệt/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.setViewportSize(desktop);

  await expect(notice(page)).toBeVisible();
  await page.getByRole('link', { name: 'Xem các bài này' }).click();
  const row = page.getByRole('listitem').filter({ hasText: 'Cảng mở lại' });
  await expect(row).toContainText('thêm 3 từ');
  await expect(row).toContainText('mất mạng');
  await expectAccessible(page);
  await row.getByRole('button', { name: 'Sao chép nội dung' }).click();
  await expect(page.getByText('Đã sao chép tiêu đề, sapo và nội dung.')).toBeVisible();
  expect(await clipboard(page)).toBe('Cảng mở lại\n\nBa từ mới.');

  await page.context().setOffline(false);
  await chooseSignOut(page);
  const dialog = page.getByRole('dialog', { name: 'Còn thay đổi chưa gửi về tòa soạn' });
  await expect(dialog).toContainText('Cảng mở lại');
  await expectAccessible(page);
  await expect(dialog.getByRole('button', { name: 'Ở lại' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await chooseSignOut(page);
  await dialog.getByRole('button', { name: 'Đăng xuất, giữ lại trên máy' }).click();
  await expect(page.getByRole('heading', { name: 'Đăng nhập' })).toBeVisible();

  // Another account in this browser does not see the draft; its owner does, and opening the article sends it.
  await signInThroughForm(page, people.editor);
  await page.goto('/kept');
  await expect(noDrafts(page)).toBeVisible();
  // Nor is it erased when they leave a shared computer: its owner was not asked.
  await page.getByRole('button', { name: /^Tài khoản/ }).click();
  await page.getByRole('menuitemcheckbox', { name: /^Máy dùng chung/ }).click();
  await page.getByRole('menuitem', { name: 'Đăng xuất', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Đăng nhập' })).toBeVisible();
  await expect(page.getByText(/Máy này còn bài chưa gửi của người khác/)).toBeVisible();
  await signInThroughForm(page, people.journalist);
  await page.goto('/kept');
  await row.getByRole('link', { name: 'Mở bài' }).click();
  await expectSaved(page);
  await expect(bodyField(page)).toContainText('Ba từ mới.');
  await page.getByRole('link', { name: 'Về danh sách bài' }).click();
  await expect(noDrafts(page)).toBeVisible();

  // Signing out without local drafts does not ask, and deletes the local copies.
  expect(await countRecords(page)).toBeGreaterThan(0);
  await chooseSignOut(page);
  await expect(page.getByRole('heading', { name: 'Đăng nhập' })).toBeVisible();
  await expect.poll(() => countRecords(page)).toBe(0);
  await page.context().close();
});

test('discarding, and signing out with deletion, name the changes and delete them from the device', async ({
  browser,
  desk,
}) => {
  const page = await openDesk(browser, desk);
  const path = await writeOffline(page, 'Bỏ đi', 'Không cần nữa.');
  await page.getByRole('link', { name: 'Về danh sách bài' }).click();
  await page.getByRole('link', { name: 'Xem các bài này' }).click();
  await page.getByRole('button', { name: 'Bỏ…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Bỏ phần chưa gửi về tòa soạn?' });
  await expect(dialog).toContainText('Bỏ đi · thêm 3 từ');
  await dialog.getByRole('button', { name: 'Bỏ khỏi máy này' }).click();
  await expect(noDrafts(page)).toBeVisible();
  await page.context().setOffline(false);
  await page.goto(path);
  await expectSaved(page);
  await expect(titleField(page)).toContainText('Bỏ đi');
  await expect(bodyField(page)).not.toContainText('Không cần nữa.');

  await page.context().setOffline(true);
  await expect(page.getByText('Ngoại tuyến: lưu trên máy này')).toBeVisible();
  await bodyField(page).click();
  await page.keyboard.type('Viết lại.');
  await page.getByRole('link', { name: 'Về danh sách bài' }).click();
  await expect(notice(page)).toBeVisible();
  // Offline, signing out fails and nothing is deleted.
  await chooseSignOut(page);
  await page.getByRole('button', { name: 'Đăng xuất và xóa khỏi máy' }).click();
  await expect(page.getByRole('alert').getByText('Không kết nối được máy chủ.')).toBeVisible();
  await expect(notice(page)).toBeVisible();
  await page.context().setOffline(false);
  await chooseSignOut(page);
  await page.getByRole('button', { name: 'Đăng xuất và xóa khỏi máy' }).click();
  await expect(page.getByRole('heading', { name: 'Đăng nhập' })).toBeVisible();
  await expect.poll(() => countRecords(page)).toBe(0);
  await page.context().close();
});

test('changes of a person who lost the right to edit stay visible, can be copied, and merge once they may edit again', async ({
  browser,
  desk,
}) => {
  const page = await openDesk(browser, desk);
  const path = await writeOffline(page, 'Bị thu hồi', 'Viết lúc mất mạng.');
  const editor = await openDesk(browser, desk, 'editor');
  const move = async (transition: string) =>
    (await editor.request.post(`/api${path}/transitions`, { data: { transition } })).status();
  expect(await move('trash')).toBe(200);
  await page.context().setOffline(false);
  const banner = page.getByRole('alert').filter({ hasText: 'Thay đổi vừa rồi chưa gửi được về tòa soạn' });
  await expect(banner).toContainText('được lưu trên máy này');
  await expect(bodyField(page)).toContainText('Viết lúc mất mạng.');
  await expect(bodyField(page)).toHaveAttribute('contenteditable', 'false');
  await banner.getByRole('button', { name: 'Sao chép nội dung' }).click();
  await expect.poll(() => clipboard(page)).toContain('Viết lúc mất mạng.');
  await banner.getByRole('link', { name: 'Lưu trên máy này' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Bị thu hồi' })).toContainText('thêm 4 từ');
  expect(await move('restore')).toBe(200);
  await page.getByRole('link', { name: 'Mở bài' }).click();
  await expectSaved(page);
  await expect(bodyField(page)).toContainText('Viết lúc mất mạng.');
  await editor.context().close();
  await page.context().close();
});

test('form fields are stored offline, and later sent or shown as a conflict', async ({ browser, desk }) => {
  const page = await openDesk(browser, desk);
  const path = await writeOffline(page, 'Thẻ và nguồn', 'Hai mục.');
  await page.getByRole('combobox', { name: 'Từ khóa' }).fill('bão');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Nguồn tin' }).fill('Cảng vụ');
  await page.getByRole('textbox', { name: 'Đường dẫn' }).fill('cua-toi');
  await expect(page.getByRole('banner').getByText('Ngoại tuyến: lưu trên máy này')).toBeVisible();
  await expect.poll(() => storedFields(page)).toEqual(['slug', 'source', 'tags']);
  // Closing the tab neither asks nor sends.
  await page.close();

  const editor = await openDesk(browser, desk, 'editor');
  const { etag } = await (await editor.request.get(`/api${path}`)).json();
  const theirs = await editor.request.patch(`/api${path}`, {
    headers: { 'if-match': etag },
    data: { slug: 'cua-ho' },
  });
  expect(theirs.status()).toBe(200);

  const again = await page.context().newPage();
  await again.context().setOffline(false);
  await again.goto('/kept');
  const row = again.getByRole('listitem').filter({ hasText: 'Thẻ và nguồn' });
  await expect(row).toContainText('Thông tin bài: từ khóa (bão), nguồn tin (Cảng vụ), đường dẫn (cua-toi)');
  await expectAccessible(again);
  await row.getByRole('link', { name: 'Mở bài' }).click();
  const conflict = again.getByRole('alert').filter({ hasText: 'cua-ho' });
  await expect(conflict).toContainText('cua-toi');
  await conflict.getByRole('button', { name: 'Giữ bản của tôi' }).click();
  await expectSaved(again);
  const stored = async () => (await editor.request.get(`/api${path}`)).json();
  await expect.poll(stored).toMatchObject({ slug: 'cua-toi', tags: ['bão'], source: { name: 'Cảng vụ' } });
  await again.getByRole('link', { name: 'Về danh sách bài' }).click();
  await expect(noDrafts(again)).toBeVisible();
  await editor.context().close();
  await page.context().close();
});

test('a tab with an outdated editor is read-only, loses nothing, and never loads what a newer one has stored', async ({
  browser,
  desk,
}) => {
  const page = await openDesk(browser, desk);
  await page.addInitScript(() => {
    const open = indexedDB.open.bind(indexedDB);
    indexedDB.open = (name, version) =>
      open(
        sessionStorage.getItem('copy') === 'old'
          ? name.replace(/^toa-soan-words-4$/, 'toa-soan-words')
          : name,
        version,
      );
    const Socket = window.WebSocket;
    window.WebSocket = class extends Socket {
      constructor(url: string | URL) {
        super(
          sessionStorage.getItem('editor') === 'old' ? String(url).replace(/schema=\d+/, 'schema=0') : url,
        );
      }
    };
  });
  await page.evaluate(() => sessionStorage.setItem('copy', 'old'));
  await page.reload();
  const path = await writeOffline(page, 'Bản cũ', 'Chữ của bản cũ.');
  await page.evaluate(() => sessionStorage.setItem('editor', 'old'));
  await page.context().setOffline(false);
  await expect(page.getByText('Tòa Soạn đã có phiên bản mới.')).toBeVisible();
  await expect(bodyField(page)).toHaveAttribute('contenteditable', 'false');
  await expect(bodyField(page)).toContainText('Chữ của bản cũ.');

  // A newer tab takes over what the outdated one has stored, and sends it.
  const newer = await page.context().newPage();
  await newer.goto(path);
  await expect(bodyField(newer)).toContainText('Chữ của bản cũ.');
  await bodyField(newer).click();
  await newer.keyboard.press('End');
  await newer.keyboard.type(' Chữ của bản mới.');
  await expectSaved(newer);
  expect(await storedRows(newer, 'toa-soan-words')).toBe(0);
  expect(await storedRows(newer, 'toa-soan-words-4')).toBeGreaterThan(0);
  await newer.close();

  await page.evaluate(() => sessionStorage.clear());
  await page.getByRole('button', { name: 'Tải lại trang', exact: true }).click();
  await expectSaved(page);
  await expect(bodyField(page)).toContainText('Chữ của bản cũ. Chữ của bản mới.');
  await page.context().close();
});

test('an article that the server cannot read is shown from the local copy, read-only and never empty', async ({
  browser,
  desk,
}) => {
  const page = await openDesk(browser, desk);
  const path = await createArticle(page);
  await bodyField(page).click();
  await page.keyboard.type('Máy này vẫn còn.');
  await expectSaved(page);
  await page.routeWebSocket(/\/collab/, (socket) => socket.close({ code: 4500, reason: 'unreadable' }));
  await page.goto(path);
  // There are no unsynced changes, so there is no other alert.
  await expect(page.getByRole('alert')).toContainText('Máy chủ không đọc được nội dung bài này');
  await expect(bodyField(page)).toContainText('Máy này vẫn còn.');
  await expect(bodyField(page)).toHaveAttribute('contenteditable', 'false');
  await page.context().close();
});

test('local drafts stored by earlier versions are listed, restored and saved', async ({ browser, desk }) => {
  const page = await openDesk(browser, desk);
  const path = await createArticle(page);
  await titleField(page).click();
  await page.keyboard.type('Bản trước');
  await expectSaved(page);
  await page.getByRole('link', { name: 'Về danh sách bài' }).click();
  await expect(page.getByRole('heading', { name: 'Bài viết' })).toBeVisible();
  const { document, update } = await storedUpdates(page);

  const at = Date.now() - 3_600_000;
  await fillDatabase(page, {
    version: 3,
    updates: [
      { document, update: [...update] },
      { document, update: [...paragraphUpdate(update, 'banTruoc0001', 'Ba từ cũ.')], unsent: document, at },
    ],
    copies: [{ document, epoch: crypto.randomUUID(), usedAt: at, reason: null }],
    fields: [{ document, changes: { tags: { from: [], to: ['bão'] } }, since: at, at }],
  });
  await page.goto('/kept');
  const row = page.getByRole('listitem').filter({ hasText: 'Bản trước' });
  await expect(row).toContainText('thêm 3 từ');
  await expect(row).toContainText('Thông tin bài: từ khóa (bão)');
  await row.getByRole('link', { name: 'Mở bài' }).click();
  await expectSaved(page);
  await expect(bodyField(page)).toContainText('Ba từ cũ.');
  const stored = async () => (await page.request.get(`/api${path}`)).json();
  await expect.poll(stored).toMatchObject({ tags: ['bão'] });
  await page.getByRole('link', { name: 'Về danh sách bài' }).click();
  await expect(noDrafts(page)).toBeVisible();

  await fillDatabase(page, {
    version: 1,
    updates: [
      { document, update: [...update] },
      { document, update: [...paragraphUpdate(update, 'banTruoc0002', 'Bản đầu tiên.')] },
    ],
  });
  await page.goto(path);
  await expectSaved(page);
  await expect(bodyField(page)).toContainText('Bản đầu tiên.');
  await page.reload();
  await expect(bodyField(page)).toContainText('Bản đầu tiên.');
  await page.context().close();
});
