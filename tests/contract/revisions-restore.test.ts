import { describe, expect, test } from 'vitest';
import type { Article } from '../../domain/contract/article-schema.ts';
import type { Category } from '../../domain/contract/categories.ts';
import type { Problem } from '../../domain/contract/errors.ts';
import type { FullRevision, Revision } from '../../domain/contract/revisions.ts';
import type { NodeJson } from '../../domain/document/content.ts';
import { blockText } from '../../domain/document/to-text.ts';
import {
  type ApiClient,
  aDraft,
  advanceClock,
  aPublishedArticle,
  articleContent,
  contentOf,
  minute,
  paragraph,
  performTransition,
  resetBeforeEach,
  signedIn,
  unknownId,
} from './desk.ts';

resetBeforeEach();

type Page = { items: Revision[]; nextCursor: string | null };

const revisionsOf = async (desk: ApiClient, id: string) =>
  (await desk.get<Page>(`/api/articles/${id}/revisions`)).body.items;
const saveRevision = async (desk: ApiClient, id: string, name: string) => {
  advanceClock(minute);
  return (await desk.post<Revision>(`/api/articles/${id}/revisions`, { name })).body;
};
const restoreRevision = <Body = { kept: Revision; contentHash: string }>(
  desk: ApiClient,
  id: string,
  revisionId: string,
  body: object = {},
) => desk.post<Body>(`/api/articles/${id}/revisions/${revisionId}/restore`, body);
const body = (...blocks: NodeJson[]) => ({ body: { type: 'doc', content: blocks } });
const replaceContent = (desk: ApiClient, id: string, over: Parameters<typeof articleContent>[0]) =>
  desk.put(`/api/articles/${id}/content`, articleContent(over));
const blocksOf = async (desk: ApiClient, id: string) => (await contentOf(desk, id)).body.content ?? [];
const textsOf = async (desk: ApiClient, id: string) => (await blocksOf(desk, id)).map(blockText);

describe('a named revision', () => {
  test('has a name and the number of words added and removed since the previous one', async () => {
    const journalist = await signedIn('phongvien');
    const { id } = await aDraft(journalist);
    const { status, body: first } = await journalist.post<Revision>(`/api/articles/${id}/revisions`, {
      name: '  Trước khi cắt ',
    });
    expect(status).toBe(201);
    expect(first).toMatchObject({ number: 1, reason: 'save', name: 'Trước khi cắt', wordsRemoved: 0 });
    expect(first.wordsAdded).toBe(first.words);
    await replaceContent(journalist, id, { lead: 'Sáng nay, con tàu mới đã cập cảng.' });
    const second = await saveRevision(journalist, id, 'Sau khi cắt');
    expect(second).toMatchObject({ number: 2, wordsAdded: 1, wordsRemoved: 2 });
    expect(await revisionsOf(journalist, id)).toEqual([second, first]);
  });

  test('can be saved of unchanged content, but only once under the same name', async () => {
    const journalist = await signedIn('phongvien');
    const { id } = await aDraft(journalist);
    await performTransition(journalist, id, 'submit');
    await performTransition(journalist, id, 'recall');
    const [named, again] = [
      await saveRevision(journalist, id, 'Bản gửi'),
      await saveRevision(journalist, id, 'Bản gửi'),
    ];
    expect(again).toEqual(named);
    expect((await revisionsOf(journalist, id)).map(({ name, reason }) => [name, reason])).toEqual([
      ['Bản gửi', 'save'],
      [null, 'submit'],
    ]);
  });

  test('requires a name of one line within the limit', async () => {
    const journalist = await signedIn('phongvien');
    const { id } = await aDraft(journalist);
    for (const [name, code] of [
      [' ', 'required'],
      ['x'.repeat(81), 'too-long'],
      ['một\nhai', 'invalid'],
    ]) {
      const answer = await journalist.post(`/api/articles/${id}/revisions`, { name });
      expect([answer.status, answer.body.fields]).toEqual([422, { name: code }]);
    }
  });

  test('can be saved by people who may edit, where editing is allowed', async () => {
    const [journalist, other] = [await signedIn('phongvien'), await signedIn('phongvien2')];
    const { id } = await aDraft(journalist);
    expect((await other.post(`/api/articles/${id}/revisions`, { name: 'A' })).status).toBe(404);
    await performTransition(journalist, id, 'submit');
    expect((await journalist.post(`/api/articles/${id}/revisions`, { name: 'A' })).body.code).toBe(
      'wrong-stage',
    );
  });
});

describe('a restore', () => {
  test('replaces content and fields, and can itself be undone by a restore', async () => {
    const journalist = await signedIn('phongvien');
    const { id, categoryId } = await aDraft(journalist, { tags: ['cảng'] });
    const first = await saveRevision(journalist, id, 'Đầu');
    const { body: categories } = await journalist.get<{ items: Category[] }>('/api/categories');
    const otherCategory = categories.items.find((category) => category.id !== categoryId)?.id;
    await replaceContent(journalist, id, { title: 'Tên khác', ...body(paragraph('Một đoạn khác hẳn.')) });
    await journalist.patch(`/api/articles/${id}`, { tags: ['tàu'], categoryId: otherCategory }, '*');

    const { status, body: outcome } = await restoreRevision(journalist, id, first.id);
    expect(status).toBe(200);
    const back = await contentOf(journalist, id);
    expect(back.contentHash).toBe(first.contentHash);
    expect(outcome).toMatchObject({ contentHash: first.contentHash, kept: { reason: 'restore', number: 2 } });
    expect((await journalist.get<Article>(`/api/articles/${id}`)).body).toMatchObject({
      tags: ['cảng'],
      categoryId,
    });

    await restoreRevision(journalist, id, outcome.kept.id);
    expect(await contentOf(journalist, id)).toMatchObject({ title: 'Tên khác' });
    expect((await journalist.get<Article>(`/api/articles/${id}`)).body).toMatchObject({
      tags: ['tàu'],
      categoryId: otherCategory,
    });
  });

  test('of the body, title or lead alone preserves the rest', async () => {
    const journalist = await signedIn('phongvien');
    const { id } = await aDraft(journalist, { tags: ['cảng'] });
    const first = await saveRevision(journalist, id, 'Đầu');
    const now = { title: 'Tên mới', lead: 'Sapo mới.', ...body(paragraph('Đoạn mới.')) };
    await replaceContent(journalist, id, now);
    await journalist.patch(`/api/articles/${id}`, { tags: ['tàu'] }, '*');
    await restoreRevision(journalist, id, first.id, { part: 'lead' });
    expect(await contentOf(journalist, id)).toMatchObject({ title: 'Tên mới', lead: articleContent().lead });
    await restoreRevision(journalist, id, first.id, { part: 'title' });
    expect(await contentOf(journalist, id)).toMatchObject({ title: articleContent().title });
    expect(await textsOf(journalist, id)).toEqual(['Đoạn mới.']);
    await restoreRevision(journalist, id, first.id, { part: 'words' });
    expect((await contentOf(journalist, id)).contentHash).toBe(first.contentHash);
    expect((await journalist.get<Article>(`/api/articles/${id}`)).body.tags).toEqual(['tàu']);
  });

  test('of one block preserves concurrent edits elsewhere', async () => {
    const journalist = await signedIn('phongvien');
    const { id } = await aDraft(journalist, {
      content: articleContent(body(paragraph('Một.'), paragraph('Hai.'), paragraph('Ba.'))),
    });
    const first = await saveRevision(journalist, id, 'Đầu');
    const [one, two, three] = await blocksOf(journalist, id);
    if (!one || !two || !three) throw new Error('Three paragraphs');
    const changed = (node: NodeJson, text: string) => ({ ...node, content: [{ type: 'text', text }] });
    await replaceContent(journalist, id, {
      lead: 'Mới.',
      ...body(changed(one, 'Một rưỡi.'), changed(three, 'Ba rưỡi.')),
    });
    await restoreRevision(journalist, id, first.id, { blockId: two.attrs?.id });
    expect(await textsOf(journalist, id)).toEqual(['Một rưỡi.', 'Hai.', 'Ba rưỡi.']);
    await restoreRevision(journalist, id, first.id, { blockId: three.attrs?.id });
    expect(await textsOf(journalist, id)).toEqual(['Một rưỡi.', 'Hai.', 'Ba.']);
    expect(await contentOf(journalist, id)).toMatchObject({ lead: 'Mới.' });
    expect((await blocksOf(journalist, id)).map((node) => node.attrs?.id)).toEqual(
      [one, two, three].map((node) => node.attrs?.id),
    );
  });

  test('of a block that is not in the revision, or of another article’s revision, changes nothing', async () => {
    const journalist = await signedIn('phongvien');
    const [{ id }, other] = [await aDraft(journalist), await aDraft(journalist)];
    const foreign = await saveRevision(journalist, other.id, 'Của bài khác');
    const own = await saveRevision(journalist, id, 'Của bài này');
    await replaceContent(journalist, id, { lead: 'Mới.' });
    const unknown = await restoreRevision<Problem>(journalist, id, own.id, { blockId: 'nobody' });
    expect([unknown.status, unknown.body.fields]).toEqual([422, { blockId: 'unknown' }]);
    for (const revisionId of [foreign.id, unknownId, 'x']) {
      expect((await restoreRevision(journalist, id, revisionId)).status).toBe(404);
    }
    expect(await contentOf(journalist, id)).toMatchObject({ lead: 'Mới.' });
    expect(await revisionsOf(journalist, id)).toHaveLength(1);
  });

  test('is refused where the article may not be edited', async () => {
    const journalist = await signedIn('phongvien');
    const { id } = await aDraft(journalist);
    const first = await saveRevision(journalist, id, 'Đầu');
    await performTransition(journalist, id, 'submit');
    const refusal = await restoreRevision<Problem>(journalist, id, first.id);
    expect([refusal.status, refusal.body.code]).toEqual([409, 'wrong-stage']);
    const other = await restoreRevision<Problem>(await signedIn('phongvien2'), id, first.id);
    expect(other.status).toBe(404);
  });

  test('of a published article changes its working copy; the publication stays the same', async () => {
    const [article, editor] = [await aPublishedArticle(), await signedIn('bientap')];
    const { id } = article;
    const [published] = await revisionsOf(editor, id);
    await performTransition(editor, id, 'revise');
    await replaceContent(editor, id, { lead: 'Đính chính.' });
    const { body: outcome } = await restoreRevision(editor, id, published?.id ?? '');
    expect(outcome.contentHash).toBe(published?.contentHash);
    expect((await editor.get<Article>(`/api/articles/${id}`)).body).toMatchObject({
      state: 'draft',
      publication: { state: 'published', revisionId: published?.id },
    });
  });

  test('is recorded in the audit log, as is a named revision', async () => {
    const [journalist, admin] = [await signedIn('phongvien'), await signedIn('quantri')];
    const { id } = await aDraft(journalist);
    const first = await saveRevision(journalist, id, 'Đầu');
    await replaceContent(journalist, id, { lead: 'Mới.' });
    await restoreRevision(journalist, id, first.id, { part: 'lead' });
    const log = await admin.get<{ items: { action: string; detail: object }[] }>('/api/audit?group=article');
    expect(log.body.items.filter(({ action }) => action.endsWith('-version'))).toEqual([
      expect.objectContaining({
        action: 'article.restore-version',
        detail: { revisionId: first.id, revisionNumber: 1, part: 'lead', keptRevisionNumber: 2 },
      }),
      expect.objectContaining({
        action: 'article.save-version',
        detail: { revisionId: first.id, revisionNumber: 1, name: 'Đầu' },
      }),
    ]);
  });
});

test('a revision has its fields as they were, with a merged category replaced by its target', async () => {
  const [journalist, admin] = [await signedIn('phongvien'), await signedIn('quantri')];
  const fields = { bylines: ['Hải Miên'], tags: ['cảng'], source: { name: 'TTXVN', url: null } };
  const { id, categoryId } = await aDraft(journalist, fields);
  const saved = await saveRevision(journalist, id, 'Đầu');
  await journalist.patch(`/api/articles/${id}`, { tags: [], source: null }, '*');
  const tree = await admin.get<{ items: Category[]; etag: string }>('/api/categories');
  const into = tree.body.items.find((category) => category.id !== categoryId && category.parentId === null);
  const merged = await admin.fetch(`/api/categories/${categoryId}/merge`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'if-match': tree.body.etag },
    body: JSON.stringify({ intoId: into?.id }),
  });
  expect(merged.status).toBe(200);
  const { body: revision } = await journalist.get<FullRevision>(`/api/articles/${id}/revisions/${saved.id}`);
  expect(revision.fields).toEqual({
    ...fields,
    categoryId: into?.id,
    coverMediaId: null,
    relatedIds: [],
  });
});
