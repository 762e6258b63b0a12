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

/** One paragraph of the given number of sentences, 11 words each, below a title of three words. */
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

/** Deletes the given number of characters from the start in one step. */
function remove({ doc }: Client, characters: number): void {
  const block = doc.getXmlFragment('body').get(0) as Y.XmlElement;
  (block.get(0) as Y.XmlText).delete(0, characters);
}

const revisionsOf = (articleId: string) =>
  newsroom.db.select().from(revisions).where(eq(revisions.articleId, articleId));

describe('a step that deletes more than half of the words', () => {
  it('saves them as a revision first, by its author', async () => {
    const id = await anArticle(10);
    const lan = await join('lan', id);
    remove(lan, 10 * sentence.length);
    await lan.whenStored();
    const [revision, ...more] = await revisionsOf(id);
    expect(more).toEqual([]);
    expect(revision).toMatchObject({ reason: 'loss', createdBy: 'lan', number: 1, words: 113 });
    expect(blockText(revision?.content.body ?? oneParagraph.body)).toBe(sentence.repeat(10));
    expect(blockText((await newsroom.stored(id)).body)).toBe('');
    lan.destroy();
  });

  it('saves edits made just before too', async () => {
    const id = await anArticle(2);
    const lan = await join('lan', id);
    lan.type(sentence.repeat(8));
    await lan.whenStored();
    remove(lan, 10 * sentence.length);
    await lan.whenStored();
    expect(await revisionsOf(id)).toMatchObject([{ reason: 'loss', words: 113 }]);
    lan.destroy();
  });

  it('saves a revision for a request too, whether somebody has the article open or not', async () => {
    const short: ContentJson = { ...oneParagraph, lead: 'Chỉ còn câu này' };
    const closed = await anArticle(10);
    await newsroom.collab.documents.merge(closed, short, 'bien');
    expect(await revisionsOf(closed)).toMatchObject([{ reason: 'loss', createdBy: 'bien', words: 113 }]);

    const open = await anArticle(10);
    const lan = await join('lan', open);
    await newsroom.collab.documents.merge(open, short, 'bien');
    expect(await revisionsOf(open)).toMatchObject([{ reason: 'loss', createdBy: 'bien', words: 113 }]);
    lan.destroy();
  });

  it('is not stored where the revision cannot be saved', async () => {
    const id = await anArticle(10);
    const lan = await join('lan', id);
    await newsroom.db.execute('alter table revisions rename to revisions_away');
    remove(lan, 10 * sentence.length);
    await lan.until('it was notified', () => lan.messages.some(({ type }) => type === 'store-failed'));
    expect(blockText((await newsroom.stored(id)).body)).toContain('cập cảng');
    await newsroom.db.execute('alter table revisions_away rename to revisions');
    await lan.whenStored();
    expect(await revisionsOf(id)).toMatchObject([{ reason: 'loss', words: 113 }]);
    lan.destroy();
  });
});

describe('no revision is saved', () => {
  it.each([
    ['when fewer than half are deleted', 10, 4],
    ['when there are hardly any words', 4, 4],
  ])('%s', async (_case, sentences, removed) => {
    const id = await anArticle(sentences);
    const lan = await join('lan', id);
    remove(lan, removed * sentence.length);
    await lan.whenStored();
    expect(await revisionsOf(id)).toEqual([]);
    lan.destroy();
  });

  it('when they are deleted in small steps', async () => {
    const id = await anArticle(10);
    const lan = await join('lan', id);
    for (let step = 0; step < 4; step += 1) {
      remove(lan, 2 * sentence.length);
      await lan.whenStored();
    }
    expect(await revisionsOf(id)).toEqual([]);
    lan.destroy();
  });
});
