import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import type { ContentJson } from '../../domain/document/content.ts';
import { blockText } from '../../domain/document/to-text.ts';
import { revisions } from '../../server/db/schema.ts';
import { type Client, type Newsroom, oneParagraph, openNewsroom } from './newsroom.ts';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await openNewsroom();
});
afterAll(() => newsroom.close());

const sentence = 'Sáng nay, con tàu đầu tiên đã cập cảng nước sâu. ';

/** One paragraph of that many sentences, 11 words each, below a title of three words. */
const anArticle = (sentences: number) =>
  newsroom.anArticle({
    content: { ...oneParagraph, body: { type: 'doc', content: [paragraph(sentence.repeat(sentences))] } },
  });
const paragraph = (text: string) => ({
  type: 'paragraph',
  attrs: { id: 'p1' },
  content: [{ type: 'text', text }],
});

async function join(person: string, articleId: string): Promise<Client> {
  const client = newsroom.connect(person, articleId);
  await client.synced();
  return client;
}

/** Selects so many characters from the beginning and deletes them, as one gesture does. */
function remove({ doc }: Client, characters: number): void {
  const block = doc.getXmlFragment('body').get(0) as Y.XmlElement;
  (block.get(0) as Y.XmlText).delete(0, characters);
}

const kept = (articleId: string) =>
  newsroom.db.select().from(revisions).where(eq(revisions.articleId, articleId));

describe('when more than half of the words go in one step', () => {
  it('they are a revision first, by whoever did it', async () => {
    const id = await anArticle(10);
    const lan = await join('lan', id);
    remove(lan, 10 * sentence.length);
    await lan.whenStored();
    const [revision, ...more] = await kept(id);
    expect(more).toEqual([]);
    expect(revision).toMatchObject({ reason: 'loss', createdBy: 'lan', number: 1, words: 113 });
    expect(blockText(revision?.content.body ?? oneParagraph.body)).toBe(sentence.repeat(10));
    expect(blockText((await newsroom.stored(id)).body)).toBe('');
    lan.destroy();
  });

  it('what was typed into them just before is in it', async () => {
    const id = await anArticle(2);
    const lan = await join('lan', id);
    lan.type(sentence.repeat(8));
    await lan.whenStored();
    remove(lan, 10 * sentence.length);
    await lan.whenStored();
    expect(await kept(id)).toMatchObject([{ reason: 'loss', words: 113 }]);
    lan.destroy();
  });

  it('so it is when a request replaces them, whether somebody has the article open or not', async () => {
    const short: ContentJson = { ...oneParagraph, lead: 'Chỉ còn câu này' };
    const closed = await anArticle(10);
    await newsroom.collab.documents.merge(closed, short, 'bien');
    expect(await kept(closed)).toMatchObject([{ reason: 'loss', createdBy: 'bien', words: 113 }]);

    const open = await anArticle(10);
    const lan = await join('lan', open);
    await newsroom.collab.documents.merge(open, short, 'bien');
    expect(await kept(open)).toMatchObject([{ reason: 'loss', createdBy: 'bien', words: 113 }]);
    lan.destroy();
  });

  it('the words stay where the revision cannot be kept', async () => {
    const id = await anArticle(10);
    const lan = await join('lan', id);
    await newsroom.db.execute('alter table revisions rename to revisions_away');
    remove(lan, 10 * sentence.length);
    await lan.until('it was told', () => lan.messages.some(({ type }) => type === 'store-failed'));
    expect(blockText((await newsroom.stored(id)).body)).toContain('cập cảng');
    await newsroom.db.execute('alter table revisions_away rename to revisions');
    await lan.whenStored();
    expect(await kept(id)).toMatchObject([{ reason: 'loss', words: 113 }]);
    lan.destroy();
  });
});

describe('nothing is kept', () => {
  it.each([
    ['when fewer than half go', 10, 4],
    ['when there were hardly any words', 4, 4],
  ])('%s', async (_what, sentences, removed) => {
    const id = await anArticle(sentences);
    const lan = await join('lan', id);
    remove(lan, removed * sentence.length);
    await lan.whenStored();
    expect(await kept(id)).toEqual([]);
    lan.destroy();
  });

  it('when they go little by little', async () => {
    const id = await anArticle(10);
    const lan = await join('lan', id);
    for (let step = 0; step < 4; step += 1) {
      remove(lan, 2 * sentence.length);
      await lan.whenStored();
    }
    expect(await kept(id)).toEqual([]);
    lan.destroy();
  });
});
