import type { Page } from '@playwright/test';
import { accessibilityViolations } from './accessibility.ts';
import { expect, type people, test } from './test.ts';

type Screen = {
  name: string;
  person: keyof typeof people | null;
  /** Opens the screen and waits until it is loaded. */
  open: (page: Page) => Promise<void>;
};

type Listed = { id: string; portalPath: string };

/** The first article of a view. */
async function firstOf(page: Page, view: string): Promise<Listed> {
  const answer = await page.request.get(`/api/articles?view=${view}&limit=1`);
  const [first] = ((await answer.json()) as { items: Listed[] }).items;
  if (!first) throw new Error(`The demo newsroom has no article in ${view}`);
  return first;
}

async function openFirst(page: Page, view: string, suffix = ''): Promise<void> {
  await page.goto(`/articles/${(await firstOf(page, view)).id}${suffix}`);
}

const screens: Screen[] = [
  {
    name: 'sign-in',
    person: null,
    open: async (page) => {
      await page.goto('/sign-in');
      await expect(page.getByRole('button', { name: 'phongvien@demo.test' })).toBeVisible();
    },
  },
  {
    name: 'forgotten password',
    person: null,
    open: async (page) => {
      await page.goto('/forgotten');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByRole('link')).toBeVisible();
    },
  },
  {
    name: 'account',
    person: 'journalist',
    open: async (page) => {
      await page.goto('/account');
      await expect(page.getByRole('radio', { name: 'English' })).toBeVisible();
      await page.locator('input[name="newPassword"]').fill('mật khẩu của tôi');
      await expect(page.locator('[data-strength]')).toBeVisible();
    },
  },
  {
    name: 'list',
    person: 'editor',
    open: async (page) => {
      await page.goto('/articles?view=all');
      await expect(page.locator('[data-row-link]').first()).toBeVisible();
    },
  },
  {
    name: 'empty list',
    person: 'editor',
    open: async (page) => {
      await page.goto('/articles?view=all&q=khongcobainhuthe');
      await expect(page.getByRole('heading', { level: 2 })).toBeVisible();
    },
  },
  {
    name: 'writing',
    person: 'journalist',
    open: async (page) => {
      await openFirst(page, 'mine');
      await expect(page.getByRole('textbox', { name: /^(Nội dung|Body)$/ })).toBeVisible();
    },
  },
  {
    name: 'returned',
    person: 'editor',
    open: async (page) => {
      await openFirst(page, 'returned');
      await expect(page.getByRole('textbox', { name: /^(Nội dung|Body)$/ })).toBeVisible();
    },
  },
  {
    name: 'review',
    person: 'editor',
    open: async (page) => {
      await openFirst(page, 'review', '/review');
      // The whole article, or its changes where it has been read before.
      await expect(page.locator('.article-title, [data-change]').first()).toBeVisible();
    },
  },
  {
    name: 'revisions',
    person: 'editor',
    open: async (page) => {
      await openFirst(page, 'review', '/revisions');
      await page.getByRole('checkbox').first().check();
    },
  },
  {
    name: 'comparison',
    person: 'editor',
    open: async (page) => {
      await openFirst(page, 'review');
      const path = new URL(page.url()).pathname;
      await page.evaluate(async (id) => {
        const { title, lead, body } = await (await fetch(`/api/articles/${id}/content`)).json();
        const [first, ...rest] = body.content;
        const changed = { title: `Mới: ${title}`, lead, body: { ...body, content: [...rest, first] } };
        await fetch(`/api/articles/${id}/content`, {
          method: 'PUT',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(changed),
        });
      }, path.split('/').at(-1));
      await page.goto(`${path}/compare`);
      await expect(page.locator('[data-change]').first()).toBeVisible();
    },
  },
  {
    name: 'scheduled',
    person: 'editor',
    open: async (page) => {
      await openFirst(page, 'scheduled', '/review');
      await expect(page.locator('.article-title')).toBeVisible();
    },
  },
  {
    name: 'people',
    person: 'admin',
    open: async (page) => {
      await page.goto('/people');
      await expect(page.getByText('phongvien@demo.test')).toBeVisible();
    },
  },
  {
    name: 'audit log, an entry open',
    person: 'admin',
    open: async (page) => {
      await page.goto('/audit?group=article');
      await page
        .getByRole('listitem')
        .filter({ hasText: /Trả lại|Returned/ })
        .getByRole('button')
        .first()
        .click();
      await expect(page.getByText('SHA-256')).toBeVisible();
    },
  },
  {
    name: 'fanpages',
    person: 'admin',
    open: async (page) => {
      await page.goto('/fanpages');
      await expect(page.getByRole('link', { name: 'Tin nhanh Tòa Soạn' })).toBeVisible();
    },
  },
  {
    name: 'one fanpage',
    person: 'admin',
    open: async (page) => {
      await page.goto('/fanpages');
      await page.getByRole('link', { name: 'Tin nhanh Tòa Soạn' }).click();
      await expect(page.getByRole('dialog').getByRole('table')).toBeAttached();
    },
  },
  {
    name: 'categories, one of them open',
    person: 'admin',
    open: async (page) => {
      await page.goto('/categories');
      await page.getByRole('treeitem').first().click();
      await expect(page.locator('form')).toBeVisible();
    },
  },
  {
    name: 'newsroom',
    person: 'admin',
    open: async (page) => {
      await page.goto('/newsroom');
      await expect(page.getByRole('switch')).toBeVisible();
    },
  },
  {
    name: 'nothing kept on this device',
    person: 'journalist',
    open: async (page) => {
      await page.goto('/kept');
      await expect(page.getByRole('heading', { level: 2 })).toBeVisible();
    },
  },
  {
    name: 'admins only',
    person: 'editor',
    open: async (page) => {
      await page.goto('/categories');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    },
  },
  {
    name: 'not found',
    person: 'editor',
    open: async (page) => {
      await page.goto('/nowhere');
      await expect(page.getByRole('heading')).toBeVisible();
    },
  },
  {
    name: 'reader’s article',
    person: 'editor',
    open: async (page) => {
      await page.goto((await firstOf(page, 'published')).portalPath);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    },
  },
];

// Each language, scheme and width with every screen; all combinations would take minutes longer.
const appearances = [
  { language: 'vi', scheme: 'light', viewport: { width: 1360, height: 860 } },
  { language: 'en', scheme: 'dark', viewport: { width: 360, height: 740 } },
] as const;

for (const { language, scheme, viewport } of appearances) {
  test(`axe finds nothing on any screen: ${language}, ${scheme}, ${viewport.width} px`, async ({
    as,
    asReader,
  }) => {
    const pages = new Map<Screen['person'], Page>();
    for (const { name, person, open } of screens) {
      await test.step(name, async () => {
        const page = pages.get(person) ?? (person ? await as(person) : await asReader());
        pages.set(person, page);
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
        await page.evaluate((code) => localStorage.setItem('toa-soan.language', code), language);
        await open(page);
        // Readers read Vietnamese, whatever the desk speaks.
        const lang = new URL(page.url()).pathname.startsWith('/portal/') ? 'vi' : language;
        await expect(page.locator('html')).toHaveAttribute('lang', lang);
        await expect(page.locator('.mantine-Skeleton-root')).toHaveCount(0);
        expect.soft(await accessibilityViolations(page), name).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect.soft(overflow, `nothing sticks out sideways on ${name}`).toBeLessThanOrEqual(0);
      });
    }
  });
}
