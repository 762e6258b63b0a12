import { demoPassword } from '../../mocks/newsroom/newsroom.ts';
import type { EnginePage, Target } from './engines.ts';

/** Any element with this text. */
export const text = (name: RegExp): Target => ({ css: 'body *', name });

/** Signs in through the form and waits for the article list. */
export async function signIn(page: EnginePage, origin: string, email: string): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.click({ css: 'input[name="email"]' });
  await page.type(email);
  await page.click({ css: 'input[name="password"]' });
  await page.type(demoPassword);
  await page.click({ css: 'form button[type="submit"]' });
  await page.waitFor({ css: 'h1', name: /^Bài viết$/ });
}
