import { expect, test } from 'vitest';
import type { Article } from '../../domain/contract/article-schema.ts';
import type { Problem } from '../../domain/contract/errors.ts';
import { articleFieldsOf } from '../../src/features/editing/article-fields.ts';
import { createFieldSaver, type FieldSaverState } from '../../src/features/editing/field-saver.ts';
import { ApiProblem } from '../../src/lib/problem.ts';
import { type ApiClient, aDraft, resetBeforeEach, signedIn } from './desk.ts';

resetBeforeEach();

/** The inspector's field saver on the real API, over a network that can drop responses. */
function aSaver(desk: ApiClient, article: Article) {
  const network = { dropsResponses: false, requests: 0 };
  let state: FieldSaverState | undefined;
  const saver = createFieldSaver(
    article,
    async (etag, changes) => {
      network.requests += 1;
      const { status, body } = await desk.patch<Article | Problem>(
        `/api/articles/${article.id}`,
        changes,
        etag,
      );
      if (network.dropsResponses) throw new TypeError('Failed to fetch');
      if ('code' in body) throw new ApiProblem({ ...body, status }, body.data);
      return body;
    },
    (next) => {
      state = next;
    },
  );
  return { saver, network, state: () => state };
}

test('an update of fields is retried after a lost response, without a second effect or a conflict', async () => {
  const journalist = await signedIn('phongvien');
  const article = await aDraft(journalist);
  const { saver, network, state } = aSaver(journalist, article);
  const mine = { ...articleFieldsOf(article), tags: ['cảng', '  tàu  '] };
  network.dropsResponses = true;
  saver.change(mine);
  await saver.flush();
  expect(state()?.problem?.code).toBe('offline');
  saver.change({ ...mine, slug: 'cang-don-tau' });
  network.dropsResponses = false;
  await saver.flush();

  expect(network.requests).toBe(3);
  expect(state()).toMatchObject({ status: 'saved', conflicts: {} });
  const { body } = await journalist.get<Article>(`/api/articles/${article.id}`);
  expect(body).toMatchObject({ tags: ['cảng', 'tàu'], slug: 'cang-don-tau' });
  expect(body.etag, 'each of the two changes is stored once').toBe(String(Number(article.etag) + 2));
});

test('after a lost response, another person’s change of the same field is shown, and of another field preserved', async () => {
  const [journalist, editor] = [await signedIn('phongvien'), await signedIn('bientap')];
  const article = await aDraft(journalist);
  const { saver, network, state } = aSaver(journalist, article);
  network.dropsResponses = true;
  saver.change({ ...articleFieldsOf(article), slug: 'cua-toi' });
  await saver.flush();
  network.dropsResponses = false;
  await editor.patch(`/api/articles/${article.id}`, { slug: 'cua-ho', tags: ['bão'] }, '*');
  await saver.flush();

  expect(state()?.conflicts).toEqual({ slug: 'cua-ho' });
  const { body } = await journalist.get<Article>(`/api/articles/${article.id}`);
  expect(body).toMatchObject({ slug: 'cua-ho', tags: ['bão'] });
});
