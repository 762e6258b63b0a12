import { type Browser, type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { demoPassword } from '../../mocks/newsroom/newsroom.ts';
import { type Desk, type HostOption, startDesk } from './desk.ts';

export { expect };

export const people = {
  journalist: 'phongvien@demo.test',
  otherJournalist: 'phongvien2@demo.test',
  editor: 'bientap@demo.test',
  admin: 'quantri@demo.test',
} as const;

type SignInOptions = { viewport?: { width: number; height: number } };

type Fixtures = {
  /** Opens an empty page without a session. */
  open(options?: SignInOptions): Promise<Page>;
  /** Opens the article list as a demo account. */
  as(person: keyof typeof people, options?: SignInOptions): Promise<Page>;
  /** Opens the sign-in page without a session. */
  asReader(options?: SignInOptions): Promise<Page>;
  /** HTTP statuses of expected failures, 0 for no network; Chromium logs each to the console. */
  expectedStatuses: Set<number>;
};

type WorkerFixtures = {
  desk: Desk;
  /** The browser context with the mock's database, seeded once per worker. Null on the server. */
  mockContext: BrowserContext | null;
};

/**
 * An error on the console or an uncaught exception in any page fails the test.
 * On the server each person has a browser context of their own. The mock's database is in the browser, so people are
 * tabs of one context, which have separate sessions.
 */
export const test = base.extend<Fixtures, HostOption & WorkerFixtures>({
  hostKind: ['server', { option: true, scope: 'worker' }],
  desk: [provideDesk, { scope: 'worker' }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern of the first argument.
  expectedStatuses: async ({}, use) => {
    await use(new Set());
  },
  mockContext: [
    async ({ browser, hostKind, desk }, use) => {
      const context = hostKind === 'mock' ? await newContext(browser, desk.url) : null;
      await use(context);
      await context?.close();
    },
    { scope: 'worker' },
  ],
  open: async ({ browser, mockContext, desk, expectedStatuses }, use) => {
    const pages: Page[] = [];
    const problems: string[] = [];
    await use(async (options = {}) => {
      const context = mockContext ?? (await newContext(browser, desk.url));
      const page = await context.newPage();
      pages.push(page);
      if (options.viewport) await page.setViewportSize(options.viewport);
      collectErrors(page, expectedStatuses, problems);
      return page;
    });
    for (const page of pages) await (mockContext ? page.close() : page.context().close());
    expect(problems, 'nothing unexpected on the console').toEqual([]);
  },
  asReader: async ({ open }, use) => {
    await use(async (options) => {
      const page = await open(options);
      await page.goto('/sign-in');
      return page;
    });
  },
  as: async ({ open, hostKind, desk }, use) => {
    await use(async (person, options) => {
      const page = await open(options);
      await (hostKind === 'mock'
        ? signInThroughForm(page, people[person])
        : signIn(page, people[person], desk.url));
      return page;
    });
  },
});

/** For tests after which the accounts of the demo newsroom are not the same: a worker and a desk of their own. */
export const testOnOwnDesk = test.extend<object, Pick<WorkerFixtures, 'desk'>>({
  desk: [({ hostKind }, use) => provideDesk({ hostKind }, use), { scope: 'worker' }],
});

async function provideDesk({ hostKind }: HostOption, use: (desk: Desk) => Promise<void>): Promise<void> {
  const desk = await startDesk(hostKind);
  await use(desk);
  await desk.close();
}

async function newContext(browser: Browser, baseURL: string): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL, permissions: ['clipboard-read', 'clipboard-write'] });
  // Chromium logs those alone that throw.
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample, blockedURI }) =>
      reportError(`Content-Security-Policy: ${violatedDirective} forbids ${blockedURI} ${sample}`),
    );
  });
  return context;
}

/** Signs in by request instead of the sign-in page, which has tests of its own: it loads half as many pages. */
export async function signIn(page: Page, email: string, origin: string): Promise<void> {
  const answer = await page.request.post(`${origin}/api/auth/sign-in/email`, {
    headers: { origin },
    data: { email, password: demoPassword },
  });
  expect(answer.status()).toBe(200);
  expect(await answer.json(), 'no second step').toHaveProperty('user');
  await page.goto('/articles');
  await page.waitForURL(/\/articles/);
}

export async function signInThroughForm(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: email }).click();
  await page.waitForURL(/\/articles/);
}

function collectErrors(page: Page, expectedStatuses: Set<number>, problems: string[]): void {
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    const status = /Failed to load resource: .* status of (\d+)/.exec(message.text())?.[1];
    if (status && expectedStatuses.has(Number(status))) return;
    if (expectedStatuses.has(0) && message.text().includes('net::ERR_INTERNET_DISCONNECTED')) return;
    problems.push(`${message.text()} (${message.location().url})`);
  });
}
