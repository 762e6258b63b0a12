import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { Selection } from '@tiptap/pm/state';
import { prosemirrorJSONToYXmlFragment } from '@tiptap/y-tiptap';
import { afterEach, expect, test, vi } from 'vitest';
import { Doc } from 'yjs';
import type { NodeJson } from '../../../domain/document/content.ts';
import { bodyExtensions, bodySchema, lineExtensions } from '../../../domain/document/extensions.ts';
import { limits } from '../../../domain/limits.ts';
import type { UploadQueue } from '../../uploads/upload-queue.ts';
import type { ArticleEditors } from '../editors.ts';
import { convertLegacyText, createLegacyStore, LegacyOffer } from '../paste/legacy-offer.ts';
import { undoManagerOf } from '../undo-steps.ts';
import { type DocxPlace, insertDocx, placeAt, placeAtCaret } from './insert-docx.ts';
import type { ImportedDocx } from './prepare-docx.ts';

const open: Editor[] = [];

afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy();
});

const paragraph = (text: string, id?: string): NodeJson => ({
  type: 'paragraph',
  ...(id && { attrs: { id } }),
  ...(text !== '' && { content: [{ type: 'text', text }] }),
});

function anArticle(titleText: string, blocks: NodeJson[]): ArticleEditors {
  const ydoc = new Doc();
  prosemirrorJSONToYXmlFragment(bodySchema, { type: 'doc', content: blocks }, ydoc.getXmlFragment('body'));
  const editor = (field: string, extensions: typeof bodyExtensions) => {
    const element = document.createElement('div');
    const offer = LegacyOffer.configure({ store: legacy });
    const collaboration = Collaboration.configure({ document: ydoc, field });
    const created = new Editor({ element, extensions: [...extensions, collaboration, offer] });
    open.push(created);
    return created;
  };
  const [title, lead] = [editor('title', lineExtensions), editor('lead', lineExtensions)];
  title.commands.setContent(titleText);
  return { title, lead, body: editor('body', bodyExtensions) };
}

const report: ImportedDocx['report'] = {
  comments: 0,
  changes: 0,
  equations: 0,
  charts: 0,
  objects: 0,
  linkedPictures: 0,
  notes: 0,
  unsupportedPictures: [],
  excessPictures: 0,
};

function insert(editors: ArticleEditors, imported: Partial<ImportedDocx>, place: DocxPlace) {
  const uploads = { replaceFile: vi.fn() } as unknown as UploadQueue;
  const whole = {
    title: '',
    blocks: [paragraph('mới')],
    files: [],
    blockFonts: new Map(),
    report,
    ...imported,
  };
  return { refusal: insertDocx(editors, whole, place, { articleId: 'a', uploads }), uploads };
}

const legacy = createLegacyStore();

const outline = ({ body }: ArticleEditors) =>
  body.state.doc.content.content.map((node) => node.textContent || node.type.name).join('|');

const end: DocxPlace = { blockId: null, side: 'after' };

test('the first content of an article replaces its empty paragraph, the title goes into the title', () => {
  const editors = anArticle('', [paragraph('')]);
  insert(editors, { title: 'Cảng mở' }, end);
  expect(editors.title.getText()).toBe('Cảng mở');
  expect(outline(editors)).toBe('mới');
});

test('the title of the article stays; that of the file becomes a heading', () => {
  const editors = anArticle('Bài', [paragraph('A', 'a')]);
  insert(editors, { title: 'Cảng mở' }, end);
  expect(editors.title.getText()).toBe('Bài');
  expect(outline(editors)).toBe('A|Cảng mở|mới');
});

test('the place is kept while others write, and is the end when its block is gone', () => {
  const editors = anArticle('', [paragraph('A', 'a'), paragraph('B', 'b')]);
  const { body } = editors;
  const place = placeAt(body.state, 3);
  body.view.dispatch(body.state.tr.insert(0, body.schema.node('paragraph', null, body.schema.text('X'))));
  insert(editors, {}, place);
  expect(outline(editors)).toBe('X|A|mới|B');
  insert(editors, {}, { blockId: 'c', side: 'before' });
  expect(outline(editors)).toBe('X|A|mới|B|mới');
});

test('at the caret it goes after the block, or in place of an empty paragraph; the caret stays', () => {
  const editors = anArticle('', [paragraph('A', 'a'), paragraph('', 'e'), paragraph('B', 'b')]);
  const { body } = editors;
  body.view.dispatch(body.state.tr.setSelection(Selection.near(body.state.doc.resolve(2))));
  insert(editors, {}, placeAtCaret(body.state));
  expect(outline(editors)).toBe('A|mới|paragraph|B');
  expect(body.state.selection.from).toBe(2);
  insert(editors, {}, { blockId: 'e', side: 'after' });
  expect(outline(editors)).toBe('A|mới|mới|B');
});

test('one undo takes it back, with its pictures; text goes on below a picture at the end', () => {
  const editors = anArticle('Bài', [paragraph('A', 'a')]);
  const file = new File(['x'], 'cang.jpg');
  const upload: NodeJson = { type: 'upload', attrs: { uploadId: 'u', fileName: 'cang.jpg' } };
  const { uploads } = insert(
    editors,
    { blocks: [paragraph('mới'), upload], files: [{ uploadId: 'u', file }] },
    end,
  );
  expect(outline(editors)).toBe('A|mới|upload|paragraph');
  expect(uploads.replaceFile).toHaveBeenCalledWith('u', file, 'a');
  undoManagerOf(editors.body.view)?.undo();
  expect(outline(editors)).toBe('A');
});

test('text of the TCVN3 font is inserted as it is, and converted on demand', () => {
  const editors = anArticle('', [paragraph('')]);
  const text = 'Céng hßa x· héi chñ nghÜa ViÖt Nam';
  const font = { encoding: 'TCVN3', isCapital: true } as const;
  const blockFonts = new Map([['c¶ng', [{ from: 0, to: 4, font }]]]);
  insert(editors, { title: text, blocks: [paragraph('c¶ng'), paragraph('Nhà')], blockFonts }, end);
  expect(outline(editors)).toBe('c¶ng|Nhà');
  convertLegacyText(legacy);
  expect(editors.title.getText()).toBe('Cộng hòa xã hội chủ nghĩa Việt Nam');
  expect(outline(editors)).toBe('CẢNG|Nhà');
});

test('what exceeds the limits of the article is refused, and nothing changes', () => {
  const editors = anArticle('', [paragraph('A', 'a')]);
  const blocks = [paragraph('a'.repeat(limits.documentMaxBytes))];
  const { refusal, uploads } = insert(editors, { title: 'Cảng', blocks, files: [] }, end);
  expect(refusal).toMatchObject({ kind: 'bytes', max: limits.documentMaxBytes });
  expect([outline(editors), editors.title.getText()]).toEqual(['A', '']);
  expect(uploads.replaceFile).not.toHaveBeenCalled();
});
