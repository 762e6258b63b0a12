import { describe, expect, test } from 'vitest';
import type { Article } from '../../domain/contract/article-schema.ts';
import type { Problem } from '../../domain/contract/errors.ts';
import type { Revision } from '../../domain/contract/revisions.ts';
import { type ContentJson, emptyContent } from '../../domain/document/content.ts';
import { writeSetting } from '../../server/db/queries/settings.ts';
import {
  type ApiClient,
  aDraft,
  advanceClock,
  contentOf,
  host,
  minute,
  paragraph,
  performTransition,
  publish,
  requestTransition,
  resetBeforeEach,
  signedIn,
} from './desk.ts';

resetBeforeEach();

const article = (title: string, lead: string, ...paragraphs: string[]): ContentJson => ({
  title,
  lead,
  body: { type: 'doc', content: paragraphs.map(paragraph) },
});
const first = 'Con tàu dài hơn hai trăm mét cập cảng lúc sáu giờ sáng, sau ba ngày chờ ngoài phao số không.';
const second = 'Theo cảng vụ, đây là con tàu lớn nhất từng vào luồng này kể từ khi cầu cảng được mở rộng.';
const journalists = article('Cảng đón tàu lớn', 'Sáng nay, con tàu đầu tiên đã cập cảng.', first, second);
const third = 'Ba con tàu nữa sẽ vào cảng trong tháng này.';
const editors = article(
  'Thị trường nhà đất quý ba',
  'Giá căn hộ trung tâm giảm lần đầu sau hai năm.',
  'Báo cáo của hiệp hội môi giới cho thấy lượng giao dịch giảm một nửa so với cùng kỳ.',
);

const signInAll = async () => ({
  journalist: await signedIn('phongvien'),
  editor: await signedIn('bientap'),
  admin: await signedIn('quantri'),
});

/** Submissions are distinguished by their time. */
function submit(desk: ApiClient, id: string): Promise<Article> {
  advanceClock(minute);
  return performTransition(desk, id, 'submit');
}

async function aSubmission(journalist: ApiClient, content = journalists): Promise<string> {
  const { id } = await aDraft(journalist, { content });
  await submit(journalist, id);
  return id;
}

async function write(desk: ApiClient, id: string, content: ContentJson): Promise<void> {
  const { status, body } = await desk.put(`/api/articles/${id}/content`, content);
  if (status !== 200) throw new Error(`Not written: ${status} ${JSON.stringify(body)}`);
}

/** The share that the refusal names; `published` when it is allowed. */
async function tryToPublish(desk: ApiClient, id: string): Promise<number | string> {
  const { contentHash } = await contentOf(desk, id);
  const { status, body } = await requestTransition<Article & Problem>(desk, id, 'publish', { contentHash });
  if (status === 200) return body.state;
  const { share } = (body.data ?? {}) as { share?: number };
  expect([status, body.code]).toEqual([403, 'four-eyes']);
  // The screen shows the same reason before anything is requested.
  const refusal = { allowed: false, reason: 'four-eyes', share };
  const { abilities } = (await desk.get<Article>(`/api/articles/${id}`)).body;
  expect([abilities.publish, abilities.schedule]).toEqual([refusal, refusal]);
  const { items } = (await desk.get<{ items: Article[] }>('/api/articles?view=review')).body;
  expect(items.find((one) => one.id === id)?.abilities.publish).toEqual(refusal);
  return share ?? 'no share';
}

describe('an editor who edits an article in review', () => {
  test('does not publish alone a text of which they replaced everything, but somebody else may', async () => {
    const { journalist, editor, admin } = await signInAll();
    const id = await aSubmission(journalist);
    await write(editor, id, editors);
    expect(await tryToPublish(editor, id)).toBe(100);
    expect(await tryToPublish(admin, id)).toBe('published');
  });

  test('does not schedule it either', async () => {
    const { journalist, editor } = await signInAll();
    const id = await aSubmission(journalist);
    await write(editor, id, editors);
    const { contentHash } = await contentOf(editor, id);
    const publishAt = new Date(host.clock.now().getTime() + 60 * minute).toISOString();
    const { status, body } = await requestTransition<Problem>(editor, id, 'schedule', {
      contentHash,
      publishAt,
    });
    expect([status, body.code, body.data]).toEqual([403, 'four-eyes', { share: 100 }]);
  });

  test('publishes a text in which they corrected a few words, moved, cut and formatted', async () => {
    const { journalist, editor } = await signInAll();
    const id = await aSubmission(journalist);
    const moved = article(journalists.title, journalists.lead.replace('Sáng nay', 'Sáng qua'), second, first);
    await write(editor, id, moved);
    await write(editor, id, {
      ...moved,
      body: {
        type: 'doc',
        content: [
          { ...paragraph(second), type: 'heading', attrs: { level: 2 } },
          paragraph(first.slice(0, 60)),
        ],
      },
    });
    expect(await tryToPublish(editor, id)).toBe('published');
  });

  test('publishes a text that they deleted and put back', async () => {
    const { journalist, editor } = await signInAll();
    const id = await aSubmission(journalist);
    await write(editor, id, editors);
    await write(editor, id, journalists);
    expect(await tryToPublish(editor, id)).toBe('published');
  });

  test('publishes it once its author has recalled and submitted it', async () => {
    const { journalist, editor } = await signInAll();
    const id = await aSubmission(journalist);
    await write(editor, id, editors);
    await performTransition(journalist, id, 'recall');
    await submit(journalist, id);
    expect(await tryToPublish(editor, id)).toBe('published');
  });

  test('gains nothing by submitting it themselves', async () => {
    const { journalist, editor } = await signInAll();
    const id = await aSubmission(journalist);
    await performTransition(editor, id, 'return', { note: 'Sửa lại.' });
    await write(editor, id, editors);
    await submit(editor, id);
    expect(await tryToPublish(editor, id)).toBe(100);
  });

  test('is not judged by what another editor wrote', async () => {
    const { journalist, editor, admin } = await signInAll();
    const id = await aSubmission(journalist);
    await write(admin, id, article(journalists.title, journalists.lead, first, third));
    await write(editor, id, article(journalists.title, journalists.lead.replace('nay', 'qua'), first, third));
    expect(await tryToPublish(editor, id)).toBe('published');
  });
});

describe('an editor’s own article', () => {
  test('needs somebody else, as long as nobody else has submitted it', async () => {
    const { editor, admin } = await signInAll();
    const { id } = await aDraft(editor, { content: editors });
    await submit(editor, id);
    expect(await tryToPublish(editor, id)).toBe(100);
    await performTransition(admin, id, 'return', { note: 'Đã đọc.' });
    await submit(admin, id);
    expect(await tryToPublish(editor, id)).toBe('published');
  });

  test('that somebody else wrote is that person’s', async () => {
    const { editor, admin } = await signInAll();
    const { id } = await aDraft(editor, { content: emptyContent });
    await write(admin, id, journalists);
    await submit(admin, id);
    expect(await tryToPublish(admin, id)).toBe(100);
    expect(await tryToPublish(editor, id)).toBe('published');
  });
});

describe('restoring a revision', () => {
  const revisionsOf = async (desk: ApiClient, id: string) =>
    (await desk.get<{ items: Revision[] }>(`/api/articles/${id}/revisions`)).body.items;
  async function restore(desk: ApiClient, id: string, revisionId: string | undefined): Promise<void> {
    const { status, body } = await desk.post(`/api/articles/${id}/revisions/${revisionId}/restore`, {});
    if (status !== 200) throw new Error(`Not restored: ${status} ${JSON.stringify(body)}`);
  }

  test('makes nobody the writer of text that somebody else has submitted', async () => {
    const { journalist, editor } = await signInAll();
    const id = await aSubmission(journalist, editors);
    const [submitted] = await revisionsOf(editor, id);
    await performTransition(journalist, id, 'recall');
    await write(journalist, id, journalists);
    await submit(journalist, id);
    await restore(editor, id, submitted?.id);
    expect(await contentOf(editor, id)).toMatchObject({ title: editors.title });
    expect(await tryToPublish(editor, id)).toBe('published');
  });

  test('makes nobody the writer of text that was saved before they wrote anything', async () => {
    const { journalist, editor } = await signInAll();
    const { id } = await aDraft(journalist, { content: editors });
    const { body: saved } = await editor.post<Revision>(`/api/articles/${id}/revisions`, { name: 'Bản 1' });
    await write(journalist, id, journalists);
    await submit(journalist, id);
    await restore(editor, id, saved.id);
    expect(await tryToPublish(editor, id)).toBe('published');
  });

  test('does not pass one’s own text off as that of the article’s author', async () => {
    const { journalist, editor } = await signInAll();
    const { id } = await aDraft(journalist, { content: journalists });
    await write(editor, id, editors);
    const { body: saved } = await journalist.post<Revision>(`/api/articles/${id}/revisions`, {
      name: 'Bản 1',
    });
    await write(journalist, id, journalists);
    await submit(journalist, id);
    await restore(editor, id, saved.id);
    expect(await tryToPublish(editor, id)).toBe(100);
  });
});

describe('other ways to readers', () => {
  test('a scheduled article that is taken back and rewritten is judged again', async () => {
    const { journalist, editor, admin } = await signInAll();
    const id = await aSubmission(journalist);
    const { contentHash } = await contentOf(admin, id);
    const publishAt = new Date(host.clock.now().getTime() + 60 * minute).toISOString();
    await performTransition(admin, id, 'schedule', { contentHash, publishAt });
    await performTransition(editor, id, 'unschedule');
    await write(editor, id, editors);
    expect(await tryToPublish(editor, id)).toBe(100);
  });

  test('a correction of a published article is judged by what changed since the last submission', async () => {
    const { journalist, editor } = await signInAll();
    const id = await aSubmission(journalist);
    await publish(editor, id);
    await performTransition(editor, id, 'revise');
    await write(
      editor,
      id,
      article(journalists.title, journalists.lead.replace('nay', 'qua'), first, second),
    );
    await submit(editor, id);
    expect(await tryToPublish(editor, id)).toBe('published');
    await performTransition(editor, id, 'revise');
    await write(editor, id, editors);
    await submit(editor, id);
    expect(await tryToPublish(editor, id)).toBe(100);
  });
});

describe('the newsroom’s setting', () => {
  test('decides how much an approver may have written', async () => {
    const { journalist, editor } = await signInAll();
    const id = await aSubmission(journalist);
    await write(editor, id, article(journalists.title, journalists.lead, first, `${third} ${third}`));
    const share = await tryToPublish(editor, id);
    expect(share).toBeGreaterThan(25);
    await writeSetting(host.db, 'ownShareMax', Number(share) - 1);
    expect(await tryToPublish(editor, id)).toBe(share);
    await writeSetting(host.db, 'ownShareMax', share);
    expect(await tryToPublish(editor, id)).toBe('published');
  });

  test('allows nobody to approve alone what they alone wrote', async () => {
    const { journalist, editor } = await signInAll();
    await writeSetting(host.db, 'ownShareMax', 100);
    const id = await aSubmission(journalist);
    await write(editor, id, editors);
    expect(await tryToPublish(editor, id)).toBe(100);
    await writeSetting(host.db, 'fourEyes', false);
    expect(await tryToPublish(editor, id)).toBe('published');
  });
});
