import { Editor, Extension, type Extensions } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { Plugin } from '@tiptap/pm/state';
import { prosemirrorJSONToYXmlFragment } from '@tiptap/y-tiptap';
import { afterEach, describe, expect, test } from 'vitest';
import { Doc } from 'yjs';
import { checkContent } from '../../../domain/document/check.ts';
import { bodyExtensions, bodySchema } from '../../../domain/document/extensions.ts';
import { i18n, startI18n } from '../../lib/i18n.ts';
import { BlockIds } from '../block-ids.ts';
import { TableEditing } from '../table/table-editing.ts';
import { undoManagerOf } from '../undo-steps.ts';
import { CleanPaste } from './clean-paste.ts';
import { emptyReport, type PasteReport, pasteReportText } from './paste-report.ts';

const editors: Editor[] = [];

afterEach(() => {
  for (const editor of editors.splice(0)) editor.destroy();
});

function anEditor(html: string, more: Extensions = []) {
  const reports: PasteReport[] = [];
  const ydoc = new Doc();
  const start = new Editor({
    element: document.createElement('div'),
    extensions: bodyExtensions,
    content: html,
  });
  prosemirrorJSONToYXmlFragment(bodySchema, start.getJSON(), ydoc.getXmlFragment('body'));
  start.destroy();
  const editor = new Editor({
    element: document.createElement('div'),
    extensions: [
      ...bodyExtensions,
      Collaboration.configure({ document: ydoc, field: 'body' }),
      BlockIds,
      TableEditing,
      CleanPaste.configure({ onReport: (report) => void reports.push(report) }),
      ...more,
    ],
  });
  editors.push(editor);
  return { editor, reports };
}

function paste(editor: Editor, data: { html?: string; text?: string }): void {
  const types: Record<string, string> = { 'text/html': data.html ?? '', 'text/plain': data.text ?? '' };
  const event = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), {
    clipboardData: { files: [], types: Object.keys(types), getData: (type: string) => types[type] ?? '' },
  });
  editor.view.dom.dispatchEvent(event);
}

/** The texts of the cells, row by row, of each table. */
function tables(editor: Editor): string[][][] {
  return Array.from(editor.view.dom.querySelectorAll('table'), (table) =>
    Array.from(table.rows, (row) => Array.from(row.cells, (cell) => cell.textContent ?? '')),
  );
}

const cells = (row: string) => `<tr>${[...row].map((text) => `<td>${text}</td>`).join('')}</tr>`;
const threeByThree = `<table>${cells('abc')}${cells('def')}${cells('ghi')}</table>`;

/** A body of one table, with the caret in the cell of the given text. */
function inCell(text: string) {
  const opened = anEditor(threeByThree);
  opened.editor.state.doc.descendants((node, pos) => {
    if (node.isTextblock && node.textContent === text) opened.editor.commands.setTextSelection(pos + 1);
  });
  return opened;
}

describe('a table with merged cells pasted into a cell', () => {
  const merged = {
    'merged at its end': ['<td>1</td><td rowspan="2">2</td>', '<td>3</td>'],
    'merged beyond its end': ['<td>1</td><td>2</td>', '<td>3</td><td rowspan="3">4</td>'],
    'merged in both directions': ['<td>1</td><td rowspan="2" colspan="2">2</td>', '<td>3</td>'],
    'of merged cells only': ['<td rowspan="2">1</td><td rowspan="2">2</td>', ''],
  };
  const places = [...'abcdefghi'];
  const cases = Object.entries(merged).flatMap(([name, rows]) => places.map((at) => ({ name, rows, at })));

  test.each(cases)('$name arrives at $at', ({ rows, at }) => {
    const html = `<table><tr>${rows.join('</tr><tr>')}</tr></table>`;
    const { editor } = inCell(at);
    paste(editor, { html });
    const found = tables(editor).flat(2);
    expect(found).toEqual(expect.arrayContaining(html.match(/\d(?=<)/g) ?? []));
    expect(checkContent({ title: '', lead: '', body: editor.getJSON() })).toMatchObject({ ok: true });
  });

  test('goes after the other table where it cannot fill the cells', () => {
    const { editor, reports } = inCell('e');
    paste(editor, { html: '<table><tr><td>1</td><td rowspan="2">2</td></tr><tr><td>3</td></tr></table>' });
    expect(tables(editor)).toEqual([
      [[...'abc'], [...'def'], [...'ghi']],
      [['1', '2'], ['3']],
    ]);
    expect(reports.map(({ placement }) => placement)).toEqual(['after-table']);
  });
});

test('a table without merged cells fills the cells', () => {
  const { editor, reports } = inCell('a');
  paste(editor, { html: `<table>${cells('12')}${cells('34')}</table>` });
  expect(tables(editor)).toEqual([
    [
      ['1', '2', 'c'],
      ['3', '4', 'f'],
      ['g', 'h', 'i'],
    ],
  ]);
  expect(reports.map(({ placement }) => placement)).toEqual(['caret']);
});

test('a handler that throws does not swallow the clipboard', () => {
  const broken = Extension.create({
    name: 'broken',
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          handlePaste: () => {
            throw new RangeError('broken');
          },
        },
      }),
    ],
  });
  const { editor, reports } = anEditor('<p>Một</p>', [broken]);
  editor.commands.setTextSelection(4);
  paste(editor, { html: '<h2>Hai</h2><p>Ba</p>', text: 'Hai\n\nBa' });
  expect(editor.getText({ blockSeparator: '|' })).toBe('MộtHai|Ba');
  expect(reports.map(({ placement }) => placement)).toEqual(['plain-text']);
});

test('a figure copied into another article comes with its text, caption, credit and alternative text', () => {
  const figure =
    '<figure data-media-id="m-1" data-alt="Cầu tàu" data-layout="wide" data-width="1600" data-height="900"><figcaption>Cảng <strong>Đình Vũ</strong></figcaption><small data-credit="">Nguyễn Văn B</small></figure>';
  const source = anEditor(`<p>Trước</p><p>Một<br>hai</p>${figure}<p>Sau</p>`).editor;
  const target = anEditor('<p>Đầu</p>').editor;
  source.commands.setTextSelection({ from: 8, to: source.state.doc.content.size - 4 });
  const { dom, text } = source.view.serializeForClipboard(source.state.selection.content());
  target.commands.setTextSelection(4);
  paste(target, { html: dom.innerHTML, text });
  expect(target.getHTML()).toBe(`<p>ĐầuMột<br>hai</p>${figure}<p></p>`);
  const copied = target.state.doc.child(1).attrs;
  expect(copied).toMatchObject({ mediaId: 'm-1', alt: 'Cầu tàu' });
  expect(copied.id).not.toBe(source.state.doc.child(2).attrs.id);
});

test('a paste is one undo step, also right after typing', () => {
  const { editor } = anEditor('<p>Một</p>');
  editor.view.dispatch(editor.state.tr.insertText(' hai', 4));
  paste(editor, { html: '<p>ba</p><ul><li>bốn</li></ul>' });
  expect(undoManagerOf(editor.view)?.undoStack).toHaveLength(2);
  editor.commands.undo();
  expect(editor.getText({ blockSeparator: '|' })).toBe('Một hai');
});

test('the lines of a PDF are joined, and one undo takes that back', () => {
  const { editor, reports } = anEditor('<p>Theo đó, – hết.</p>');
  editor.commands.setTextSelection(10);
  paste(editor, {
    text: 'UBND thành phố yêu cầu các\r\nsở, ban, ngành khẩn trương triển\r\nkhai thực hiện.',
  });
  const text = () => editor.getText({ blockSeparator: '|' });
  expect(text()).toBe(
    'Theo đó, UBND thành phố yêu cầu các sở, ban, ngành khẩn trương triển khai thực hiện.– hết.',
  );
  expect(reports.map(({ hasJoinedLines }) => hasJoinedLines)).toEqual([true]);
  editor.commands.undo();
  expect(text()).toBe(
    'Theo đó, UBND thành phố yêu cầu các|sở, ban, ngành khẩn trương triển|khai thực hiện.– hết.',
  );
  editor.commands.undo();
  expect(text()).toBe('Theo đó, – hết.');
});

describe('a paste beyond the limits of the server', () => {
  const table = (rows: number) => `<table>${`<tr>${'<td>1</td>'.repeat(12)}</tr>`.repeat(rows)}</table>`;
  const nested = (levels: number) => `${'<ul><li>a'.repeat(levels)}${'</li></ul>'.repeat(levels)}`;
  test.each([
    ['1,000 rows of 12 columns', { html: table(1_000) }, { kind: 'cells', size: 12_000, max: 5_000 }],
    ['a list in a list in a list', { html: nested(20) }, { kind: 'depth', size: 42, max: 24 }],
    ['HTML with long text', { html: `<p>${'ế'.repeat(800_000)}</p>` }, { kind: 'bytes' }],
    ['long text', { text: 'ế'.repeat(800_000) }, { kind: 'bytes', size: 2_400_000 }],
    ['many lines', { text: 'a\n'.repeat(30_000) }, { kind: 'blocks', size: 30_001, max: 20_000 }],
  ])('is refused with size and limit: %s', (_name, data, refusal) => {
    const { editor, reports } = anEditor('<p>Một</p>');
    paste(editor, data);
    expect(editor.getText()).toBe('Một');
    expect(reports).toMatchObject([{ refusal }]);
    editor.commands.insertContent('!');
    expect(editor.getText()).toContain('!');
  });

  test('counts what the article has, without what is replaced', () => {
    const long = 'a'.repeat(1_500_000);
    const { editor, reports } = anEditor('<p>Một</p>');
    paste(editor, { text: long });
    paste(editor, { text: long });
    editor.commands.selectAll();
    paste(editor, { text: long });
    expect(reports.map(({ refusal }) => refusal?.kind)).toEqual([undefined, 'bytes', undefined]);
    expect(checkContent({ title: '', lead: '', body: editor.getJSON() })).toMatchObject({ ok: true });
  });

  test('the notice names both', async () => {
    await startI18n('vi');
    const report = { ...emptyReport(), refusal: { kind: 'cells', size: 12_000, max: 5_000 } as const };
    expect(pasteReportText(report, i18n.getFixedT('vi', 'editor'))).toContain(
      '12.000 ô bảng, giới hạn là 5.000 ô',
    );
  });
});
