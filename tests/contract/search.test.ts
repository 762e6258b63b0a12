import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { ArticleView } from '../../domain/contract/article-views.ts';
import { fillSearchTexts } from '../../server/documents/fill-search-texts.ts';
import {
  type ApiClient,
  aDraft,
  advanceClock,
  anonymous,
  aPublishedArticle,
  articleContent,
  clearPageCache,
  host,
  minute,
  paragraph,
  performTransition,
  resetBeforeEach,
  signedIn,
} from './desk.ts';
import { aScheduledArticle, fetchPage, textOfClass } from './reader.ts';

resetBeforeEach();

type Item = { id: string; title: string; excerpt: string | null };
type Results = { items: Item[]; nextCursor: string | null; suggestion: string | null };
type Text = { title: string; lead?: string; body?: string };

const content = ({ title, lead = 'Dẫn.', body = 'Chữ' }: Text) =>
  articleContent({ title, lead, body: { type: 'doc', content: body.split('\n').map(paragraph) } });

/** Drafts by `phongvien`, a minute apart. */
async function drafts(...texts: Text[]): Promise<ApiClient> {
  const journalist = await signedIn('phongvien');
  for (const text of texts) {
    advanceClock(minute);
    await aDraft(journalist, { content: content(text) });
  }
  return journalist;
}

const search = async (desk: ApiClient, q: string, more = '', path = '/api/articles'): Promise<Results> => {
  const { status, body } = await desk.get<Results>(`${path}?q=${encodeURIComponent(q)}${more}`);

  expect(status, q).toBe(200);
  return body;
};
const titles = async (desk: ApiClient, q: string, more = '') =>
  (await search(desk, q, more)).items.map(({ title }) => title);

describe('a search on the desk', () => {
  test('lists exact diacritics first, then whole words without, then parts of words', async () => {
    const desk = await drafts(
      { title: 'Chân dung', body: 'Bà ngồi ở phố Lê Lợi' },
      { title: 'Phố Lê Lợi' },
      { title: 'Lễ có lời' },
      { title: 'Trên sông, lềnh bềnh lời ca' },
    );
    const expected = ['Phố Lê Lợi', 'Chân dung', 'Lễ có lời', 'Trên sông, lềnh bềnh lời ca'];
    expect(await titles(desk, 'Lê Lợi')).toEqual(expected);
    // One word has other diacritics: no article has both.
    expect(await titles(desk, 'lê loi')).toEqual(['Phố Lê Lợi', 'Lễ có lời', 'Chân dung', expected[3]]);
    expect(await titles(desk, 'lềnh')).toEqual(['Trên sông, lềnh bềnh lời ca']);
    expect(await titles(desk, 'ênh')).toEqual(['Trên sông, lềnh bềnh lời ca']);
  });

  test('knows both placements of tones, and letters that only look bold', async () => {
    const desk = await drafts({ title: 'Hoa bình' }, { title: 'Hoà bình' }, { title: '𝗛𝗼̀𝗮 nhạc' });
    expect(await titles(desk, 'hòa')).toEqual(['𝗛𝗼̀𝗮 nhạc', 'Hoà bình', 'Hoa bình']);
    expect(await titles(desk, 'hoà'.normalize('NFD'))).toEqual(['𝗛𝗼̀𝗮 nhạc', 'Hoà bình', 'Hoa bình']);
  });

  test('lists titles before leads before bodies, and newer before older among equals', async () => {
    const desk = await drafts(
      { title: 'Tiêu đề có Đình Vũ, cũ' },
      { title: 'Tiêu đề có Đình Vũ, mới' },
      { title: 'Bài A', lead: 'Sapo có Đình Vũ' },
      { title: 'Bài B', body: 'Mở đầu\nNội dung có Đình Vũ' },
    );
    const expected = ['Tiêu đề có Đình Vũ, mới', 'Tiêu đề có Đình Vũ, cũ', 'Bài A', 'Bài B'];
    expect(await titles(desk, 'Đình Vũ')).toEqual(expected);
    expect(await titles(desk, 'dinh vu')).toEqual(expected);
    expect(await titles(desk, 'dinh vu', '&sort=updated')).toEqual([
      'Bài B',
      'Bài A',
      ...expected.slice(0, 2),
    ]);
    // A cursor goes on where the page ended, whatever its size.
    for (const limit of [1, 2, 3]) {
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const more: string = `&limit=${limit}${cursor && `&cursor=${cursor}`}`;
        const page = await search(desk, 'dinh vu', more);
        seen.push(...page.items.map(({ title }) => title));
        cursor = page.nextCursor;
      }
      expect(seen, `limit ${limit}`).toEqual(expected);
    }
    const ofDates = await search(desk, 'dinh vu', '&limit=1&sort=updated');
    const { status } = await desk.get(`/api/articles?q=dinh&cursor=${ofDates.nextCursor}`);
    expect(status).toBe(422);
  });

  test('takes words in quotation marks as a phrase', async () => {
    const desk = await drafts(
      { title: 'Lợi ích của Lê' },
      { title: 'Lê, Lợi' },
      { title: 'Đường Lê Lợi', lead: 'Quận Ngô Quyền' },
    );
    for (const q of ['"Lê Lợi"', '“lê lợi”', '"le loi"']) {
      expect(await titles(desk, q), q).toEqual(['Đường Lê Lợi', 'Lê, Lợi']);
    }
    expect(await titles(desk, '"ngô quyền" lê')).toEqual(['Đường Lê Lợi']);
    // Not across fields.
    expect(await titles(desk, '"Lợi Quận"')).toEqual([]);
    // Without them, what stands together comes first.
    expect(await titles(desk, 'le loi')).toEqual(['Đường Lê Lợi', 'Lê, Lợi', 'Lợi ích của Lê']);
  });

  test('shows the place of a match in lead or body', async () => {
    const before = 'Một câu dài ở đầu bài. '.repeat(200);
    const desk = await drafts({
      title: 'Tàu vào cảng',
      lead: 'Sáng nay.',
      body: `${before}\nTàu cập cảng Lạch Huyện lúc bình minh. ${before}`,
    });
    const [item] = (await search(desk, 'lach huyen')).items;
    expect(item?.excerpt).toMatch(/^Tàu cập cảng Lạch Huyện lúc bình minh\..*…$/);
    expect((await search(desk, 'tàu vào')).items[0]?.excerpt).toContain('Tàu cập');
    expect((await search(desk, 'vào')).items[0]?.excerpt).toBeNull();
    expect((await desk.get<Results>('/api/articles')).body.items[0]?.excerpt).toBeNull();
  });

  test('finds text as soon as it is stored, and no longer what was deleted', async () => {
    const desk = await drafts({ title: 'Bản đầu', body: 'Cầu Rào' });
    const { items } = await search(desk, 'cầu rào');
    await desk.put(`/api/articles/${items[0]?.id}/content`, content({ title: 'Bản hai', body: 'Cầu Bính' }));
    expect(await titles(desk, 'cầu bính')).toEqual(['Bản hai']);
    expect(await titles(desk, 'cầu rào')).toEqual([]);
  });

  test('proposes what a misspelt search may have meant, of what the viewer may read', async () => {
    const desk = await drafts({ title: 'Cảng Lạch Huyện đón tàu', lead: 'Ở huyện Cát Hải' });
    expect(await search(desk, 'lạch huyệm')).toEqual({
      items: [],
      nextCursor: null,
      suggestion: 'Lạch Huyện',
    });
    expect((await search(desk, 'cathai')).suggestion).toBe('Cát Hải');
    expect((await search(desk, 'cathai', '&view=review')).suggestion).toBe('Cát Hải');
    expect((await search(desk, 'lạch huyện')).suggestion).toBeNull();
    expect((await search(desk, 'hoàn toàn khác')).suggestion).toBeNull();
    expect((await search(await signedIn('phongvien2'), 'lạch huyệm')).suggestion).toBeNull();
  });

  test('counts its matches in each view, of what the viewer may read', async () => {
    const desk = await drafts({ title: 'Cầu Rào một' }, { title: 'Cầu Rào hai' }, { title: 'Khác' });
    const [two, one] = (await search(desk, 'cau rao')).items;
    await performTransition(desk, two?.id ?? '', 'trash');
    await performTransition(desk, one?.id ?? '', 'submit');
    await aPublishedArticle({ content: content({ title: 'Đã đăng', body: 'Cầu Rào' }) });
    const countsOf = async (who: ApiClient, query: string) =>
      (await who.get<Record<ArticleView, number>>(`/api/articles/counts?${query}`)).body;
    const none = { mine: 0, returned: 0, review: 0, scheduled: 0, published: 0, all: 0, trash: 0 };
    const own = { ...none, mine: 2, review: 1, published: 1, all: 2, trash: 1 };
    expect(await countsOf(desk, 'q=cau+rao')).toEqual(own);
    expect(await countsOf(await signedIn('phongvien2'), 'q=cau+rao')).toEqual({
      ...none,
      published: 1,
      all: 1,
    });
    expect(await countsOf(await signedIn('bientap'), 'q=cau+rao')).toEqual({ ...own, mine: 0 });
    expect(await countsOf(desk, 'q=cau+rao+xyz')).toEqual(none);
    // Without letters it is no search.
    expect((await countsOf(desk, 'q=%25')).mine).toBe(3);
  });
});

describe('a search by readers', () => {
  const portal = (q: string, more = '') => search(anonymous, q, more, '/api/portal/articles');

  test('ranks as the desk does, and marks the matches on the page', async () => {
    await aPublishedArticle({ content: content({ title: 'Bài A', body: 'Ở phố <Lê Lợi> & xa hơn' }) });
    advanceClock(minute);
    await aPublishedArticle({ content: content({ title: 'Lễ hội có lời ca' }) });
    advanceClock(minute);
    await aPublishedArticle({ content: content({ title: 'Phố Lê Lợi' }) });
    const { items } = await portal('lê lợi');
    expect(items.map(({ title }) => title)).toEqual(['Phố Lê Lợi', 'Bài A', 'Lễ hội có lời ca']);
    const { html } = await fetchPage(`/portal/tim-kiem?q=${encodeURIComponent('lê lợi')}`);
    expect(html).toContain('>Phố <mark>Lê Lợi</mark></a>');
    expect(html).toContain('Ở phố &lt;<mark>Lê Lợi</mark>&gt; &amp; xa hơn');
    const first = await portal('lê lợi', '&limit=2');
    const second = await portal('lê lợi', `&limit=2&cursor=${first.nextCursor}`);
    expect([first, second].flatMap((page) => page.items.map(({ title }) => title))).toEqual(
      items.map(({ title }) => title),
    );
  });

  test('finds only what is public now: text, excerpts and proposals', async () => {
    const [journalist, editor] = [await signedIn('phongvien'), await signedIn('bientap')];
    const { id } = await aPublishedArticle({ content: content({ title: 'Bản cũ', body: 'Cầu Bính' }) });
    await performTransition(journalist, id, 'revise');
    await journalist.put(`/api/articles/${id}/content`, content({ title: 'Bản mới', body: 'Cầu Rào' }));
    await aScheduledArticle(journalist, editor, 10_000, {
      content: content({ title: 'Ngày mai ở Tràng Cát' }),
    });
    await clearPageCache();
    expect((await portal('cầu bính')).items).toMatchObject([{ title: 'Bản cũ', excerpt: 'Cầu Bính' }]);
    for (const q of ['cầu rào', 'bản mới', 'tràng cát', 'tràng cátt']) {
      expect(await portal(q), q).toEqual({ items: [], nextCursor: null, suggestion: null });
    }
    advanceClock(10_000);
    expect((await portal('tràng cát')).items).toHaveLength(1);
    expect((await portal('tràng cátt')).suggestion).toBe('Tràng Cát');
    const { html } = await fetchPage(`/portal/tim-kiem?q=${encodeURIComponent('tràng cátt')}`);
    expect(textOfClass(html, 'suggestion')).toContain('Có phải bạn tìm Tràng Cát ?');
    expect(html).toContain(`<a href="/portal/tim-kiem?q=${encodeURIComponent('Tràng Cát')}">`);
    await performTransition(editor, id, 'withdraw', { note: 'Sai' });
    expect((await portal('cầu bính')).items).toEqual([]);
  });
});

test('articles of an earlier version are found at once, and completely once they were filled in', async () => {
  const desk = await drafts({ title: 'Lễ có lời' }, { title: 'Bài', body: 'Phố Lê Lợi' });
  advanceClock(minute);
  await aPublishedArticle({ content: content({ title: 'Bài đăng', body: 'Phố Lê Lợi' }) });
  // As the migration leaves them.
  await host.db.execute(
    sql`update search_texts set plain = null, exact = '', folded_head = '', exact_head = ''`,
  );
  expect((await search(desk, 'lê lợi')).items).toMatchObject([{ excerpt: null }, { excerpt: null }, {}]);
  await fillSearchTexts(host.db, new AbortController().signal);
  expect((await search(desk, 'lê lợi')).items).toMatchObject([
    { title: 'Bài đăng', excerpt: 'Phố Lê Lợi' },
    { title: 'Bài', excerpt: 'Phố Lê Lợi' },
    { title: 'Lễ có lời' },
  ]);
  expect((await search(anonymous, 'lê lợi', '', '/api/portal/articles')).items).toHaveLength(1);
});
