import { describe, expect, test } from 'vitest';
import type { HistoryEntry } from '../../domain/contract/articles.ts';
import type { Revision } from '../../domain/contract/revisions.ts';
import type { ContentJson } from '../../domain/document/content.ts';
import {
  aDraft,
  advanceClock,
  articleContent,
  contentOf,
  minute,
  performTransition,
  publish,
  resetBeforeEach,
  signedIn,
  unknownId,
} from './desk.ts';

resetBeforeEach();

type Page<Item> = { items: Item[]; nextCursor: string | null };

/** An article submitted, returned, corrected, submitted and published, one minute apart. */
async function aRevisedArticle() {
  const [journalist, editor] = [await signedIn('phongvien'), await signedIn('bientap')];
  const { id } = await aDraft(journalist);
  advanceClock(minute);
  await performTransition(journalist, id, 'submit');
  advanceClock(minute);
  await performTransition(editor, id, 'return', { note: 'Sửa sapo' });
  advanceClock(minute);
  await journalist.put(`/api/articles/${id}/content`, articleContent({ lead: 'Sapo mới.' }));
  await performTransition(journalist, id, 'submit');
  advanceClock(minute);
  await publish(editor, id);
  return { journalist, editor, id };
}

describe('revisions', () => {
  test('are created by transitions, and only if content or fields differ from the last one', async () => {
    const { journalist, id } = await aRevisedArticle();
    const { body } = await journalist.get<Page<Revision>>(`/api/articles/${id}/revisions`);
    expect(body).toEqual({
      items: [
        expect.objectContaining({
          number: 2,
          reason: 'submit',
          createdBy: expect.objectContaining({ name: 'Nguyễn Hải Miên' }),
        }),
        expect.objectContaining({ number: 1, reason: 'submit', title: articleContent().title }),
      ],
      nextCursor: null,
    });
    expect(body.items[0]?.contentHash).not.toBe(body.items[1]?.contentHash);
    expect(body.items[0]?.contentHash).toBe((await contentOf(journalist, id)).contentHash);
  });

  test('are also created when only a field has changed', async () => {
    const [journalist, editor] = [await signedIn('phongvien'), await signedIn('bientap')];
    const { id } = await aDraft(journalist);
    await performTransition(journalist, id, 'submit');
    await editor.patch(`/api/articles/${id}`, { tags: ['cảng'] }, '*');
    await publish(editor, id);
    const { body } = await editor.get<Page<Revision>>(`/api/articles/${id}/revisions`);
    expect(body.items.map(({ number, reason }) => [number, reason])).toEqual([
      [2, 'publish'],
      [1, 'submit'],
    ]);
    expect(body.items[0]?.contentHash).toBe(body.items[1]?.contentHash);
  });

  test('contain the content of their time', async () => {
    const { journalist, id } = await aRevisedArticle();
    const { body } = await journalist.get<Page<Revision>>(`/api/articles/${id}/revisions`);
    const leads = await Promise.all(
      body.items.map(async (revision) => {
        const one = await journalist.get<Revision & { content: ContentJson }>(
          `/api/articles/${id}/revisions/${revision.id}`,
        );
        expect(one.body).toMatchObject(revision);
        return one.body.content.lead;
      }),
    );
    expect(leads).toEqual(['Sapo mới.', articleContent().lead]);
  });

  test('of another article are not found', async () => {
    const { journalist, id } = await aRevisedArticle();
    const other = await aDraft(journalist);
    const { body } = await journalist.get<Page<Revision>>(`/api/articles/${id}/revisions`);
    for (const revisionId of [body.items[0]?.id, unknownId, 'x']) {
      const answer = await journalist.get(`/api/articles/${other.id}/revisions/${revisionId}`);
      expect([answer.status, answer.body.code]).toEqual([404, 'not-found']);
    }
  });
});

describe('the history', () => {
  test('lists every transition, newest first', async () => {
    const { journalist, id } = await aRevisedArticle();
    const { body } = await journalist.get<Page<HistoryEntry>>(`/api/articles/${id}/history`);
    expect(body.items.map(({ transition, from, to, note }) => [transition, from, to, note])).toEqual([
      ['publish', 'review', 'published', null],
      ['submit', 'returned', 'review', null],
      ['return', 'review', 'returned', 'Sửa sapo'],
      ['submit', 'draft', 'review', null],
      ['create', null, 'draft', null],
    ]);
  });
});

test.each(['history', 'revisions'])('%s are paged, each entry once', async (name) => {
  const { journalist, id } = await aRevisedArticle();
  const path = `/api/articles/${id}/${name}`;
  const whole = (await journalist.get<Page<{ id: string }>>(path)).body.items.map((item) => item.id);
  const found: string[] = [];
  let cursor = '';
  do {
    const { body } = await journalist.get<Page<{ id: string }>>(
      `${path}?limit=1${cursor && `&cursor=${cursor}`}`,
    );
    found.push(...body.items.map((item) => item.id));
    cursor = body.nextCursor ?? '';
  } while (cursor !== '');
  expect(found).toEqual(whole);
  expect((await journalist.get(`${path}?cursor=x`)).body.fields).toEqual({ cursor: 'invalid' });
});
