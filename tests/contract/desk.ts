import { afterEach, beforeEach, expect } from 'vitest';
import type { Article } from '../../domain/contract/article-schema.ts';
import type { Category } from '../../domain/contract/categories.ts';
import type { Problem } from '../../domain/contract/errors.ts';
import type { Media } from '../../domain/contract/media.ts';
import type { ContentJson, HashedContent, NodeJson } from '../../domain/document/content.ts';
import type { TransitionName } from '../../domain/workflow.ts';
import { aPicture } from '../builders/pictures.ts';
import { type Client, hostUnderTest, type TestHost } from '../hosts/host.ts';

/** The host under test, empty but for the people and categories of the demo newsroom. */
export const host: TestHost = await hostUnderTest();

/** Where the host's clock stands when a test begins: Wednesday 11 March 2026, 14:06 in the newsroom. */
export const beginning = new Date('2026-03-11T07:06:00.000Z');
export const minute = 60_000;

/**
 * Begins every test of a file with an empty newsroom at `beginning`. Each file calls it itself: several files share
 * this module, and hooks belong to the file that registers them.
 */
export function startAfresh(): void {
  beforeEach(async () => {
    await host.reset();
    host.clock.set(beginning);
    await forgetPages();
  });
  // What a client does wrong is answered, not logged: a logged error is a mistake of ours.
  afterEach(() => {
    expect(host.loggedErrors).toEqual([]);
  });
}

/**
 * After a test has written behind the server's back: what it rendered in the last second is dropped, as it is after
 * every request that may have changed something.
 */
export async function forgetPages(): Promise<void> {
  await (await anonymous.fetch('/api/health', { method: 'POST' })).body?.cancel();
}

/** Moves the host's clock on. */
export function later(milliseconds: number): Date {
  const at = new Date(host.clock.now().getTime() + milliseconds);
  host.clock.set(at);
  return at;
}

/** An answer, read. `body` is the parsed JSON, or null where there is none; a test says what it takes it for. */
export type Answer<Body> = { status: number; headers: Headers; body: Body };

/** Somebody at the desk, or a script. */
export type Desk = {
  fetch: Client['fetch'];
  get<Body = Problem>(path: string): Promise<Answer<Body>>;
  post<Body = Problem>(path: string, body?: unknown): Promise<Answer<Body>>;
  put<Body = Problem>(path: string, body: unknown): Promise<Answer<Body>>;
  /** With `If-Match` as given. */
  patch<Body = Problem>(path: string, body: unknown, ifMatch?: string): Promise<Answer<Body>>;
  delete<Body = Problem>(path: string): Promise<Answer<Body>>;
};

/** The people of the demo newsroom. */
export type Person = 'phongvien' | 'phongvien2' | 'bientap' | 'quantri';
export const emailOf = (person: Person): string => `${person}@demo.test`;

export const signedIn = async (person: Person): Promise<Desk> => deskOf(await host.as(emailOf(person)));

/** Somebody without a session. The mock would give its page's session to a request that names no way to sign in. */
export const anonymous: Desk = deskOf({
  fetch: (path, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', 'None');
    return host.fetch(path, { ...init, headers });
  },
});

function deskOf(client: Client): Desk {
  async function call<Body>(
    method: string,
    path: string,
    body?: unknown,
    ifMatch?: string,
  ): Promise<Answer<Body>> {
    const response = await client.fetch(path, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(ifMatch !== undefined && { 'if-match': ifMatch }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return read(response);
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

export async function read<Body = Problem>(response: Response): Promise<Answer<Body>> {
  const text = await response.text();
  const body = (text === '' ? null : JSON.parse(text)) as Body;
  return { status: response.status, headers: response.headers, body };
}

export const paragraph = (words: string): NodeJson => ({
  type: 'paragraph',
  content: [{ type: 'text', text: words }],
});

/** Words that a reader could be given. */
export const words = (over: Partial<ContentJson> = {}): ContentJson => ({
  title: 'Cảng Nam Hải Đình Vũ đón tàu lớn',
  lead: 'Sáng nay, con tàu đầu tiên đã cập cảng.',
  body: { type: 'doc', content: [paragraph('Tàu dài hơn hai trăm mét.')] },
  ...over,
});

/** Begins a draft. Without `over` it is complete: it could be handed in. */
export async function aDraft(desk: Desk, over: object = {}): Promise<Article> {
  const categories = await desk.get<{ items: Category[] }>('/api/categories');
  const { status, body } = await desk.post<Article>('/api/articles', {
    categoryId: categories.body.items[0]?.id,
    content: words(),
    ...over,
  });
  if (status !== 201) throw new Error(`No draft: ${status} ${JSON.stringify(body)}`);
  return body;
}

type Move = { note?: string; publishAt?: string; contentHash?: string; requestId?: string };

/** Takes a transition and answers whatever came back. */
export function move<Body = Article>(desk: Desk, id: string, transition: TransitionName, more: Move = {}) {
  return desk.post<Body>(`/api/articles/${id}/transitions`, { transition, ...more });
}

/** Takes a transition that has to work. */
export async function moved(
  desk: Desk,
  id: string,
  transition: TransitionName,
  more: Move = {},
): Promise<Article> {
  const { status, body } = await move(desk, id, transition, more);
  if (status !== 200) throw new Error(`${transition}: ${status} ${JSON.stringify(body)}`);
  return body;
}

/** The words of the working copy, with their fingerprint. */
export async function contentOf(desk: Desk, id: string): Promise<HashedContent> {
  const { status, body } = await desk.get<HashedContent>(`/api/articles/${id}/content`);
  if (status !== 200) throw new Error(`No content: ${status} ${JSON.stringify(body)}`);
  return body;
}

/** Publishes what the editor is shown now. */
export async function publish(desk: Desk, id: string): Promise<Article> {
  const { contentHash } = await contentOf(desk, id);
  return moved(desk, id, 'publish', { contentHash });
}

/** A draft by `phongvien` that `bientap` has published. */
export async function aPublished(over: object = {}): Promise<Article> {
  const [journalist, editor] = [await signedIn('phongvien'), await signedIn('bientap')];
  const { id } = await aDraft(journalist, over);
  await moved(journalist, id, 'submit');
  return publish(editor, id);
}

/** Puts a real picture into the library. */
export async function anUpload(desk: Desk): Promise<Media> {
  const form = new FormData();
  form.set('file', new File([await aPicture()], 'tau.jpg', { type: 'image/jpeg' }));
  const { status, body } = await read<Media>(await desk.fetch('/api/media', { method: 'POST', body: form }));
  if (status !== 201) throw new Error(`No picture: ${status} ${JSON.stringify(body)}`);
  return body;
}

/** A figure with all that it needs, unless `over` takes something away. */
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

/** An id of the right form that nothing has. */
export const nobodysId = '00000000-0000-4000-8000-000000000000';
