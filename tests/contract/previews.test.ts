import { describe, expect, test } from 'vitest';
import type { Article } from '../../domain/contract/article-schema.ts';
import type { Problem } from '../../domain/contract/errors.ts';
import type { Preview, PreviewLink } from '../../domain/contract/previews.ts';
import type { Revision } from '../../domain/contract/revisions.ts';
import {
  type ApiClient,
  aDraft,
  advanceClock,
  anonymous,
  anUploadedPicture,
  aPublishedArticle,
  articleContent,
  figure,
  host,
  minute,
  paragraph,
  performTransition,
  publish,
  resetBeforeEach,
  signedIn,
  unknownId,
} from './desk.ts';

resetBeforeEach();

const day = 24 * 60 * minute;

type NewLink = PreviewLink & { path: string };

const preview = (desk: ApiClient, id: string, version = 'working') =>
  desk.get<Preview>(`/api/articles/${id}/preview?version=${version}`);

async function aLink(desk: ApiClient, id: string, more: object = {}): Promise<NewLink> {
  const { status, body } = await desk.post<NewLink>(`/api/articles/${id}/preview-links`, {
    days: 3,
    ...more,
  });
  if (status !== 201) throw new Error(`No link: ${status} ${JSON.stringify(body)}`);
  return body;
}

const linksOf = async (desk: ApiClient, id: string) =>
  (await desk.get<{ items: PreviewLink[] }>(`/api/articles/${id}/preview-links`)).body.items;

const revoke = (desk: ApiClient, id: string, linkId: string) =>
  desk.delete<PreviewLink>(`/api/articles/${id}/preview-links/${linkId}`);

type Page = { status: number; headers: Headers; html: string };

async function fetchPage(path: string, init: RequestInit = {}): Promise<Page> {
  const response = await anonymous.fetch(path, { redirect: 'manual', ...init });
  return { status: response.status, headers: response.headers, html: await response.text() };
}

const withPicture = (mediaId: string) =>
  articleContent({
    body: { type: 'doc', content: [paragraph('Tàu dài hơn hai trăm mét.'), figure(mediaId)] },
  });

describe('the preview on the desk', () => {
  test('is rendered like the page that readers will get', async () => {
    const journalist = await signedIn('phongvien');
    const { id } = await aDraft(journalist, { bylines: ['Hải Miên'] });
    const { status, headers, body } = await preview(journalist, id);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    expect(body.contentHash).toMatch(/^[0-9a-f]{64}$/);

    await performTransition(journalist, id, 'submit');
    const { portalPath } = await publish(await signedIn('bientap'), id);
    const published = await fetchPage(portalPath ?? '');
    const mainOf = (html: string) => /<h1[\s\S]*?class="article-body">[\s\S]*?<\/div>/.exec(html)?.[0];
    expect(mainOf(published.html)).toContain('Tàu dài hơn hai trăm mét.');
    expect(mainOf(body.html)).toBe(mainOf(published.html));
    expect(body.html).toContain('Hải Miên');
  });

  test('shows the working copy or the published revision, as requested', async () => {
    const { id } = await aPublishedArticle({ content: articleContent({ lead: 'Sapo đã duyệt.' }) });
    const journalist = await signedIn('phongvien');
    advanceClock(10 * minute);
    await performTransition(journalist, id, 'revise');
    await journalist.put(`/api/articles/${id}/content`, articleContent({ lead: 'Sapo đang sửa.' }));
    const [working, published] = [await preview(journalist, id), await preview(journalist, id, 'published')];
    expect(working.body.html).toContain('Sapo đang sửa.');
    expect(published.body.html).toContain('Sapo đã duyệt.');
    expect(published.body.html).not.toContain('Sapo đang sửa.');
    expect(working.body.contentHash).not.toBe(published.body.contentHash);
  });

  test('has no published page where nothing is published', async () => {
    const journalist = await signedIn('phongvien');
    const { id } = await aDraft(journalist);
    expect((await preview(journalist, id, 'published')).status).toBe(404);
    expect((await preview(journalist, id, 'other')).status).toBe(422);
  });

  test('is available to readers of the article; for others it does not exist', async () => {
    const { id } = await aDraft(await signedIn('phongvien'));
    const statuses: Record<string, number> = {};
    for (const person of ['phongvien', 'phongvien2', 'bientap', 'quantri'] as const) {
      statuses[person] = (await preview(await signedIn(person), id)).status;
    }
    expect(statuses).toEqual({ phongvien: 200, phongvien2: 404, bientap: 200, quantri: 200 });
    expect((await preview(anonymous, id)).status).toBe(401);
    expect((await preview(await signedIn('bientap'), unknownId)).status).toBe(404);
  });
});

describe('a preview link', () => {
  test('shows an article as it was when the link was created, without an account', async () => {
    const journalist = await signedIn('phongvien');
    const { id } = await aDraft(journalist);
    const link = await aLink(journalist, id, { label: ' Chị Lan, nguồn tin ' });
    expect(link).toMatchObject({ label: 'Chị Lan, nguồn tin', state: 'open', openedCount: 0 });
    expect(link.path).toMatch(/^\/portal\/xem-truoc\/[A-Za-z0-9_-]{43}$/);
    await journalist.put(`/api/articles/${id}/content`, articleContent({ title: 'Tít mới' }));

    const { status, html } = await fetchPage(link.path);
    expect(status).toBe(200);
    expect(html).toContain('Cảng Nam Hải Đình Vũ đón tàu lớn');
    expect(html).not.toContain('Tít mới');
    expect(html).toContain('Bản xem trước, chưa đăng, không chia sẻ.');
    expect(html).toContain('14/03/2026');

    const { items } = (await journalist.get<{ items: Revision[] }>(`/api/articles/${id}/revisions`)).body;
    expect(items).toMatchObject([{ number: link.revisionNumber, reason: 'preview' }]);
  });

  test('is not cached, indexed, sent as a referrer or shown in link cards', async () => {
    const journalist = await signedIn('phongvien');
    const { path } = await aLink(journalist, (await aDraft(journalist)).id);
    const { headers, html } = await fetchPage(path);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-robots-tag')).toContain('noindex');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe|\*|script-src/);
    expect(html).toMatch(/<meta name="robots" content="noindex/);
    expect(html).not.toMatch(/<script|og:|rel="canonical"|name="description"/);
  });

  test('serves its own pictures, and only with its token', async () => {
    const journalist = await signedIn('phongvien');
    const [shown, other] = [await anUploadedPicture(journalist), await anUploadedPicture(journalist)];
    const { id } = await aDraft(journalist, { content: withPicture(shown.id) });
    const { path } = await aLink(journalist, id);
    const elsewhere = await aLink(journalist, (await aDraft(journalist)).id);

    const { html } = await fetchPage(path);
    const source = /<img src="([^"]+)"/.exec(html)?.[1] ?? '';
    expect(source.startsWith(`${path}/anh/${shown.id}/`)).toBe(true);
    expect(html).not.toContain(`"/media/`);
    const picture = await anonymous.fetch(source);
    expect(picture.status).toBe(200);
    expect(picture.headers.get('content-type')).toMatch(/^image\//);
    expect(picture.headers.get('cache-control')).toBe('no-store');
    expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(100);

    const width = source.split('/').at(-1);
    for (const closed of [
      `/media/${shown.id}/${width}`,
      `${path}/anh/${other.id}/${width}`,
      `${elsewhere.path}/anh/${shown.id}/${width}`,
      `${path}/anh/${unknownId}/${width}`,
      `${path}/anh/nothing/${width}`,
    ]) {
      expect((await fetchPage(closed)).status, closed).toBe(404);
    }
    advanceClock(4 * day);
    expect((await fetchPage(source)).status, 'after its end').toBe(404);
  });

  test('ends on expiry, on revocation, in the bin and on withdrawal', async () => {
    const journalist = await signedIn('phongvien');
    const statuses: Record<string, number> = {};
    const bodies = new Set<string>();
    const visit = async (name: string, path: string) => {
      const { status, html } = await fetchPage(path);
      statuses[name] = status;
      if (status !== 200) bodies.add(html);
    };

    const { id } = await aDraft(journalist);
    const [short, long] = [
      await aLink(journalist, id, { days: 1 }),
      await aLink(journalist, id, { days: 7 }),
    ];
    advanceClock(day - minute);
    await visit('a minute before', short.path);
    advanceClock(minute);
    await visit('expired', short.path);
    await visit('another of the same article', long.path);
    expect((await revoke(journalist, id, long.id)).body.state).toBe('revoked');
    await visit('revoked', long.path);

    const binned = await aLink(journalist, id);
    await performTransition(journalist, id, 'trash');
    await visit('in the bin', binned.path);
    await performTransition(journalist, id, 'restore');
    await visit('out of the bin', binned.path);

    const published = await aPublishedArticle();
    const editor = await signedIn('bientap');
    const before = await aLink(editor, published.id);
    advanceClock(minute);
    await performTransition(editor, published.id, 'withdraw', { note: 'Sai tên' });
    await visit('withdrawn', before.path);

    await visit('never was', `/portal/xem-truoc/${'A'.repeat(43)}`);
    await visit('not even a token', '/portal/xem-truoc/abc');
    expect(statuses).toEqual({
      'a minute before': 200,
      expired: 410,
      'another of the same article': 200,
      revoked: 410,
      'in the bin': 410,
      'out of the bin': 200,
      withdrawn: 410,
      'never was': 404,
      'not even a token': 404,
    });
    expect(bodies.size, 'the same page for every ended link, naming no article').toBe(1);
    expect([...bodies][0]).not.toContain('Cảng');
  });

  test('is listed with its creator and number of visits, without its token', async () => {
    const [journalist, editor] = [await signedIn('phongvien'), await signedIn('bientap')];
    const { id } = await aDraft(journalist);
    const { path, ...created } = await aLink(journalist, id, { label: 'Luật sư' });
    await fetchPage(path);
    const at = advanceClock(minute);
    await fetchPage(path);
    await fetchPage(path, { method: 'HEAD' });
    const items = await linksOf(editor, id);
    expect(items).toEqual([{ ...created, openedCount: 2, lastOpenedAt: at.toISOString() }]);
    expect(JSON.stringify(items)).not.toContain(path.split('/').at(-1));
    expect(items[0]?.createdBy.name).not.toBe('');
  });

  test('can be created by an author who may edit, and by every editor', async () => {
    const [journalist, other, editor] = [
      await signedIn('phongvien'),
      await signedIn('phongvien2'),
      await signedIn('bientap'),
    ];
    const { id } = await aDraft(journalist);
    const make = async (desk: ApiClient) => {
      const { status, body } = await desk.post<Problem>(`/api/articles/${id}/preview-links`, { days: 1 });
      return status === 201 ? 'created' : `${status} ${body.code}`;
    };
    expect(await make(anonymous)).toBe('401 unauthenticated');
    expect(await make(other)).toBe('404 not-found');
    expect(await make(journalist)).toBe('created');
    const article = await performTransition(journalist, id, 'submit');
    expect(article.abilities.share).toEqual({ allowed: false, reason: 'wrong-stage' });
    expect(await make(journalist)).toBe('409 wrong-stage');
    expect(await make(editor)).toBe('created');

    await publish(editor, id);
    expect(await make(other), 'may read it now, as everybody').toBe('403 not-permitted');
    expect((await other.get(`/api/articles/${id}/preview-links`)).status).toBe(404);
    const [link] = await linksOf(journalist, id);
    expect((await revoke(other, id, link?.id ?? '')).status).toBe(404);
    expect((await revoke(journalist, id, link?.id ?? '')).status, 'to end one is always safe').toBe(200);
  });

  test('can be revoked once, and only through its own article', async () => {
    const editor = await signedIn('bientap');
    const [one, two] = [await aDraft(editor), await aDraft(editor)];
    const link = await aLink(editor, one.id);
    expect((await revoke(editor, two.id, link.id)).status).toBe(404);
    expect((await fetchPage(link.path)).status).toBe(200);
    const first = await revoke(editor, one.id, link.id);
    advanceClock(minute);
    const again = await revoke(editor, one.id, link.id);
    expect(again.body).toEqual(first.body);
  });

  test('requires a lifetime within the limit, and a label of one line', async () => {
    const editor = await signedIn('bientap');
    const { id } = await aDraft(editor);
    for (const [body, field] of [
      [{}, 'days'],
      [{ days: 0 }, 'days'],
      [{ days: 15 }, 'days'],
      [{ days: 1.5 }, 'days'],
      [{ days: 1, label: 'x'.repeat(81) }, 'label'],
      [{ days: 1, label: 'a\nb' }, 'label'],
    ] as const) {
      const answer = await editor.post(`/api/articles/${id}/preview-links`, body);
      expect([answer.status, Object.keys(answer.body.fields ?? {})]).toEqual([422, [field]]);
    }
    expect(await linksOf(editor, id)).toEqual([]);
  });

  test('shows its revision even after newer ones are created', async () => {
    const editor = await signedIn('bientap');
    const { id } = await aDraft(await signedIn('phongvien'));
    const link = await aLink(editor, id);
    await editor.put(`/api/articles/${id}/content`, articleContent({ lead: 'Sapo khác.' }));
    const second = await aLink(editor, id);
    expect(second.revisionNumber).toBe(link.revisionNumber + 1);
    expect((await fetchPage(link.path)).html).not.toContain('Sapo khác.');
    expect((await fetchPage(second.path)).html).toContain('Sapo khác.');
    const same = await aLink(editor, id);
    expect(same.revisionNumber, 'unchanged content creates no new revision').toBe(second.revisionNumber);
  });
});

describe('related articles', () => {
  const relate = (desk: ApiClient, article: Article, relatedIds: string[]) =>
    desk.patch<Article & Problem>(`/api/articles/${article.id}`, { relatedIds }, article.etag);

  test('are stored in order, without duplicates', async () => {
    const [a, b] = [await aPublishedArticle(), await aPublishedArticle()];
    const journalist = await signedIn('phongvien');
    const article = await aDraft(journalist);
    expect(article.relatedIds).toEqual([]);
    const { status, body } = await relate(journalist, article, [b.id, a.id, b.id]);
    expect([status, body.relatedIds]).toEqual([200, [b.id, a.id]]);
    expect((await relate(journalist, body, [a.id, b.id])).body.relatedIds).toEqual([a.id, b.id]);
  });

  test('must be published, and other than the article itself', async () => {
    const journalist = await signedIn('phongvien');
    const [article, draft] = [await aDraft(journalist), await aDraft(await signedIn('phongvien2'))];
    for (const [ids, code] of [
      [[draft.id], 'unknown'],
      [[unknownId], 'unknown'],
      [[article.id], 'not-allowed'],
      [['x'], 'invalid'],
    ] as const) {
      const { status, body } = await relate(journalist, article, [...ids]);
      expect([status, Object.values(body.fields ?? {})]).toEqual([422, [code]]);
    }
    const seven = Array.from({ length: 7 }, (_, index) => unknownId.slice(0, -1) + index);
    expect((await relate(journalist, article, seven)).status).toBe(422);
    const created = await journalist.post<Problem>('/api/articles', { relatedIds: [draft.id] });
    expect(created.body.fields).toEqual({ relatedIds: 'unknown' });
  });
});

describe('the correction note', () => {
  const noteOf = async (id: string) => {
    const { items } = (
      await (
        await signedIn('bientap')
      ).get<{ items: { transition: string; note: string | null }[] }>(`/api/articles/${id}/history`)
    ).body;
    return items.find(({ transition }) => transition === 'publish');
  };
  async function aCorrection() {
    const { id } = await aPublishedArticle();
    const [journalist, editor] = [await signedIn('phongvien'), await signedIn('bientap')];
    advanceClock(10 * minute);
    await performTransition(journalist, id, 'revise');
    const { body } = await journalist.put<{ contentHash: string }>(
      `/api/articles/${id}/content`,
      articleContent({ lead: 'Sapo đúng.' }),
    );
    await performTransition(journalist, id, 'submit');
    return { id, editor, contentHash: body.contentHash };
  }

  test('is shown to readers and recorded in the history', async () => {
    const { id, editor, contentHash } = await aCorrection();
    const note = 'Bản trước ghi sai tên cảng.';
    await performTransition(editor, id, 'publish', { contentHash, note });
    expect(await noteOf(id)).toMatchObject({ transition: 'publish', note });
    const { portalPath } = (await editor.get<Article>(`/api/articles/${id}`)).body;
    expect((await fetchPage(portalPath ?? '')).html).toContain(note);
  });

  test('is preserved when only the time of a correction is moved', async () => {
    const { id, editor, contentHash } = await aCorrection();
    const inMinutes = (count: number) => new Date(host.clock.now().getTime() + count * minute).toISOString();
    const schedule = (count: number, more: { note?: string } = {}) =>
      performTransition(editor, id, 'schedule', { contentHash, publishAt: inMinutes(count), ...more });
    const note = 'Bản trước ghi sai tên cảng.';
    const { portalPath } = await schedule(30, { note });
    await schedule(20);
    expect((await fetchPage(portalPath ?? '')).html).not.toContain(note);
    advanceClock(20 * minute);
    expect((await fetchPage(portalPath ?? '')).html).toContain(note);
  });

  test('is removed when the correction is scheduled again without it', async () => {
    const { id, editor, contentHash } = await aCorrection();
    const publishAt = new Date(host.clock.now().getTime() + 30 * minute).toISOString();
    const { portalPath } = await performTransition(editor, id, 'schedule', {
      contentHash,
      publishAt,
      note: 'Sai tên.',
    });
    await performTransition(editor, id, 'schedule', { contentHash, publishAt, note: '' });
    advanceClock(30 * minute);
    const { html } = await fetchPage(portalPath ?? '');
    expect(html).toContain('Sapo đúng.');
    expect(html).not.toContain('Sai tên.');
  });

  test('is refused for a first publication', async () => {
    const [journalist, editor] = [await signedIn('phongvien'), await signedIn('bientap')];
    const { id } = await aDraft(journalist);
    await performTransition(journalist, id, 'submit');
    const { contentHash } = (await editor.get<{ contentHash: string }>(`/api/articles/${id}/content`)).body;
    const publishAt = new Date(host.clock.now().getTime() + 60 * minute).toISOString();
    for (const [transition, more] of [
      ['publish', {}],
      ['schedule', { publishAt }],
    ] as const) {
      const { status, body } = await editor.post<Problem>(`/api/articles/${id}/transitions`, {
        ...{ transition, contentHash, note: 'Đính chính', ...more },
      });
      expect([status, body.fields]).toEqual([422, { note: 'not-allowed' }]);
    }
    expect((await publish(editor, id)).state).toBe('published');
  });
});
