import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContentJson } from '../../domain/document/content.ts';
import { blockText } from '../../domain/document/to-text.ts';
import { NotEditable } from '../../server/documents/store.ts';
import { type Newsroom, oneParagraph, openNewsroom } from './newsroom.ts';

/* Words made out of those that stand there: how a restore of one block leaves all others as somebody is writing them. */

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await openNewsroom();
});
afterAll(() => newsroom.close());

const withLead = (present: ContentJson): ContentJson => ({ ...present, lead: 'Lấy lại' });

describe('a change of the words', () => {
  it('is made of what was typed a moment ago and is in no database yet, and keeps it', async () => {
    const id = await newsroom.anArticle();
    const lan = newsroom.connect('lan', id);
    await lan.synced();
    lan.type('Vừa gõ xong');
    await lan.until('the server had it', () => !lan.provider.hasUnsyncedChanges);
    const before = await newsroom.collab.documents.change(id, withLead, 'lan');
    expect(blockText(before.body)).toBe('Vừa gõ xong');
    expect(before.lead).toBe('');
    const stored = await newsroom.stored(id);
    expect([stored.lead, blockText(stored.body)]).toEqual(['Lấy lại', 'Vừa gõ xong']);
    await lan.until('it arrived', () => lan.doc.getXmlFragment('lead').toString().includes('Lấy lại'));
    lan.destroy();
  });

  it('is made of what is stored where nobody has the article open', async () => {
    const id = await newsroom.anArticle({ content: { ...oneParagraph, title: 'Chưa ai mở' } });
    const before = await newsroom.collab.documents.change(id, withLead, 'lan');
    expect(before.title).toBe('Chưa ai mở');
    expect(await newsroom.stored(id)).toMatchObject({ title: 'Chưa ai mở', lead: 'Lấy lại' });
  });

  it('is refused where words may not be changed any more', async () => {
    const id = await newsroom.anArticle();
    await newsroom.setStage(id, 'none');
    await expect(newsroom.collab.documents.change(id, withLead, 'lan')).rejects.toThrow(NotEditable);
    expect((await newsroom.stored(id)).lead).toBe('');
  });
});
