import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Article } from '../../domain/contract/article-schema.ts';
import { type ArticleView, articleViews } from '../../domain/contract/article-views.ts';
import type { Category } from '../../domain/contract/categories.ts';
import { limits } from '../../domain/limits.ts';
import {
  type ApiClient,
  aDraft,
  advanceClock,
  articleContent,
  contentOf,
  emailOf,
  host,
  minute,
  paragraph,
  performTransition,
  publish,
  resetBeforeEach,
  signedIn,
  startTime,
} from './desk.ts';

resetBeforeEach();

type Page = { items: Article[]; nextCursor: string | null };

const list = async (desk: ApiClient, query: string): Promise<Page> => {
  const { status, body } = await desk.get<Page>(`/api/articles?${query}`);
  expect(status, query).toBe(200);
  return body;
};
const titles = async (desk: ApiClient, query: string) =>
  (await list(desk, query)).items.map(({ title }) => title);
const titled = (title: string, body = 'Nội dung') =>
  articleContent({ title, lead: '', body: { type: 'doc', content: [paragraph(body)] } });

/** One article in each state, titled after it, by `phongvien`, and a draft by the editor. */
async function anArticleInEachState(): Promise<Record<'journalist' | 'other' | 'editor', ApiClient>> {
  const [journalist, other, editor] = [
    await signedIn('phongvien'),
    await signedIn('phongvien2'),
    await signedIn('bientap'),
  ];
  const createDraft = async (title: string) => {
    advanceClock(minute);
    return (await aDraft(journalist, { content: articleContent({ title }) })).id;
  };
  const aSubmittedArticle = async (title: string) => {
    const id = await createDraft(title);
    await performTransition(journalist, id, 'submit');
    return id;
  };
  const schedule = async (id: string) => {
    const { contentHash } = await contentOf(editor, id);
    const publishAt = new Date(startTime.getTime() + 600 * minute).toISOString();
    await performTransition(editor, id, 'schedule', { contentHash, publishAt });
  };
  await createDraft('nháp');
  await performTransition(editor, await aSubmittedArticle('trả lại'), 'return', { note: 'Viết lại' });
  await aSubmittedArticle('chờ duyệt');
  await schedule(await aSubmittedArticle('hẹn giờ'));
  await publish(editor, await aSubmittedArticle('đã đăng'));
  const corrected = await aSubmittedArticle('đang sửa');
  await publish(editor, corrected);
  await performTransition(journalist, corrected, 'revise');
  const waiting = await aSubmittedArticle('bản sửa hẹn giờ');
  await publish(editor, waiting);
  await performTransition(journalist, waiting, 'revise');
  await performTransition(journalist, waiting, 'submit');
  await schedule(waiting);
  const withdrawn = await aSubmittedArticle('đã gỡ');
  await publish(editor, withdrawn);
  await performTransition(editor, withdrawn, 'withdraw', { note: 'Sai' });
  await performTransition(journalist, await createDraft('thùng rác'), 'trash');
  await aDraft(editor, { content: articleContent({ title: 'nháp của biên tập' }) });
  return { journalist, other, editor };
}

const own = ['nháp', 'trả lại', 'chờ duyệt', 'hẹn giờ', 'đã đăng', 'đang sửa', 'bản sửa hẹn giờ', 'đã gỡ'];
const visible = ['đã đăng', 'đang sửa', 'bản sửa hẹn giờ'];
const shared = { returned: ['trả lại'], review: ['chờ duyệt'], scheduled: ['hẹn giờ', 'bản sửa hẹn giờ'] };

const expected: Record<'journalist' | 'other' | 'editor', Record<ArticleView, string[]>> = {
  journalist: { ...shared, mine: own, published: visible, all: own, trash: ['thùng rác'] },
  other: {
    mine: [],
    returned: [],
    review: [],
    scheduled: [],
    published: ['đã đăng'],
    all: ['đã đăng'],
    trash: [],
  },
  editor: {
    ...shared,
    mine: ['nháp của biên tập'],
    published: visible,
    all: [...own, 'nháp của biên tập'],
    trash: ['thùng rác'],
  },
};

test('each view lists its articles that the viewer may read, and the counts match', async () => {
  const desks = await anArticleInEachState();
  for (const who of ['journalist', 'other', 'editor'] as const) {
    const counts = (await desks[who].get<Record<ArticleView, number>>('/api/articles/counts')).body;
    for (const view of articleViews) {
      const found = await titles(desks[who], `view=${view}`);
      expect([...found].sort(), `${who}: ${view}`).toEqual([...expected[who][view]].sort());
      expect(counts[view], `${who}: count of ${view}`).toBe(found.length);
    }
  }

  // Publication needs no job: the scheduled time has passed.
  advanceClock(601 * minute);
  expect(await titles(desks.other, 'view=published&sort=title')).toEqual([
    'bản sửa hẹn giờ',
    'đã đăng',
    'hẹn giờ',
  ]);
  for (const desk of Object.values(desks)) await expectCountsOfLists(desk);
  expect(await titles(desks.editor, 'view=scheduled')).toEqual([]);
});

async function expectCountsOfLists(desk: ApiClient): Promise<void> {
  const counts = (await desk.get<Record<ArticleView, number>>('/api/articles/counts')).body;
  const listed = await Promise.all(
    articleViews.map(async (view) => [view, (await titles(desk, `view=${view}`)).length]),
  );
  expect(counts).toEqual(Object.fromEntries(listed));
}

test('counts follow rows that are written and deleted beside the desk', async () => {
  const { journalist, other, editor } = await anArticleInEachState();
  await host.db.transaction(async (tx) => {
    await tx.execute(sql`delete from articles where title in ('đã đăng', 'nháp', 'thùng rác')`);
    await tx.execute(sql`update article_authors set user_id = (select id from users where email = ${emailOf('phongvien2')})
      where article_id in (select id from articles where title = 'đang sửa')`);
    await tx.execute(sql`update articles set withdrawn_at = null where title = 'đã gỡ'`);
  });
  for (const desk of [journalist, other, editor]) await expectCountsOfLists(desk);
  expect(await titles(other, 'view=all&sort=title')).toEqual(['đã gỡ', 'đang sửa']);
});

test('articles are no longer listed after thirty days in the bin', async () => {
  const journalist = await signedIn('phongvien');
  const { id } = await aDraft(journalist);
  await performTransition(journalist, id, 'trash');
  advanceClock(limits.trashDays * 24 * 60 * minute - 1);
  const later = await signedIn('phongvien');
  expect((await list(later, 'view=trash')).items).toHaveLength(1);
  advanceClock(1);
  expect((await list(later, 'view=trash')).items).toHaveLength(0);
});

describe('search', () => {
  test('ignores case, accents and their placement, and matches every word in title, lead or body', async () => {
    const journalist = await signedIn('phongvien');
    await aDraft(journalist, { content: titled('Hải Phòng đón tàu', 'Cầu Hoàng Văn Thụ thông xe') });
    await aDraft(journalist, { content: titled('Đà Nẵng', 'Cầu Rồng phun lửa') });
    for (const [q, found] of [
      ['hai phong', ['Hải Phòng đón tàu']],
      ['HẢI  phòng', ['Hải Phòng đón tàu']],
      ['thông “hoàng” đón', ['Hải Phòng đón tàu']],
      ['cau', ['Đà Nẵng', 'Hải Phòng đón tàu']],
      ['đà nẵng', ['Đà Nẵng']],
      ['cầu vàng', []],
      ['%', ['Đà Nẵng', 'Hải Phòng đón tàu']],
      ['r%ng', []],
      ['h_i', []],
      ['a\\b', []],
    ] as const) {
      expect(await titles(journalist, `sort=title&q=${encodeURIComponent(q)}`), q).toEqual(found);
    }
  });

  test('does not find articles that the viewer may not read', async () => {
    await aDraft(await signedIn('phongvien'), { content: titled('Bí mật') });
    expect(await titles(await signedIn('phongvien2'), 'q=bi+mat')).toEqual([]);
  });
});

describe('filters', () => {
  test('by category include the articles of its subcategories', async () => {
    const journalist = await signedIn('phongvien');
    const { body } = await journalist.get<{ items: Category[] }>('/api/categories');
    const idOf = (slug: string) => body.items.find((category) => category.slug === slug)?.id;
    await aDraft(journalist, { content: titled('cảng'), categoryId: idOf('cang-bien') });
    await aDraft(journalist, { content: titled('kinh tế'), categoryId: idOf('kinh-te') });
    await aDraft(journalist, { content: titled('thể thao'), categoryId: idOf('the-thao') });
    expect(await titles(journalist, `sort=title&categoryId=${idOf('kinh-te')}`)).toEqual(['cảng', 'kinh tế']);
    expect(await titles(journalist, `categoryId=${idOf('cang-bien')}`)).toEqual(['cảng']);
  });

  test('by author and by the time of the last change', async () => {
    const [journalist, editor] = [await signedIn('phongvien'), await signedIn('bientap')];
    const first = await aDraft(journalist, { content: titled('trước') });
    const at = advanceClock(minute).toISOString();
    await aDraft(editor, { content: titled('sau') });
    expect(await titles(editor, `authorId=${first.authors[0]?.id}`)).toEqual(['trước']);
    expect(await titles(editor, `from=${at}`)).toEqual(['sau']);
    expect(await titles(editor, `to=${at}`)).toEqual(['trước']);
    expect(await titles(editor, `from=${encodeURIComponent('2026-03-11T14:06:00+07:00')}&to=${at}`)).toEqual([
      'trước',
    ]);
  });
});

test('the time filter of a list by publication is about the first publication', async () => {
  const [journalist, editor] = [await signedIn('phongvien'), await signedIn('bientap')];
  const publishedNow = async (title: string) => {
    const { id } = await aDraft(journalist, { content: articleContent({ title }) });
    await performTransition(journalist, id, 'submit');
    await publish(editor, id);
    return id;
  };
  const first = await publishedNow('trước');
  const between = advanceClock(minute).toISOString();
  await publishedNow('sau');
  advanceClock(minute);
  await performTransition(journalist, first, 'revise');
  expect(await titles(editor, `sort=published&to=${between}`)).toEqual(['trước']);
  expect(await titles(editor, `sort=updated&to=${between}`)).toEqual([]);
});

describe('pages', () => {
  test.each(['updated', 'oldest', 'title', 'published'])(
    'sorted by %s contain every article once',
    async (sort) => {
      const journalist = await signedIn('phongvien');
      const names = ['an', 'ân', 'Bình', 'bình', 'đào', 'Yến', ''];
      // Three have the same time: the id breaks the tie.
      for (const [index, title] of names.entries()) {
        if (index > 2) advanceClock(minute);
        await aDraft(journalist, { content: titled(title) });
      }
      const whole = (await list(journalist, `sort=${sort}`)).items.map(({ id }) => id);
      expect(whole).toHaveLength(names.length);
      for (const limit of [1, 2, 3]) {
        const found: string[] = [];
        let cursor = '';
        do {
          const page = await list(journalist, `sort=${sort}&limit=${limit}${cursor && `&cursor=${cursor}`}`);
          expect(page.items.length).toBeLessThanOrEqual(limit);
          found.push(...page.items.map(({ id }) => id));
          cursor = page.nextCursor ?? '';
        } while (cursor !== '');
        expect(found, `limit ${limit}`).toEqual(whole);
      }
    },
  );

  test('are sorted newest first, oldest first or by title', async () => {
    const journalist = await signedIn('phongvien');
    for (const title of ['Bình', 'Đào', 'Ân']) {
      advanceClock(minute);
      await aDraft(journalist, { content: titled(title) });
    }
    expect(await titles(journalist, 'sort=updated')).toEqual(['Ân', 'Đào', 'Bình']);
    expect(await titles(journalist, 'sort=oldest')).toEqual(['Bình', 'Đào', 'Ân']);
    expect(await titles(journalist, 'sort=title')).toEqual(['Ân', 'Bình', 'Đào']);
  });

  test.each([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=many', 'limit'],
    ['view=secret', 'view'],
    ['sort=size', 'sort'],
    ['from=today', 'from'],
    ['categoryId=7', 'categoryId'],
    [`q=${'x'.repeat(limits.searchMaxChars + 1)}`, 'q'],
    ['cursor=nonsense', 'cursor'],
    [
      `cursor=${btoa('{"key":"2026-02-31 25:00:00+00","id":"00000000-0000-4000-8000-000000000000"}')}`,
      'cursor',
    ],
    [`cursor=${btoa('{"key":"2026-03-11 07:06:00+00","id":"7"}')}`, 'cursor'],
    [`cursor=${btoa('[]')}`, 'cursor'],
  ])('with %s are refused', async (query, field) => {
    const { status, body } = await (await signedIn('phongvien')).get(`/api/articles?${query}`);
    expect(status).toBe(422);
    expect(Object.keys(body.fields ?? {})).toEqual([field]);
  });
});
