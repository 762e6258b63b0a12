import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Article } from '../../domain/contract/article-schema.ts';
import { statePath, stateType } from '../../domain/contract/article-state.ts';
import type { Problem } from '../../domain/contract/errors.ts';
import { hashContent } from '../../domain/document/canonical.ts';
import { type HashedContent, type NodeJson, schemaVersion } from '../../domain/document/content.ts';
import { limits } from '../../domain/limits.ts';
import {
  type ApiClient,
  aDraft,
  advanceClock,
  anUploadedPicture,
  articleContent,
  contentOf,
  figure,
  host,
  minute,
  paragraph,
  performTransition,
  publish,
  readResponse,
  resetBeforeEach,
  signedIn,
  unknownId,
} from './desk.ts';

resetBeforeEach();

const doc = (...content: NodeJson[]): NodeJson => ({ type: 'doc', content });
const put = <Body = Problem>(desk: ApiClient, id: string, body: unknown) =>
  desk.put<Body>(`/api/articles/${id}/content`, body);

describe('the document of an article', () => {
  test('is a compressed Yjs update with an ETag, by which it is not sent again until it changes', async () => {
    const journalist = await signedIn('phongvien');
    const { id } = await aDraft(journalist);
    const path = statePath(id, schemaVersion);
    const first = await journalist.fetch(path);
    expect(first.headers.get('content-type')).toBe(stateType);
    if (host.kind !== 'msw') expect(first.headers.get('content-encoding')).toBe('gzip');
    const doc = new Y.Doc();
    Y.applyUpdate(doc, new Uint8Array(await first.arrayBuffer()));
    expect(doc.getXmlFragment('title').toString()).toContain('Cảng Nam Hải Đình Vũ đón tàu lớn');

    const etag = first.headers.get('etag') ?? '';
    const again = () => journalist.fetch(path, { headers: { 'if-none-match': etag } });
    expect((await again()).status).toBe(304);
    const { contentHash: _, ...content } = await contentOf(journalist, id);
    await journalist.put(`/api/articles/${id}/content`, { ...content, title: 'Tàu rời cảng' });
    const changed = await again();
    expect(changed.status).toBe(200);
    Y.applyUpdate(doc, new Uint8Array(await changed.arrayBuffer()));
    expect(doc.getXmlFragment('title').toString()).toContain('Tàu rời cảng');
  });

  test('is refused to an outdated editor, and where there is none', async () => {
    const journalist = await signedIn('phongvien');
    const { id } = await aDraft(journalist);
    for (const [path, status] of [
      [statePath(id, schemaVersion - 1), 412],
      [statePath(id, schemaVersion).split('?')[0], 412],
      [statePath(unknownId, schemaVersion), 404],
      [statePath('x', schemaVersion), 404],
    ] as const) {
      expect((await readResponse(await journalist.fetch(path ?? ''))).status).toBe(status);
    }
  });
});

describe('the content of an article', () => {
  test('is returned with the SHA-256 of its canonical JSON, and every block has an id', async () => {
    const journalist = await signedIn('phongvien');
    const { id } = await aDraft(journalist);
    const { contentHash, ...content } = await contentOf(journalist, id);
    expect(content).toEqual({
      title: 'Cảng Nam Hải Đình Vũ đón tàu lớn',
      lead: 'Sáng nay, con tàu đầu tiên đã cập cảng.',
      body: {
        type: 'doc',
        content: [
          {
            type: 'paragraph',
            attrs: { id: expect.stringMatching(/^[\w-]+$/) },
            content: [{ type: 'text', text: 'Tàu dài hơn hai trăm mét.' }],
          },
        ],
      },
    });
    expect(contentHash).toBe(await hashContent(content));
  });

  test('is empty for a new article', async () => {
    const journalist = await signedIn('phongvien');
    const { body } = await journalist.post<Article>('/api/articles', {});
    const content = await contentOf(journalist, body.id);
    expect([content.title, content.lead]).toEqual(['', '']);
    expect(content.body.content).toMatchObject([{ type: 'paragraph' }]);
  });

  test('is replaced by a PUT, which returns the stored content', async () => {
    const journalist = await signedIn('phongvien');
    const { id } = await aDraft(journalist);
    const { id: mediaId } = await anUploadedPicture(journalist);
    const at = advanceClock(minute);
    const { status, body } = await put<HashedContent>(journalist, id, {
      ...articleContent({ title: 'Tàu thứ hai'.normalize('NFD') }),
      body: doc(
        paragraph('Một.'),
        { type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: 'Hai' }] },
        figure(mediaId),
      ),
    });
    expect(status).toBe(200);
    expect(body).toEqual(await contentOf(journalist, id));
    expect(body.title).toBe('Tàu thứ hai'.normalize('NFC'));
    expect(body.body.content?.map(({ type }) => type)).toEqual(['paragraph', 'heading', 'figure']);
    expect((await journalist.get<Article>(`/api/articles/${id}`)).body).toMatchObject({
      title: 'Tàu thứ hai'.normalize('NFC'),
      updatedAt: at.toISOString(),
    });
  });

  test('can be sent back unchanged', async () => {
    const journalist = await signedIn('phongvien');
    const { id } = await aDraft(journalist);
    const content = await contentOf(journalist, id);
    expect((await put<HashedContent>(journalist, id, content)).body).toEqual(content);
  });

  test('cannot be replaced by its author once submitted, nor by anybody once published', async () => {
    const [journalist, editor] = [await signedIn('phongvien'), await signedIn('bientap')];
    const { id } = await aDraft(journalist);
    await performTransition(journalist, id, 'submit');
    expect((await put(journalist, id, articleContent())).body.code).toBe('wrong-stage');
    expect((await put(editor, id, articleContent({ title: 'Biên tập' }))).status).toBe(200);
    await publish(editor, id);
    expect((await put(editor, id, articleContent())).body.code).toBe('wrong-stage');
    expect((await put(await signedIn('phongvien2'), id, articleContent())).body.code).toBe('not-permitted');
  });
});

describe('content is refused, and the stored content does not change, if it contains', () => {
  const link = (href: string) =>
    doc({
      type: 'paragraph',
      content: [{ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href } }] }],
    });

  test.each<[string, object, string]>([
    ['an unknown node', { body: doc({ type: 'iframe' }) }, 'body.content.0: '],
    [
      'an unknown attribute',
      { body: doc({ type: 'paragraph', attrs: { onclick: 'x' } }) },
      'body.content.0.attrs: ',
    ],
    ['a script as a link', { body: link('javascript:alert(1)') }, 'body.content.0.content.0.marks.href: '],
    [
      'a heading of the first level',
      { body: doc({ type: 'heading', attrs: { level: 1 } }) },
      'body.content.0.attrs.level: ',
    ],
    ['a picture that nobody has uploaded', { body: doc(figure(unknownId)) }, 'body: no picture'],
    ['a picture with an id that can be none', { body: doc(figure('a-picture')) }, 'body: no picture'],
    ['two lines in the title', { title: 'a\nb' }, 'title: '],
    ['a NUL', { lead: 'a\u0000b' }, 'lead: '],
    ['half a character', { body: doc(paragraph('\ud800')) }, 'body.content.0.content.0: '],
    ['an endless title', { title: 'a'.repeat(limits.titleMaxChars + 1) }, 'title: '],
  ])('%s', async (_name, over, detail) => {
    const journalist = await signedIn('phongvien');
    const { id } = await aDraft(journalist);
    const before = await contentOf(journalist, id);
    const { status, body } = await put(journalist, id, articleContent(over));
    expect([status, body.code]).toEqual([422, 'invalid-document']);
    expect(body.detail).toContain(detail);
    expect(await contentOf(journalist, id)).toEqual(before);

    const created = await journalist.post('/api/articles', { content: articleContent(over) });
    expect([created.status, created.body.code]).toEqual([422, 'invalid-document']);
  });

  test('20,000 levels', async () => {
    const journalist = await signedIn('phongvien');
    const { id } = await aDraft(journalist);
    const open = '{"type":"bulletList","content":[{"type":"listItem","content":[{"type":"paragraph"},';
    const body = `{"type":"doc","content":[${open.repeat(10_000)}{"type":"paragraph"}${']}]}'.repeat(10_000)}]}`;
    const response = await journalist.fetch(`/api/articles/${id}/content`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: `{"title":"","lead":"","body":${body}}`,
    });
    const answer = await readResponse(response);
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid-document']);
    expect(answer.body.detail).toContain('nested too deeply');
  });

  test('more than 2 MB, in canonical form or as a request', async () => {
    const journalist = await signedIn('phongvien');
    const { id } = await aDraft(journalist);
    for (const bytes of [limits.documentMaxBytes, limits.requestMaxBytes]) {
      const { status, body } = await put(
        journalist,
        id,
        articleContent({ body: doc(paragraph('x'.repeat(bytes))) }),
      );
      expect([status, body.code]).toEqual([413, 'too-large']);
    }
    expect((await contentOf(journalist, id)).title).toBe(articleContent().title);
  });

  test.each([
    [{ title: 'a' }, { lead: 'required', body: 'invalid' }],
    [{ title: 7, lead: '', body: doc() }, { title: 'invalid' }],
    [{ title: '', lead: '', body: [] }, { body: 'invalid' }],
  ])('invalid fields: %o', async (content, fields) => {
    const journalist = await signedIn('phongvien');
    const { id } = await aDraft(journalist);
    const { status, body } = await put(journalist, id, content);
    expect(status).toBe(422);
    expect(Object.keys(body.fields ?? {}).sort()).toEqual(Object.keys(fields).sort());
  });
});
