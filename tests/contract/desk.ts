import { afterEach, beforeEach, expect } from 'vitest';
import type { Article } from '../../domain/contract/article-schema.ts';
import type { Category } from '../../domain/contract/categories.ts';
import type { Problem } from '../../domain/contract/errors.ts';
import type { Media } from '../../domain/contract/media.ts';
import type { ContentJson, HashedContent, NodeJson } from '../../domain/document/content.ts';
import type { TransitionName } from '../../domain/workflow.ts';
import { aPicture } from '../builders/pictures.ts';
import { type Client, hostUnderTest, type TestHost } from '../hosts/host.ts';

/** The host under test, with the people and categories of the demo newsroom and no articles. */
export const host: TestHost = await hostUnderTest();

/** The host's time when a test starts: Wednesday 11 March 2026, 14:06 in the newsroom. */
export const startTime = new Date('2026-03-11T07:06:00.000Z');
export const minute = 60_000;

/**
 * Resets newsroom and clock before every test of a file. Called by each file, because hooks belong to the file that
 * registers them.
 */
export function resetBeforeEach(): void {
  beforeEach(async () => {
    await host.reset();
    host.clock.set(startTime);
    await clearPageCache();
  });
  // Client errors are not logged as errors: a logged error is a bug of the server.
  afterEach(() => {
    expect(host.loggedErrors).toEqual([]);
  });
}

/** Clears the cache of rendered pages, as every writing request does. For tests that write to the database directly. */
export async function clearPageCache(): Promise<void> {
  expect((await anonymous.post('/api/auth/sign-out')).status).toBe(200);
}

/** Advances the host's clock. @returns the new time. */
export function advanceClock(milliseconds: number): Date {
  const at = new Date(host.clock.now().getTime() + milliseconds);
  host.clock.set(at);
  return at;
}

/** A response with its body read: parsed JSON, or null when empty. `Body` is asserted by the test, not validated. */
export type ApiResponse<Body> = { status: number; headers: Headers; body: Body };

/** A client of the API, with or without a session. */
export type ApiClient = {
  fetch: Client['fetch'];
  get<Body = Problem>(path: string): Promise<ApiResponse<Body>>;
  post<Body = Problem>(path: string, body?: unknown): Promise<ApiResponse<Body>>;
  put<Body = Problem>(path: string, body: unknown): Promise<ApiResponse<Body>>;
  /** With `If-Match` as given. */
  patch<Body = Problem>(path: string, body: unknown, ifMatch?: string): Promise<ApiResponse<Body>>;
  delete<Body = Problem>(path: string): Promise<ApiResponse<Body>>;
};

/** The people of the demo newsroom. */
export type Person = 'phongvien' | 'phongvien2' | 'bientap' | 'quantri';
export const emailOf = (person: Person): string => `${person}@demo.test`;

export const signedIn = async (person: Person): Promise<ApiClient> =>
  apiClientOf(await host.as(emailOf(person)));

/** No session. The header is explicit because the mock would add its page's session to a request without one. */
export const anonymous: ApiClient = apiClientOf({
  fetch: (path, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', 'None');
    return host.fetch(path, { ...init, headers });
  },
});

export function apiClientOf(client: Client): ApiClient {
  async function call<Body>(
    method: string,
    path: string,
    body?: unknown,
    ifMatch?: string,
  ): Promise<ApiResponse<Body>> {
    const response = await client.fetch(path, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(ifMatch !== undefined && { 'if-match': ifMatch }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return readResponse(response);
  }
  return {
    fetch: (path, init) => client.fetch(path, init),
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
    patch: (path, body, ifMatch) => call('PATCH', path, body, ifMatch),
    delete: (path) => call('DELETE', path),
  };
}

export async function readResponse<Body = Problem>(response: Response): Promise<ApiResponse<Body>> {
  const text = await response.text();
  const body = (text === '' ? null : JSON.parse(text)) as Body;
  return { status: response.status, headers: response.headers, body };
}

export const paragraph = (text: string): NodeJson => ({
  type: 'paragraph',
  content: [{ type: 'text', text }],
});

/** Content that passes every check of a publication. */
export const articleContent = (over: Partial<ContentJson> = {}): ContentJson => ({
  title: 'Cảng Nam Hải Đình Vũ đón tàu lớn',
  lead: 'Sáng nay, con tàu đầu tiên đã cập cảng.',
  body: { type: 'doc', content: [paragraph('Tàu dài hơn hai trăm mét.')] },
  ...over,
});

/** Creates a draft, by default complete enough to be submitted. */
export async function aDraft(desk: ApiClient, over: object = {}): Promise<Article> {
  const categories = await desk.get<{ items: Category[] }>('/api/categories');
  const { status, body } = await desk.post<Article>('/api/articles', {
    categoryId: categories.body.items[0]?.id,
    content: articleContent(),
    ...over,
  });
  if (status !== 201) throw new Error(`No draft: ${status} ${JSON.stringify(body)}`);
  return body;
}

type TransitionOptions = { note?: string; publishAt?: string; contentHash?: string; requestId?: string };

/** Requests a transition and returns the response, refused or not. */
export function requestTransition<Body = Article>(
  desk: ApiClient,
  id: string,
  transition: TransitionName,
  more: TransitionOptions = {},
) {
  return desk.post<Body>(`/api/articles/${id}/transitions`, { transition, ...more });
}

/** Performs a transition. @throws unless it succeeds. */
export async function performTransition(
  desk: ApiClient,
  id: string,
  transition: TransitionName,
  more: TransitionOptions = {},
): Promise<Article> {
  const { status, body } = await requestTransition(desk, id, transition, more);
  if (status !== 200) throw new Error(`${transition}: ${status} ${JSON.stringify(body)}`);
  return body;
}

/** The content of the working copy, with its hash. */
export async function contentOf(desk: ApiClient, id: string): Promise<HashedContent> {
  const { status, body } = await desk.get<HashedContent>(`/api/articles/${id}/content`);
  if (status !== 200) throw new Error(`No content: ${status} ${JSON.stringify(body)}`);
  return body;
}

/** Publishes the current content. */
export async function publish(desk: ApiClient, id: string): Promise<Article> {
  const { contentHash } = await contentOf(desk, id);
  return performTransition(desk, id, 'publish', { contentHash });
}

/** An article by `phongvien`, published by `bientap`. */
export async function aPublishedArticle(over: object = {}): Promise<Article> {
  const [journalist, editor] = [await signedIn('phongvien'), await signedIn('bientap')];
  const { id } = await aDraft(journalist, over);
  await performTransition(journalist, id, 'submit');
  return publish(editor, id);
}

/** Uploads a JPEG to the media library. */
export async function anUploadedPicture(desk: ApiClient): Promise<Media> {
  const form = new FormData();
  form.set('file', new File([await aPicture()], 'tau.jpg', { type: 'image/jpeg' }));
  const { status, body } = await readResponse<Media>(
    await desk.fetch('/api/media', { method: 'POST', body: form }),
  );
  if (status !== 201) throw new Error(`No picture: ${status} ${JSON.stringify(body)}`);
  return body;
}

/** A complete figure, unless `over` empties a part. */
export const figure = (
  mediaId: string,
  over: { caption?: string; credit?: string; alt?: string } = {},
): NodeJson => {
  const { caption = 'Tàu cập cảng', credit = 'Nguyễn An', alt = 'Một con tàu' } = over;
  const line = (type: string, text: string): NodeJson => ({
    type,
    content: text === '' ? [] : [{ type: 'text', text }],
  });
  return {
    type: 'figure',
    attrs: { mediaId, alt, width: 900, height: 600 },
    content: [line('caption', caption), line('credit', credit)],
  };
};

/** A valid id that nothing has. */
export const unknownId = '00000000-0000-4000-8000-000000000000';
