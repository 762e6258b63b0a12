import { describe, expect, test } from 'vitest';
import type { Article, ArticleFields } from '../../../domain/contract/article-schema.ts';
import { ApiProblem } from '../../lib/problem.ts';
import { articleFieldsOf, type FieldName, isSameField } from './article-fields.ts';
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

/** A server with one article, whose responses wait until the test releases them. */
function aServer() {
  let stored = { ...empty, etag: '1' } as Article;
  const sent: Partial<ArticleFields>[] = [];
  const held: (() => void)[] = [];
  let isHolding = false;
  let losesAnswer = false;
  let isAway = false;
  const store = (changes: Partial<ArticleFields>) => {
    stored = { ...stored, ...changes, etag: String(Number(stored.etag) + 1) };
  };
  return {
    sent,
    store,
    stored: () => articleFieldsOf(stored),
    article: () => stored,
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
      if (isAway) throw new TypeError('Failed to fetch');
      const fields = (Object.keys(changes) as FieldName[]).filter(
        (name) => !isSameField(changes[name] ?? null, stored[name]),
      );
      if (fields.length === 0) return stored;
      if (etag !== stored.etag) {
        throw new ApiProblem({ code: 'stale', status: 412 }, { current: stored, fields });
      }
      if (changes.slug === 'taken') {
        throw new ApiProblem({ code: 'invalid', status: 422, fields: { slug: 'taken' } });
      }
      store(changes);
      if (losesAnswer) throw new TypeError('Failed to fetch');
      return stored;
    },
    /** `lost`: the request is processed, its response is lost. `away`: the request never arrives. */
    setNetwork: (network: 'fine' | 'lost' | 'away') => {
      losesAnswer = network === 'lost';
      isAway = network === 'away';
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
  test('only changed fields are sent', async () => {
    const { server, saver, last } = aSaver();
    saver.change({ ...empty, bylines: ['Hải Miên'] });
    expect(last()?.status, 'not reported as saved before it is sent').toBe('saving');
    await saver.flush();
    expect(server.sent).toEqual([{ bylines: ['Hải Miên'] }]);
    expect(last()?.status).toBe('saved');
  });

  test('a change that is reverted is saved without a request', async () => {
    const { server, saver, last } = aSaver();
    saver.change({ ...empty, slug: 'c' });
    saver.change(empty);
    await saver.flush();
    expect(server.sent).toEqual([]);
    expect(last()?.status).toBe('saved');
  });

  test('changes made during a request are sent with the next one', async () => {
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

  test('a field that only somebody else changed is updated, ours is saved', async () => {
    const { server, saver } = aSaver();
    server.store({ tags: ['bão'] });
    saver.change({ ...empty, bylines: ['Vũ Duyên'] });
    await saver.flush();
    expect(server.stored()).toMatchObject({ tags: ['bão'], bylines: ['Vũ Duyên'] });
  });

  test('a field that both changed is a conflict: ours is not sent until it is resolved', async () => {
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

  test('changes that could not be sent are restored from the local draft', async () => {
    const { server, saver } = aSaver();
    server.setNetwork('away');
    saver.change({ ...empty, tags: ['cảng'], slug: 'cang' });
    await saver.flush();
    const stored = saver.unsaved();
    expect(stored).toEqual({ tags: { from: [], to: ['cảng'] }, slug: { from: null, to: 'cang' } });

    // In the meantime somebody else has changed the slug; the person returns and types another one.
    server.setNetwork('fine');
    server.store({ slug: 'cua-ho', bylines: ['Vũ Duyên'] });
    const states: FieldSaverState[] = [];
    const next = createFieldSaver(server.article(), server.send, (state) => states.push(state));
    expect(next.restore(stored)).toMatchObject({ tags: ['cảng'], slug: 'cang', bylines: ['Vũ Duyên'] });
    await next.flush();
    expect(server.stored()).toMatchObject({ tags: ['cảng'], slug: 'cua-ho', bylines: ['Vũ Duyên'] });
    expect(states.at(-1)?.conflicts).toEqual({ slug: 'cua-ho' });

    // An unresolved conflict is stored as one, and shown again on every later visit.
    expect(next.unsaved()).toEqual({ slug: { to: 'cang' } });
    const last = createFieldSaver(server.article(), server.send, (state) => states.push(state));
    last.restore(next.unsaved());
    expect(states.at(-1)?.conflicts).toEqual({ slug: 'cua-ho' });
    last.resolve('slug', 'mine');
    await last.flush();
    expect(server.stored().slug).toBe('cang');
    expect(last.unsaved()).toEqual({});
  });

  test('restoring skips changes that the server has after all, and does not overwrite newer input', async () => {
    const { server, saver } = aSaver();
    server.setNetwork('lost');
    saver.change({ ...empty, tags: ['cảng'], slug: 'cang' });
    await saver.flush();
    const stored = saver.unsaved();
    server.setNetwork('fine');

    const next = createFieldSaver(server.article(), server.send, () => {});
    next.change({ ...empty, tags: ['cảng', 'tàu'], slug: 'cang' });
    next.restore(stored);
    expect(next.unsaved()).toEqual({ tags: { from: ['cảng'], to: ['cảng', 'tàu'] } });
    await next.flush();
    expect(server.stored()).toMatchObject({ tags: ['cảng', 'tàu'], slug: 'cang' });
  });

  test('choosing theirs discards ours', async () => {
    const { server, saver } = aSaver();
    server.store({ slug: 'cua-ho' });
    saver.change({ ...empty, slug: 'cua-toi' });
    await saver.flush();
    expect(saver.resolve('slug', 'theirs').slug).toBe('cua-ho');
    await saver.flush();
    expect(server.stored().slug).toBe('cua-ho');
  });

  test('an invalid value is reported beside its field and not sent again until it changes', async () => {
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

  test('a field that both changed between two requests is a conflict, not overwritten', async () => {
    const { server, saver, last } = aSaver();
    server.hold();
    saver.change({ ...empty, bylines: ['Hải Miên'] });
    const flushed = saver.flush();
    saver.change({ ...empty, bylines: ['Hải Miên'], slug: 'cua-toi' });
    server.store({ slug: 'cua-ho' });
    server.release();
    await flushed;
    expect(last()?.conflicts).toEqual({ slug: 'cua-ho' });
    expect(server.stored()).toMatchObject({ bylines: ['Hải Miên'], slug: 'cua-ho' });
  });

  test('a server change of a field that is being edited is a conflict, not overwritten', async () => {
    const { server, saver, last } = aSaver();
    saver.change({ ...empty, slug: 'cua-toi' });
    server.store({ slug: 'cua-ho', tags: ['bão'] });
    expect(saver.accept(server.article())).toMatchObject({ slug: 'cua-toi', tags: ['bão'] });
    expect(last()?.conflicts).toEqual({ slug: 'cua-ho' });
    await saver.flush();
    expect(server.stored().slug).toBe('cua-ho');
  });
});

describe('when the response is lost', () => {
  test('the same request is repeated before newer changes are sent', async () => {
    const { server, saver, last } = aSaver();
    server.setNetwork('lost');
    saver.change({ ...empty, slug: 'cang' });
    await saver.flush();
    expect(last()?.status).toBe('failed');
    expect(server.stored().slug).toBe('cang');
    saver.change({ ...empty, slug: 'cang-moi' });
    server.setNetwork('fine');
    await saver.flush();
    expect(server.sent).toEqual([{ slug: 'cang' }, { slug: 'cang' }, { slug: 'cang-moi' }]);
    expect(last()).toMatchObject({ status: 'saved', conflicts: {}, problem: null });
    expect(server.stored().slug).toBe('cang-moi');
  });

  test('our own change is not mistaken for somebody else’s', async () => {
    const { server, saver, last } = aSaver();
    server.setNetwork('lost');
    saver.change({ ...empty, slug: 'cang' });
    await saver.flush();
    server.setNetwork('fine');
    server.store({ tags: ['bão'] });
    saver.accept(server.article());
    saver.change({ ...empty, tags: ['bão'], slug: 'cang-moi' });
    await saver.flush();
    expect(last()?.conflicts).toEqual({});
    expect(server.stored()).toMatchObject({ slug: 'cang-moi', tags: ['bão'] });
  });

  test('a later change of somebody else is a conflict', async () => {
    const { server, saver, last } = aSaver();
    server.setNetwork('lost');
    saver.change({ ...empty, slug: 'cua-toi' });
    await saver.flush();
    server.setNetwork('fine');
    server.store({ slug: 'cua-ho' });
    await saver.flush();
    expect(last()?.conflicts).toEqual({ slug: 'cua-ho' });
    expect(server.stored().slug).toBe('cua-ho');
  });

  test('a request that never arrived is done by the second one', async () => {
    const { server, saver, last } = aSaver();
    server.setNetwork('away');
    saver.change({ ...empty, tags: ['cảng'] });
    await saver.flush();
    expect(last()?.problem?.code).toBe('offline');
    expect(saver.isDirty()).toBe(true);
    server.setNetwork('fine');
    await saver.flush();
    expect(server.stored().tags).toEqual(['cảng']);
    expect(saver.isDirty()).toBe(false);
  });
});
