import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { seedPeople } from '../../mocks/seed.ts';
import { openPostgres } from '../../server/node/db/postgres.ts';
import { startTcpProxy } from '../faults/tcp-proxy.ts';
import { startPostgres } from '../hosts/postgres-server.ts';
import { startRedis } from '../hosts/redis-server.ts';
import { createTestDatabase } from '../hosts/test-database.ts';
import { startServer } from './desk.ts';
import { people, signIn } from './test.ts';
import { bodyField, createArticle, expectSaved, paragraphsOf } from './writing.ts';

/* Two server processes on one PostgreSQL and one Redis, behind a proxy each in place of a load balancer. */

const cleanUps: (() => unknown)[] = [];
test.afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
});

test('two people connected to two processes edit one article, and continue when one process is killed', async ({
  browser,
}) => {
  const environment = await startServices();
  const [first, second] = await Promise.all([startServer(environment), startServer(environment)]);
  cleanUps.push(first.kill, second.kill);
  const [firstTarget, secondTarget] = [{ port: first.port }, { port: second.port }];
  const [proxyOne, proxyTwo] = [await startTcpProxy(firstTarget), await startTcpProxy(secondTarget)];
  cleanUps.push(proxyOne.close, proxyTwo.close);

  const one = await openDesk(browser, proxyOne.port, people.journalist);
  const path = await createArticle(one);
  await bodyField(one).click();
  await one.keyboard.type('Một.');
  await expectSaved(one);
  const two = await openDesk(browser, proxyTwo.port, people.editor);
  await two.goto(path);
  await expect(bodyField(two)).toContainText('Một.');
  await expect(one.getByRole('list', { name: 'Đang cùng mở bài' }).getByRole('img')).toHaveAccessibleName(
    'Lê Minh Châu',
  );
  await one.keyboard.type(' Hai.');
  await expect(bodyField(two)).toContainText('Một. Hai.');
  await expect(bodyField(two).locator('.caret')).toHaveCount(1);

  // The load balancer routes new connections to the process that is running.
  firstTarget.port = second.port;
  const typing = one.keyboard.type(' Gõ trong lúc một tiến trình chết.', { delay: 20 });
  await first.kill();
  await typing;
  await expectSaved(one);
  for (const page of [one, two]) {
    await expect.poll(() => paragraphsOf(page)).toEqual(['Một. Hai. Gõ trong lúc một tiến trình chết.']);
  }
  await expect(bodyField(two).locator('.caret')).toHaveCount(1);
  for (const page of [one, two]) await page.context().close();
});

/** Starts PostgreSQL with the demo accounts, and Redis. @returns the environment of both processes. */
async function startServices(): Promise<Record<string, string>> {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  cleanUps.push(postgres.stop, redis.stop);
  const url = await createTestDatabase(postgres.url);
  const { db, close } = await openPostgres(url);
  await db.transaction(seedPeople);
  await close();
  const folder = mkdtempSync(join(tmpdir(), 'toa-soan-'));
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  return { DATABASE_URL: url, REDIS_URL: redis.url, DATA_DIR: folder };
}

async function openDesk(browser: Browser, port: number, email: string): Promise<Page> {
  const baseURL = `http://localhost:${port}`;
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  await signIn(page, email, baseURL);
  return page;
}
