import { and, eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { FailedCheck } from '../../domain/checks.ts';
import type { Article } from '../../domain/contract/article-schema.ts';
import type { HistoryEntry } from '../../domain/contract/articles.ts';
import type { Problem } from '../../domain/contract/errors.ts';
import type { FullRevision, Revision } from '../../domain/contract/revisions.ts';
import type { ContentJson, HashedContent } from '../../domain/document/content.ts';
import { unconfirmedAttributes, withoutUnconfirmed } from '../../domain/document/unconfirmed.ts';
import type { TransitionName } from '../../domain/workflow.ts';
import { writeSetting } from '../../server/db/queries/settings.ts';
import {
  articleAuthors,
  auditLog,
  media,
  publications,
  revisionMedia,
  users,
} from '../../server/db/schema.ts';
import {
  type ApiClient,
  aDraft,
  advanceClock,
  anUploadedPicture,
  aPublishedArticle,
  articleContent,
  contentOf,
  emailOf,
  figure,
  host,
  minute,
  paragraph,
  performTransition,
  publish,
  requestTransition,
  resetBeforeEach,
  signedIn,
  startTime,
  unknownId,
} from './desk.ts';

resetBeforeEach();

const inMinutes = (minutes: number) => new Date(startTime.getTime() + minutes * minute).toISOString();

const signInAll = async () => ({
  journalist: await signedIn('phongvien'),
  other: await signedIn('phongvien2'),
  editor: await signedIn('bientap'),
});

async function aSubmittedArticle(journalist: ApiClient, over: object = {}): Promise<string> {
  const { id } = await aDraft(journalist, over);
  await performTransition(journalist, id, 'submit');
  return id;
}

async function schedule(editor: ApiClient, id: string, publishAt: string): Promise<Article> {
  const { contentHash } = await contentOf(editor, id);
  return performTransition(editor, id, 'schedule', { contentHash, publishAt });
}

async function refusal(desk: ApiClient, id: string, transition: TransitionName, more = {}): Promise<string> {
  const { status, body } = await requestTransition<Problem>(desk, id, transition, more);
  return `${status} ${body.code}`;
}

const checksOf = async (desk: ApiClient, id: string, transition: TransitionName, more = {}) => {
  const { body } = await requestTransition<Problem>(desk, id, transition, more);
  const { checks } = body.data as { checks: FailedCheck[] };
  return checks.map(({ code, figureNumber }) => (figureNumber ? `${code} ${figureNumber}` : code));
};

/** Content with a figure whose texts came with its picture. */
const proposed = (mediaId: string): Pick<ContentJson, 'body'> => {
  const one = figure(mediaId);
  const texts = { caption: 'Tàu cập cảng', credit: 'Nguyễn An', alt: 'Một con tàu' };
  return {
    body: {
      type: 'doc',
      content: [{ ...one, attrs: { ...one.attrs, ...unconfirmedAttributes(texts) } }, paragraph('Tàu dài.')],
    },
  };
};
const confirmed = ({ title, lead, body }: ContentJson) => withoutUnconfirmed({ title, lead, body });

const historyOf = async (desk: ApiClient, id: string) =>
  (await desk.get<{ items: HistoryEntry[] }>(`/api/articles/${id}/history`)).body.items;

describe('submit', () => {
  test('sends a complete draft to review', async () => {
    const { journalist } = await signInAll();
    const { id, etag } = await aDraft(journalist);
    const article = await performTransition(journalist, id, 'submit');
    expect(article).toMatchObject({
      state: 'review',
      submittedAt: startTime.toISOString(),
      abilities: { edit: { allowed: false, reason: 'wrong-stage' }, recall: { allowed: true } },
    });
    expect(article.etag).not.toBe(etag);
  });

  test('reports everything that is missing, each with its place', async () => {
    const { journalist } = await signInAll();
    const { id: mediaId } = await anUploadedPicture(journalist);
    const upload = { type: 'upload', attrs: { uploadId: 'u1', fileName: 'tau.jpg' } };
    const { id } = await aDraft(journalist, {
      categoryId: null,
      bylines: [],
      content: articleContent({
        title: '',
        lead: ' ',
        body: { type: 'doc', content: [figure(mediaId, { caption: '', credit: '', alt: '' }), upload] },
      }),
    });
    const { status, body } = await requestTransition<Problem>(journalist, id, 'submit');
    expect([status, body.code]).toEqual([422, 'incomplete']);
    const { checks } = body.data as { checks: FailedCheck[] };
    expect(checks.map(({ code, figureNumber }) => (figureNumber ? `${code} ${figureNumber}` : code))).toEqual(
      [
        'title-missing',
        'lead-missing',
        'caption-missing 1',
        'credit-missing 1',
        'alt-missing 1',
        'upload-pending',
        'category-missing',
        'byline-missing',
      ],
    );
    expect(checks.find(({ code }) => code === 'caption-missing')?.blockId).toMatch(/^[\w-]+$/);
    expect((await journalist.get<Article>(`/api/articles/${id}`)).body.state).toBe('draft');
  });

  test('is refused while a text that came with a picture waits for confirmation, whoever submits', async () => {
    const { journalist, editor } = await signInAll();
    const { id: mediaId } = await anUploadedPicture(journalist);
    const { id } = await aDraft(journalist, { content: articleContent(proposed(mediaId)) });
    for (const desk of [journalist, editor]) {
      expect(await checksOf(desk, id, 'submit')).toEqual([
        'caption-unconfirmed 1',
        'credit-unconfirmed 1',
        'alt-unconfirmed 1',
      ]);
    }
    // Saving what was read, as a script does, confirms nothing; nor does restoring a version.
    const { contentHash, ...read } = await contentOf(journalist, id);
    await journalist.put(`/api/articles/${id}/content`, { ...read, title: 'Cảng đón tàu' });
    const { body: saved } = await journalist.post<Revision>(`/api/articles/${id}/revisions`, { name: 'Một' });
    await journalist.put(`/api/articles/${id}/content`, articleContent(confirmed(read)));
    await journalist.post(`/api/articles/${id}/revisions/${saved.id}/restore`, { part: 'all' });
    expect(await checksOf(journalist, id, 'submit')).toHaveLength(3);

    const confirmedHash = (
      await journalist.put<HashedContent>(`/api/articles/${id}/content`, confirmed(read))
    ).body.contentHash;
    // It is no part of what readers get.
    expect(confirmedHash).toBe(contentHash);
    const audited = await host.db.select().from(auditLog).where(eq(auditLog.action, 'article.content'));
    expect(audited).toHaveLength(3);
    await performTransition(journalist, id, 'submit');
  });

  test('is performed once for two concurrent requests', async () => {
    const { journalist } = await signInAll();
    const { id } = await aDraft(journalist);
    const answers = await Promise.all([1, 2, 3].map(() => requestTransition(journalist, id, 'submit')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await historyOf(journalist, id)).map(({ transition }) => transition)).toEqual(
      expect.arrayContaining(['submit', 'create']),
    );
    expect(await historyOf(journalist, id)).toHaveLength(2);
  });

  test('is performed once for two concurrent requests with the same request id, with the same outcome for both', async () => {
    const { journalist } = await signInAll();
    const { id } = await aDraft(journalist);
    const requestId = crypto.randomUUID();
    const answers = await Promise.all(
      [1, 2, 3].map(() => requestTransition(journalist, id, 'submit', { requestId })),
    );
    for (const { status, body } of answers) expect([status, body.state]).toEqual([200, 'review']);
    expect(await historyOf(journalist, id)).toHaveLength(2);

    const later = await requestTransition(journalist, id, 'submit', { requestId });
    expect([later.status, later.body.state]).toEqual([200, 'review']);
  });

  test('does not disclose anything for a request id of another article or person', async () => {
    const { journalist, other } = await signInAll();
    const requestId = crypto.randomUUID();
    const { id } = await aDraft(journalist);
    await performTransition(journalist, id, 'submit', { requestId });
    const second = await aDraft(journalist);
    const { body } = await requestTransition<Problem>(journalist, second.id, 'submit', { requestId });
    expect(body).toMatchObject({ code: 'invalid', fields: { requestId: 'taken' } });
    expect(await refusal(other, id, 'submit', { requestId })).toBe('404 not-found');
    expect(await refusal(journalist, id, 'recall', { requestId })).toBe('422 invalid');
  });
});

describe('recall', () => {
  test('returns it to draft before a decision, and only for its author', async () => {
    const { journalist, editor } = await signInAll();
    const id = await aSubmittedArticle(journalist);
    expect(await refusal(editor, id, 'recall')).toBe('403 not-permitted');
    expect(await performTransition(journalist, id, 'recall')).toMatchObject({
      state: 'draft',
      submittedAt: null,
    });
    expect(await refusal(journalist, id, 'recall')).toBe('409 wrong-stage');
  });
});

describe('return', () => {
  test('returns it with a note that its author sees until it is submitted again', async () => {
    const { journalist, editor } = await signInAll();
    const id = await aSubmittedArticle(journalist);
    await performTransition(editor, id, 'return', { note: '  Thiếu nguồn ảnh ' });
    const { body } = await journalist.get<Article>(`/api/articles/${id}`);
    expect(body).toMatchObject({ state: 'returned', stage: 'draft', returnNote: 'Thiếu nguồn ảnh' });
    expect(body.abilities.edit).toEqual({ allowed: true });
    expect(await performTransition(journalist, id, 'submit')).toMatchObject({
      state: 'review',
      returnNote: null,
    });
    const entries = await historyOf(journalist, id);
    expect(entries.find(({ transition }) => transition === 'return')).toMatchObject({
      transition: 'return',
      note: 'Thiếu nguồn ảnh',
      from: 'review',
      to: 'returned',
    });
  });

  test('requires the note, and an editor', async () => {
    const { journalist, editor } = await signInAll();
    const id = await aSubmittedArticle(journalist);
    for (const note of [undefined, '', '   ']) {
      const { body } = await requestTransition<Problem>(
        editor,
        id,
        'return',
        note === undefined ? {} : { note },
      );
      expect(body).toMatchObject({ code: 'invalid', fields: { note: 'required' } });
    }
    expect(await refusal(journalist, id, 'return', { note: 'x' })).toBe('403 not-permitted');
    const tooLong = await requestTransition<Problem>(editor, id, 'return', { note: 'x'.repeat(2001) });
    expect(tooLong.body.fields).toEqual({ note: 'too-long' });
  });
});

describe('publish', () => {
  test('publishes the content shown to the editor, at an address made from the title', async () => {
    const { journalist, editor } = await signInAll();
    const id = await aSubmittedArticle(journalist);
    advanceClock(minute);
    const article = await publish(editor, id);
    expect(article).toMatchObject({
      state: 'published',
      stage: 'none',
      slug: 'cang-nam-hai-dinh-vu-don-tau-lon',
      portalPath: '/portal/cang-nam-hai-dinh-vu-don-tau-lon-1001',
      publication: { state: 'published', publishedAt: inMinutes(1), visibleFrom: inMinutes(1) },
      abilities: { edit: { allowed: false, reason: 'wrong-stage' }, revise: { allowed: true } },
    });
    const page = await host.fetch(article.portalPath ?? '');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Tàu dài hơn hai trăm mét.');
  });

  test('appends a number to a slug that another article has', async () => {
    const first = await aPublishedArticle();
    const second = await aPublishedArticle();
    expect([first.slug, second.slug]).toEqual([
      'cang-nam-hai-dinh-vu-don-tau-lon',
      'cang-nam-hai-dinh-vu-don-tau-lon-2',
    ]);
  });

  test('is refused for other content than shown, with both hashes and the new content', async () => {
    const { journalist, editor } = await signInAll();
    const id = await aSubmittedArticle(journalist);
    const shown = await contentOf(editor, id);
    const changed = articleContent({
      body: { type: 'doc', content: [paragraph('Tàu dài hơn ba trăm mét.')] },
    });
    const current = (await editor.put<HashedContent>(`/api/articles/${id}/content`, changed)).body;
    const { status, body } = await requestTransition<Problem>(editor, id, 'publish', {
      contentHash: shown.contentHash,
    });
    expect([status, body.code]).toEqual([409, 'content-changed']);
    const { contentHash, ...currentWords } = current;
    expect(body.data).toEqual({
      shownHash: shown.contentHash,
      currentHash: contentHash,
      current: currentWords,
    });
    expect((await editor.get<Article>(`/api/articles/${id}`)).body.state).toBe('review');
    expect(await performTransition(editor, id, 'publish', { contentHash })).toMatchObject({
      state: 'published',
    });
  });

  test('is refused while a picture that was replaced during the review waits for confirmation', async () => {
    const { journalist, editor } = await signInAll();
    await writeSetting(host.db, 'fourEyes', false);
    const { id: mediaId } = await anUploadedPicture(journalist);
    const id = await aSubmittedArticle(journalist);
    await editor.put(`/api/articles/${id}/content`, articleContent(proposed(mediaId)));
    const read = await contentOf(editor, id);
    const publishAt = inMinutes(60);
    for (const transition of ['publish', 'schedule'] as const) {
      const more = { contentHash: read.contentHash, ...(transition === 'schedule' && { publishAt }) };
      expect(await checksOf(editor, id, transition, more)).toContain('credit-unconfirmed 1');
    }
    await performTransition(editor, id, 'return', { note: 'Hãy xem lại ảnh' });
    await journalist.put(`/api/articles/${id}/content`, confirmed(read));
    await performTransition(journalist, id, 'submit');
    const { portalPath } = await publish(editor, id);
    const [revision] = (await editor.get<{ items: Revision[] }>(`/api/articles/${id}/revisions`)).body.items;
    const { body } = await editor.get<FullRevision>(`/api/articles/${id}/revisions/${revision?.id}`);
    expect(body.content.body.content?.[0]?.attrs).toMatchObject({ unconfirmedCredit: null });
    expect(await (await host.fetch(portalPath ?? '')).text()).not.toContain('unconfirmed');
  });

  test('is refused for a picture that the media library does not have, with its place', async () => {
    const { journalist, editor } = await signInAll();
    const { id: mediaId } = await anUploadedPicture(journalist);
    const id = await aSubmittedArticle(journalist, {
      content: articleContent({ body: { type: 'doc', content: [figure(mediaId)] } }),
    });
    // REST and restores refuse such content; a document that was edited over a socket may hold it.
    await host.db.delete(media).where(eq(media.id, mediaId));
    const { contentHash } = await contentOf(editor, id);
    const answer = await requestTransition<Problem>(editor, id, 'publish', { contentHash });
    expect(answer.body).toMatchObject({
      code: 'incomplete',
      data: { checks: [{ code: 'media-unknown', figureNumber: 1, mediaId }] },
    });
    await performTransition(editor, id, 'return', { note: 'Thiếu ảnh' });
    expect(await checksOf(journalist, id, 'submit')).toEqual(['media-unknown 1']);
  });

  test('requires the content hash', async () => {
    const { journalist, editor } = await signInAll();
    const id = await aSubmittedArticle(journalist);
    expect((await requestTransition<Problem>(editor, id, 'publish')).body.fields).toEqual({
      contentHash: 'required',
    });
    expect(
      (await requestTransition<Problem>(editor, id, 'publish', { contentHash: 'x' })).body.fields,
    ).toEqual({
      contentHash: 'invalid',
    });
  });

  test('is refused if something required was removed after submission', async () => {
    const { journalist, editor } = await signInAll();
    const id = await aSubmittedArticle(journalist);
    await editor.patch(`/api/articles/${id}`, { bylines: [] }, '*');
    const { contentHash } = await contentOf(editor, id);
    const { body } = await requestTransition<Problem>(editor, id, 'publish', { contentHash });
    expect(body).toMatchObject({ code: 'incomplete', data: { checks: [{ code: 'byline-missing' }] } });
  });

  test('is refused to journalists, and to the sole author as editor unless four-eyes approval is off', async () => {
    const { journalist, editor } = await signInAll();
    const id = await aSubmittedArticle(journalist);
    const { contentHash } = await contentOf(journalist, id);
    expect(await refusal(journalist, id, 'publish', { contentHash })).toBe('403 not-permitted');

    const ownId = await aSubmittedArticle(editor);
    const own = await contentOf(editor, ownId);
    expect(await refusal(editor, ownId, 'publish', { contentHash: own.contentHash })).toBe('403 four-eyes');
    await writeSetting(host.db, 'fourEyes', false);
    expect(await publish(editor, ownId)).toMatchObject({ state: 'published' });
  });

  test('is allowed to an editor who wrote it together with somebody else', async () => {
    const { journalist, editor } = await signInAll();
    const id = await aSubmittedArticle(journalist);
    const [row] = await host.db
      .select()
      .from(users)
      .where(eq(users.email, emailOf('bientap')));
    await host.db.insert(articleAuthors).values({ articleId: id, userId: row?.id ?? '' });
    expect(await publish(editor, id)).toMatchObject({
      state: 'published',
      authors: [{ name: 'Lê Minh Châu' }, { name: 'Nguyễn Hải Miên' }],
    });
  });

  test('during concurrent edits publishes exactly the shown content, or is refused', async () => {
    const { journalist, editor } = await signInAll();
    const id = await aSubmittedArticle(journalist);
    const shown = await contentOf(editor, id);
    const changed = articleContent({ lead: 'Chiều nay.' });
    const [published, put] = await Promise.all([
      requestTransition<Article & Problem>(editor, id, 'publish', { contentHash: shown.contentHash }),
      editor.put(`/api/articles/${id}/content`, changed),
    ]);
    const now = await contentOf(editor, id);
    if (published.status === 200) {
      const { body } = await editor.get<{ items: { contentHash: string }[] }>(
        `/api/articles/${id}/revisions`,
      );
      expect(body.items[0]?.contentHash).toBe(shown.contentHash);
      expect(now.contentHash).toBe(shown.contentHash);
      expect(put.body.code).toBe('wrong-stage');
    } else {
      expect(published.body.code).toBe('content-changed');
      expect([put.status, now.lead]).toEqual([200, 'Chiều nay.']);
    }
  });

  test('makes its pictures public, including the cover', async () => {
    const { journalist, editor } = await signInAll();
    const [inText, cover] = [await anUploadedPicture(journalist), await anUploadedPicture(journalist)];
    const body = { type: 'doc', content: [paragraph('Tàu'), figure(inText.id)] };
    const id = await aSubmittedArticle(journalist, {
      coverMediaId: cover.id,
      content: articleContent({ body }),
    });
    expect(
      (await host.fetch(`/media/${cover.id}/320.webp`, { headers: { authorization: 'None' } })).status,
    ).toBe(404);
    const { publication } = await publish(editor, id);
    const rows = await host.db
      .select()
      .from(revisionMedia)
      .where(eq(revisionMedia.revisionId, publication?.revisionId ?? ''));
    expect(rows.map(({ mediaId }) => mediaId).sort()).toEqual([inText.id, cover.id].sort());
    expect(
      (await host.fetch(`/media/${cover.id}/320.webp`, { headers: { authorization: 'None' } })).status,
    ).toBe(200);
  });
});

describe('schedule', () => {
  test('makes it visible from its time on, without any server activity', async () => {
    const { journalist, other, editor } = await signInAll();
    const id = await aSubmittedArticle(journalist);
    const article = await schedule(editor, id, inMinutes(60));
    expect(article).toMatchObject({
      state: 'scheduled',
      publication: { state: 'scheduled', publishedAt: inMinutes(60), visibleFrom: inMinutes(60) },
    });
    const path = article.portalPath ?? '';
    expect((await host.fetch(path)).status).toBe(404);
    expect((await other.get(`/api/articles/${id}`)).status).toBe(404);

    advanceClock(60 * minute);
    expect((await host.fetch(path)).status).toBe(200);
    expect((await other.get<Article>(`/api/articles/${id}`)).body).toMatchObject({
      state: 'published',
      publication: { publishedAt: inMinutes(60) },
    });
  });

  test('can be moved, preserving the approved revision', async () => {
    const { journalist, editor } = await signInAll();
    const id = await aSubmittedArticle(journalist);
    const first = await schedule(editor, id, inMinutes(60));
    advanceClock(minute);
    const second = await schedule(editor, id, inMinutes(30));
    expect(second.publication).toMatchObject({
      revisionId: first.publication?.revisionId,
      publishedAt: inMinutes(30),
      visibleFrom: inMinutes(30),
    });
    expect(await host.db.select().from(publications)).toHaveLength(1);
    const [entry] = await historyOf(editor, id);
    expect(entry).toMatchObject({ transition: 'schedule', publishAt: expect.stringContaining('2026-03-11') });
  });

  test('requires a time in the future', async () => {
    const { journalist, editor } = await signInAll();
    const id = await aSubmittedArticle(journalist);
    const { contentHash } = await contentOf(editor, id);
    const fieldsWith = async (more: object) =>
      (await requestTransition<Problem>(editor, id, 'schedule', { contentHash, ...more })).body.fields;
    expect(await fieldsWith({})).toEqual({ publishAt: 'required' });
    expect(await fieldsWith({ publishAt: 'soon' })).toEqual({ publishAt: 'bad-date' });
    expect(await fieldsWith({ publishAt: startTime.toISOString() })).toEqual({ publishAt: 'not-future' });
    expect(await refusal(journalist, id, 'schedule', { contentHash, publishAt: inMinutes(1) })).toBe(
      '403 not-permitted',
    );
  });

  test('can be cancelled, and the article is in review again', async () => {
    const { journalist, editor } = await signInAll();
    const id = await aSubmittedArticle(journalist);
    await schedule(editor, id, inMinutes(60));
    expect(await refusal(journalist, id, 'unschedule')).toBe('403 not-permitted');
    expect(await performTransition(editor, id, 'unschedule')).toMatchObject({
      state: 'review',
      publication: null,
      portalPath: null,
      submittedAt: startTime.toISOString(),
    });
    expect(await refusal(editor, id, 'unschedule')).toBe('409 wrong-stage');
    advanceClock(61 * minute);
    expect((await editor.get<Article>(`/api/articles/${id}`)).body.state).toBe('review');
  });

  test('of a correction preserves the published revision until its time', async () => {
    const { journalist, editor } = await signInAll();
    const id = await aSubmittedArticle(journalist);
    const before = await publish(editor, id);
    await performTransition(journalist, id, 'revise');
    await journalist.put(`/api/articles/${id}/content`, articleContent({ lead: 'Đã sửa.' }));
    await performTransition(journalist, id, 'submit');
    expect(await schedule(editor, id, inMinutes(60))).toMatchObject({
      state: 'scheduled',
      publication: { publishedAt: startTime.toISOString(), visibleFrom: inMinutes(60) },
    });
    const page = async () => (await host.fetch(before.portalPath ?? '')).text();
    expect(await page()).not.toContain('Đã sửa.');
    expect(await performTransition(editor, id, 'unschedule')).toMatchObject({
      state: 'review',
      publication: { state: 'published', publishedAt: startTime.toISOString() },
    });
    await schedule(editor, id, inMinutes(60));
    advanceClock(60 * minute);
    expect(await page()).toContain('Đã sửa.');
  });
});

describe('withdraw', () => {
  test('hides it from readers with a reason, and the address responds 410', async () => {
    const { journalist, editor } = await signInAll();
    const { id, portalPath } = await aPublishedArticle();
    advanceClock(minute);
    expect((await requestTransition<Problem>(editor, id, 'withdraw')).body.fields).toEqual({
      note: 'required',
    });
    expect(await refusal(journalist, id, 'withdraw', { note: 'x' })).toBe('403 not-permitted');
    const article = await performTransition(editor, id, 'withdraw', { note: 'Sai tên' });
    expect(article).toMatchObject({
      state: 'withdrawn',
      publication: { state: 'withdrawn', withdrawnReason: 'Sai tên', publishedAt: startTime.toISOString() },
    });
    expect((await host.fetch(portalPath ?? '')).status).toBe(410);
    const [entry] = await historyOf(editor, id);
    expect(entry).toMatchObject({
      transition: 'withdraw',
      from: 'published',
      to: 'withdrawn',
      note: 'Sai tên',
    });
  });

  test('of a scheduled article cancels its publication', async () => {
    const { journalist, editor } = await signInAll();
    const id = await aSubmittedArticle(journalist);
    const { portalPath } = await schedule(editor, id, inMinutes(60));
    await performTransition(editor, id, 'withdraw', { note: 'Chưa chắc' });
    advanceClock(120 * minute);
    expect((await editor.get<Article>(`/api/articles/${id}`)).body.state).toBe('withdrawn');
    expect((await host.fetch(portalPath ?? '')).status).toBe(410);
  });

  test('during a correction preserves the working copy, which can be published again', async () => {
    const { journalist, editor } = await signInAll();
    const { id, portalPath } = await aPublishedArticle();
    await performTransition(journalist, id, 'revise');
    advanceClock(minute);
    expect(await performTransition(editor, id, 'withdraw', { note: 'Sai' })).toMatchObject({
      state: 'draft',
      stage: 'draft',
      publication: { state: 'withdrawn' },
    });
    await performTransition(journalist, id, 'submit');
    advanceClock(minute);
    const hash = await contentOf(editor, id);
    await performTransition(editor, id, 'schedule', {
      contentHash: hash.contentHash,
      publishAt: inMinutes(60),
    });
    expect((await host.fetch(portalPath ?? '')).status).toBe(410);
    expect(await performTransition(editor, id, 'unschedule')).toMatchObject({
      publication: { state: 'withdrawn' },
    });
    expect(await publish(editor, id)).toMatchObject({
      state: 'published',
      portalPath,
      publication: { publishedAt: startTime.toISOString(), visibleFrom: inMinutes(2), withdrawnReason: null },
    });
    expect((await host.fetch(portalPath ?? '')).status).toBe(200);
  });
});

describe('revise', () => {
  test('creates a working copy beside the publication', async () => {
    const { journalist, other } = await signInAll();
    const { id, portalPath } = await aPublishedArticle();
    expect(await refusal(other, id, 'revise')).toBe('403 not-permitted');
    expect(await performTransition(journalist, id, 'revise')).toMatchObject({
      state: 'draft',
      publication: { state: 'published' },
      abilities: { edit: { allowed: true }, trash: { allowed: false, reason: 'wrong-stage' } },
    });
    await journalist.put(`/api/articles/${id}/content`, articleContent({ lead: 'Chưa duyệt.' }));
    expect(await (await host.fetch(portalPath ?? '')).text()).not.toContain('Chưa duyệt.');
    expect(await refusal(journalist, id, 'revise')).toBe('409 wrong-stage');
  });
});

describe('the bin', () => {
  test('accepts a draft that was never published, and restores it', async () => {
    const { journalist, other } = await signInAll();
    const { id } = await aDraft(journalist);
    expect((await other.delete(`/api/articles/${id}`)).status).toBe(404);
    const { status, body } = await journalist.delete<Article>(`/api/articles/${id}`);
    expect([status, body.isTrashed]).toEqual([200, true]);
    expect((await journalist.delete(`/api/articles/${id}`)).body.code).toBe('wrong-stage');
    expect(await refusal(journalist, id, 'submit')).toBe('409 wrong-stage');
    expect(await performTransition(journalist, id, 'restore')).toMatchObject({
      isTrashed: false,
      state: 'draft',
    });
    expect((await historyOf(journalist, id)).map(({ to }) => to)).toEqual(
      expect.arrayContaining(['trash', 'draft']),
    );
  });

  test('refuses articles in review and published ones', async () => {
    const { journalist, editor } = await signInAll();
    const id = await aSubmittedArticle(journalist);
    expect((await journalist.delete(`/api/articles/${id}`)).body.code).toBe('wrong-stage');
    await publish(editor, id);
    expect((await editor.delete(`/api/articles/${id}`)).body.code).toBe('wrong-stage');
  });
});

describe('every transition', () => {
  test('is refused if it is unknown, or for an unknown article or a malformed id', async () => {
    const { editor } = await signInAll();
    const { body } = await editor.post(`/api/articles/${unknownId}/transitions`, { transition: 'delete' });
    expect(body.fields).toEqual({ transition: 'invalid' });
    expect(await refusal(editor, unknownId, 'submit')).toBe('404 not-found');
    expect(await refusal(editor, 'x', 'submit')).toBe('404 not-found');
  });

  test('has an immutable record with actor, time, both states and revision', async () => {
    const { journalist, editor } = await signInAll();
    const id = await aSubmittedArticle(journalist);
    const at = advanceClock(minute);
    const { publication } = await publish(editor, id);
    const [entry] = await historyOf(editor, id);
    expect(entry).toEqual({
      id: expect.any(String),
      transition: 'publish',
      at: at.toISOString(),
      actor: { id: expect.any(String), name: 'Lê Minh Châu' },
      from: 'review',
      to: 'published',
      note: null,
      publishAt: null,
      revisionId: publication?.revisionId,
    });
  });

  test('succeeds for exactly one of many concurrent requests', async () => {
    const { journalist, editor } = await signInAll();
    const admin = await signedIn('quantri');
    const id = await aSubmittedArticle(journalist);
    const { contentHash } = await contentOf(editor, id);
    const answers = await Promise.all([
      requestTransition(editor, id, 'publish', { contentHash }),
      requestTransition(admin, id, 'publish', { contentHash }),
      requestTransition(admin, id, 'return', { note: 'Khoan' }),
      requestTransition(journalist, id, 'recall'),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await historyOf(editor, id)).toHaveLength(3);
    const rows = await host.db
      .select({ rows: sql<number>`count(*)`.mapWith(Number) })
      .from(publications)
      .where(and(eq(publications.articleId, id)));
    expect(rows[0]?.rows).toBeLessThanOrEqual(1);
  });
});
