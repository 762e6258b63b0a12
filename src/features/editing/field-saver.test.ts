import { describe, expect, test } from 'vitest';
import type { Article, ArticleFields } from '../../../domain/contract/article-schema.ts';
import { ApiProblem } from '../../lib/problem.ts';
import { articleFieldsOf, type FieldName } from './article-fields.ts';
import { createFieldSaver, type FieldSaverState } from './field-saver.ts';

const empty: ArticleFields = {
  categoryId: null,
  bylines: [],
  tags: [],
  source: null,
  coverMediaId: null,
  relatedIds: [],
  slug: null,
};

/** A server with one article, whose answers wait until the test lets them go. */
function aServer() {
  let stored = { ...empty, etag: '1' } as Article;
  const sent: Partial<ArticleFields>[] = [];
  const held: (() => void)[] = [];
  let isHolding = false;
  const store = (changes: Partial<ArticleFields>) => {
    stored = { ...stored, ...changes, etag: String(Number(stored.etag) + 1) };
  };
  return {
    sent,
    store,
    stored: () => articleFieldsOf(stored),
    hold: () => {
      isHolding = true;
    },
    release: () => {
      isHolding = false;
      for (const go of held.splice(0)) go();
    },
    send: async (etag: string, changes: Partial<ArticleFields>): Promise<Article> => {
      sent.push(changes);
      if (isHolding) await new Promise<void>((resolve) => held.push(resolve));
      if (etag !== stored.etag) {
        const fields = Object.keys(changes) as FieldName[];
        throw new ApiProblem({ code: 'stale', status: 412, data: { current: stored, fields } });
      }
      if (changes.slug === 'taken') {
        throw new ApiProblem({ code: 'invalid', status: 422, fields: { slug: 'taken' } });
      }
      store(changes);
      return stored;
    },
  };
}

function aSaver() {
  const server = aServer();
  const states: FieldSaverState[] = [];
  const saver = createFieldSaver({ ...empty, etag: '1' } as Article, server.send, (state) =>
    states.push(state),
  );
  return { server, saver, last: () => states.at(-1) };
}

describe('saving the fields of an article', () => {
  test('only what changed is sent', async () => {
    const { server, saver, last } = aSaver();
    saver.change({ ...empty, bylines: ['Hải Miên'] });
    await saver.flush();
    expect(server.sent).toEqual([{ bylines: ['Hải Miên'] }]);
    expect(last()?.status).toBe('saved');
  });

  test('what is typed while a request is under way goes with the next one', async () => {
    const { server, saver } = aSaver();
    server.hold();
    saver.change({ ...empty, tags: ['cảng'] });
    const flushed = saver.flush();
    saver.change({ ...empty, tags: ['cảng', 'tàu'] });
    void saver.flush();
    server.release();
    await flushed;
    expect(server.sent).toEqual([{ tags: ['cảng'] }, { tags: ['cảng', 'tàu'] }]);
    expect(server.stored().tags).toEqual(['cảng', 'tàu']);
  });

  test('a field that somebody else changed elsewhere is taken over, ours is saved', async () => {
    const { server, saver } = aSaver();
    server.store({ tags: ['bão'] });
    saver.change({ ...empty, bylines: ['Vũ Duyên'] });
    await saver.flush();
    expect(server.stored()).toMatchObject({ tags: ['bão'], bylines: ['Vũ Duyên'] });
  });

  test('a field that both changed keeps mine unsent until I choose', async () => {
    const { server, saver, last } = aSaver();
    server.store({ slug: 'cua-ho' });
    saver.change({ ...empty, slug: 'cua-toi' });
    await saver.flush();
    expect(last()?.conflicts).toEqual({ slug: 'cua-ho' });
    expect(server.stored().slug).toBe('cua-ho');

    saver.resolve('slug', 'mine');
    await saver.flush();
    expect(server.stored().slug).toBe('cua-toi');
    expect(last()?.conflicts).toEqual({});
  });

  test('choosing theirs gives up mine', async () => {
    const { server, saver } = aSaver();
    server.store({ slug: 'cua-ho' });
    saver.change({ ...empty, slug: 'cua-toi' });
    await saver.flush();
    expect(saver.resolve('slug', 'theirs').slug).toBe('cua-ho');
    await saver.flush();
    expect(server.stored().slug).toBe('cua-ho');
  });

  test('a refused value is named beside its field and not sent again until it is changed', async () => {
    const { server, saver, last } = aSaver();
    saver.change({ ...empty, slug: 'taken', tags: ['a'] });
    await saver.flush();
    expect(last()).toMatchObject({ status: 'failed', errors: { slug: 'taken' } });
    expect(server.stored(), 'the other field is saved without it').toMatchObject({ slug: null, tags: ['a'] });

    const { length } = server.sent;
    await saver.flush();
    expect(server.sent).toHaveLength(length);

    saver.change({ ...empty, slug: 'free', tags: ['a'] });
    await saver.flush();
    expect(server.stored().slug).toBe('free');
    expect(last()).toMatchObject({ status: 'saved', errors: {}, problem: null });
  });
});
