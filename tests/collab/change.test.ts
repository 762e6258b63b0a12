import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContentJson } from '../../domain/document/content.ts';
import { blockText } from '../../domain/document/to-text.ts';
import { NotEditable } from '../../server/documents/store.ts';
import { type Newsroom, oneParagraph, openNewsroom } from './newsroom.ts';

/* Content computed from the present one: restoring one block leaves concurrent edits of the others. */

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await openNewsroom();
});
afterAll(() => newsroom.close());

const withLead = (present: ContentJson): ContentJson => ({ ...present, lead: 'Lấy lại' });

describe('a change of the content', () => {
  it('is computed from edits that are not stored yet, and keeps them', async () => {
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

  it('is computed from the stored content where nobody has the article open', async () => {
    const id = await newsroom.anArticle({ content: { ...oneParagraph, title: 'Chưa ai mở' } });
    const before = await newsroom.collab.documents.change(id, withLead, 'lan');
    expect(before.title).toBe('Chưa ai mở');
    expect(await newsroom.stored(id)).toMatchObject({ title: 'Chưa ai mở', lead: 'Lấy lại' });
  });

  it('is refused where the stage no longer permits edits', async () => {
    const id = await newsroom.anArticle();
    await newsroom.setStage(id, 'none');
    await expect(newsroom.collab.documents.change(id, withLead, 'lan')).rejects.toThrow(NotEditable);
    expect((await newsroom.stored(id)).lead).toBe('');
  });
});
