import { expect, test } from 'vitest';
import { canonicalJson, hashContent } from './canonical.ts';
import { emptyContent } from './content.ts';

test('equal values give equal text, regardless of key order', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'ă' }], a: undefined })).toBe('{"b":[1,{"c":"ă","d":null}]}');
});

test('the hash is the SHA-256 of the canonical JSON', async () => {
  // printf '%s' '{"body":{"content":[{"type":"paragraph"}],"type":"doc"},"lead":"","title":""}' | sha256sum
  expect(await hashContent(emptyContent)).toBe(
    '8436996c15359f2a8e42d559e9805c170ecd873a7bf4373b1cf59142ac0b1ca1',
  );
});

test('a changed character changes the hash, key order does not', async () => {
  const { title, lead, body } = emptyContent;
  expect(await hashContent({ body, lead, title })).toBe(await hashContent(emptyContent));
  expect(await hashContent({ ...emptyContent, title: 'A' })).not.toBe(await hashContent(emptyContent));
});

test('whether a text was confirmed is no part of the hash', async () => {
  const withFigure = (attrs: object) => ({
    ...emptyContent,
    body: { type: 'doc', content: [{ type: 'figure', attrs: { mediaId: 'm', ...attrs } }] },
  });
  const unconfirmed = withFigure({ unconfirmedCaption: 'Tàu', unconfirmedCredit: null });
  expect(await hashContent(unconfirmed)).toBe(await hashContent(withFigure({})));
  expect(await hashContent(withFigure({ alt: 'Tàu' }))).not.toBe(await hashContent(withFigure({})));
});

test('other properties of the content are no part of the hash', async () => {
  const beside = { ...emptyContent, contentHash: 'x' };
  expect(await hashContent(beside)).toBe(await hashContent(emptyContent));
});
