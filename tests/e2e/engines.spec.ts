import { signIn } from '../browsers/actions.ts';
import { readEngines } from '../browsers/engines.ts';
import { expect, people, test } from './test.ts';

/*
 * The journeys run in Chromium; the other engines sign in, over plain http, and `npm run test:browsers` goes on from there.
 * `npm test` names those that are missing.
 */

for (const engine of readEngines().filter(({ missing }) => missing === null)) {
  test(`${engine.name} signs in over plain http://localhost, and stays signed in`, async ({ desk }) => {
    const page = await engine.open();
    try {
      await signIn(page, desk.url, people.journalist);
      expect((await page.url()).pathname).toBe('/articles');
      await page.goto(`${desk.url}/account`);
      await page.waitFor({ css: 'h1', name: /^Tài khoản$/ });
    } finally {
      await page.close();
    }
  });
}
