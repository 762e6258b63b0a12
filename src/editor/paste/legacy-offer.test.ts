import { Editor, type Extensions } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { prosemirrorJSONToYXmlFragment } from '@tiptap/y-tiptap';
import { afterEach, describe, expect, test } from 'vitest';
import { Doc } from 'yjs';
import {
  bodyExtensions,
  bodySchema,
  lineExtensions,
  lineSchema,
} from '../../../domain/document/extensions.ts';
import { SingleLine } from '../single-line.ts';
import { undoManagerOf } from '../undo-steps.ts';
import { CleanPaste } from './clean-paste.ts';
import { convertLegacyText, createLegacyStore, LegacyOffer } from './legacy-offer.ts';

const editors: Editor[] = [];

afterEach(() => {
  for (const editor of editors.splice(0)) editor.destroy();
});

function anEditor(schema: typeof bodySchema, content: object, extensions: Extensions, ydoc = new Doc()) {
  const store = createLegacyStore();
  const fragment = ydoc.getXmlFragment('body');
  if (fragment.length === 0) prosemirrorJSONToYXmlFragment(schema, content, fragment);
  const editor = new Editor({
    element: document.createElement('div'),
    extensions: [
      ...extensions,
      Collaboration.configure({ document: ydoc, field: 'body' }),
      LegacyOffer.configure({ store }),
    ],
  });
  editors.push(editor);
  return { editor, store, ydoc };
}

const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });

function aBody(text: string, ydoc?: Doc) {
  const doc = { type: 'doc', content: [text ? paragraph(text) : { type: 'paragraph' }] };
  return anEditor(bodySchema, doc, [...bodyExtensions, CleanPaste], ydoc);
}

async function paste(editor: Editor, data: { html?: string; text?: string }): Promise<void> {
  const types: Record<string, string> = { 'text/html': data.html ?? '', 'text/plain': data.text ?? '' };
  const event = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), {
    clipboardData: { files: [], types: Object.keys(types), getData: (type: string) => types[type] ?? '' },
  });
  editor.view.dom.dispatchEvent(event);
  await Promise.resolve();
}

const textOf = (editor: Editor) => editor.getText({ blockSeparator: '|' });
const given = 'Céng hßa x· héi chñ nghÜa ViÖt Nam';
const right = 'Cộng hòa xã hội chủ nghĩa Việt Nam';

describe('pasted 8-bit text', () => {
  test.each([
    ['HTML with the font', { html: `<p style="font-family:.VnTime">${given}</p>` }, given],
    ['HTML without', { html: `<p>${given}</p>` }, given],
    ['plain text', { text: given }, given],
    ['VNI', { text: 'Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam' }, 'Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam'],
  ])('is pasted as it is and converted on demand: %s', async (_kind, data, pasted) => {
    const { editor, store } = aBody('');
    await paste(editor, data);
    expect(textOf(editor)).toBe(pasted);
    expect(store.getState().flatMap(({ blocks }) => blocks)).toMatchObject([
      { before: pasted, after: right, doubtful: [] },
    ]);
    convertLegacyText(store);
    expect(textOf(editor)).toBe(right);
    expect(store.getState()).toEqual([]);
    editor.commands.undo();
    expect(textOf(editor)).toBe(pasted);
    editor.commands.undo();
    expect(textOf(editor)).toBe('');
    expect(undoManagerOf(editor.view)?.undoStack).toEqual([]);
  });

  test('keeps marks, capitals of the font, and what is not of the font', async () => {
    const { editor, store } = aBody('');
    const html =
      '<p><b style="font-family:&quot;.VnTimeH&quot;">b¸o h¶i phßng</b><span style="font-family:.VnTime">: ®­êng <i>LÊ Lîi</i></span>, là đường</p><p>Nhà là nhà</p>';
    await paste(editor, { html });
    expect(textOf(editor)).toBe('b¸o h¶i phßng: ®­êng LÊ Lîi, là đường|Nhà là nhà');
    convertLegacyText(store);
    expect(editor.getHTML()).toContain('<strong>BÁO HẢI PHÒNG</strong>: đường <em>Lấ Lợi</em>, là đường</p>');
    expect(textOf(editor)).toContain('|Nhà là nhà');
  });

  test('in the middle of a text leaves the text around alone', async () => {
    const { editor, store } = aBody('Tin cò cña là đây');
    editor.commands.setTextSelection(13);
    await paste(editor, { text: `${given}, ` });
    convertLegacyText(store);
    expect(textOf(editor)).toBe(`Tin cò cña l${right}, à đây`);
  });

  test('is converted where it is after others wrote', async () => {
    const { editor, store, ydoc } = aBody('Đầu');
    editor.commands.setTextSelection(4);
    await paste(editor, { html: `<p>Một</p><p>${given}</p>` });
    const other = aBody('', ydoc);
    other.editor.commands.insertContentAt(0, paragraph('Trên'));
    other.editor.commands.insertContentAt(other.editor.state.doc.content.size, paragraph('më'));
    convertLegacyText(store);
    expect(textOf(editor)).toBe(`Trên|ĐầuMột|${right}|më`);
  });

  test('leaves the caret where it was', async () => {
    const { editor, store } = aBody('');
    await paste(editor, { text: given });
    editor.commands.insertContent(' !');
    convertLegacyText(store);
    editor.commands.insertContent('?');
    expect(textOf(editor)).toBe(`${right} !?`);
  });

  test('needs no answer once it is undone', async () => {
    const { editor, store } = aBody('');
    await paste(editor, { text: given });
    expect(store.getState()).toHaveLength(1);
    editor.commands.undo();
    expect(store.getState()).toEqual([]);
  });

  test('of the title is converted too', async () => {
    const extensions = [...lineExtensions, SingleLine.configure({ maxChars: 500 })];
    const { editor, store } = anEditor(lineSchema, { type: 'doc', content: [{ type: 'line' }] }, extensions);
    await paste(editor, { text: 'C¶ng H¶i Phßng\nt\u00AD\u00AFng' });
    convertLegacyText(store);
    expect(textOf(editor)).toBe('Cảng Hải Phòng t\u00AD\u00AFng');
  });

  test.each([
    ['Vietnamese', 'Cảng Hải Phòng đón tàu'],
    ['French', 'Le président a déclaré'],
    ['soft hyphens', 'Cảng Hải\u00AD Phòng'],
  ])('is not seen in %s', async (_kind, text) => {
    const { editor, store } = aBody('');
    await paste(editor, { text });
    expect(store.getState()).toEqual([]);
    expect(textOf(editor)).toBe(text.replace('\u00AD', ''));
  });
});
