import type { BrowserContext } from '@playwright/test';
import type { ContentJson } from '../../domain/document/content.ts';
import { renditionPath } from '../../domain/renditions.ts';
import { aPhoto, type Picture } from './article.ts';

const account = { email: 'phongvien@demo.test', password: 'toasoan-demo' };

/** A signed-in client of the API, without a browser. */
export type ApiWriter = {
  upload(): Promise<Picture>;
  /** The picture in the width shown on the editing page. */
  rendition(picture: Picture): Promise<Uint8Array>;
  /** @returns the id of a new draft with this content. */
  write(content: ContentJson): Promise<string>;
};

/** Signs in with an account of the demo newsroom. @returns the header `cookie`. */
export async function sessionCookie(url: string, email: string): Promise<string> {
  const answer = await request(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...account, email }),
  });
  await answer.text();
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}

/** Signs in as a journalist of the demo newsroom. */
export async function signIn(url: string): Promise<ApiWriter> {
  const cookie = await sessionCookie(url, account.email);
  return {
    async upload() {
      const { bytes, width, height } = await aPhoto();
      const form = new FormData();
      form.set('file', new File([bytes], 'anh.jpg', { type: 'image/jpeg' }));
      const media = await request(`${url}/api/media`, { method: 'POST', headers: { cookie }, body: form });
      const { id } = (await media.json()) as { id: string };
      return { mediaId: id, width, height };
    },
    async rendition({ mediaId }) {
      return (await request(url + renditionPath(mediaId, 1280), { headers: { cookie } })).bytes();
    },
    async write(content) {
      const article = await request(`${url}/api/articles`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ content }),
      });
      return ((await article.json()) as { id: string }).id;
    },
  };
}

/** Signs a browser in as the same journalist by request, without the sign-in page. */
export async function signInBrowser(context: BrowserContext, url: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${url}/icon.svg`);
  const status = await page.evaluate(async (credentials) => {
    const response = await fetch('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(credentials),
    });
    return response.status;
  }, account);
  if (status !== 200) throw new Error(`Sign-in in the browser: ${status}`);
  await page.close();
}

async function request(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  if (!response.ok)
    throw new Error(`${init.method ?? 'GET'} ${url}: ${response.status} ${await response.text()}`);
  return response;
}
