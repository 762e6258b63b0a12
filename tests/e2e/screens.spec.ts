import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, type people, test } from './test.ts';
import { bodyField } from './writing.ts';

type Screen = {
  name: string;
  person: keyof typeof people | null;
  /** Opens the screen and waits until it is loaded. */
  open: (page: Page) => Promise<void>;
};

/** Opens the first article of a view through its link, so that tests need no ids. */
async function openFirst(page: Page, view: string, suffix = ''): Promise<void> {
  await page.goto(`/articles?view=${view}`);
  const href = await page.locator('[data-row-link]').first().getAttribute('href');
  await page.goto(`${href}${suffix}`);
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
      await expect(bodyField(page)).toBeVisible();
    },
  },
  {
    name: 'returned',
    person: 'editor',
    open: async (page) => {
      await openFirst(page, 'returned');
      await expect(bodyField(page)).toBeVisible();
    },
  },
  {
    name: 'review',
    person: 'editor',
    open: async (page) => {
      await openFirst(page, 'review', '/review');
      await expect(page.locator('.article-title')).toBeVisible();
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
      await page.getByRole('listitem').filter({ hasText: 'Trả lại' }).getByRole('button').first().click();
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
      await page.goto('/articles?view=published');
      await expect(page.locator('[data-row-link]').first()).toBeVisible();
      const path = await page.evaluate(async () => {
        const answer = await fetch('/api/articles?view=published&limit=1');
        return (await answer.json()).items[0].portalPath as string;
      });
      await page.goto(path);
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
        // Screens are opened by Vietnamese labels, so before the language is changed.
        await page.evaluate(() => localStorage.setItem('toa-soan.language', 'vi'));
        await open(page);
        if (language === 'en' && !page.url().includes('/portal/')) {
          await page.evaluate(() => localStorage.setItem('toa-soan.language', 'en'));
          await page.reload();
          await expect(page.locator('html')).toHaveAttribute('lang', 'en');
          await expect(page.locator('main')).toBeVisible();
        }
        await expect(page.locator('.mantine-Skeleton-root')).toHaveCount(0);
        // Legacy mode runs in the page itself instead of opening another one for the report; it leaves out frames of
        // other origins, which no screen has. Both options check every rule in a fifth of the time.
        const { violations } = await new AxeBuilder({ page })
          .setLegacyMode()
          .options({ resultTypes: ['violations'] })
          .analyze();
        const found = violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`,
        );
        expect.soft(found, name).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect.soft(overflow, `nothing sticks out sideways on ${name}`).toBeLessThanOrEqual(0);
      });
    }
  });
}
