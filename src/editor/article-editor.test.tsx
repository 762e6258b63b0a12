import { MantineProvider } from '@mantine/core';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import { prosemirrorJSONToYXmlFragment } from '@tiptap/y-tiptap';
import { beforeAll, expect, test, vi } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { checkCodes, type FailedCheck } from '../../domain/checks.ts';
import { bodySchema, lineSchema } from '../../domain/document/extensions.ts';
import { unconfirmedAttributes } from '../../domain/document/unconfirmed.ts';
import { setUpUser } from '../../tests/screens/set-up-user.ts';
import { startI18n } from '../lib/i18n.ts';
import { theme } from '../lib/theme.ts';
import type { UploadQueue } from '../uploads/upload-queue.ts';
import { ArticleEditor, type ArticleEditorProps } from './article-editor.tsx';
import type { ArticleEditors } from './editors.ts';
import { figureExtensions } from './figure/figure-extensions.ts';
import { goToCheck } from './go-to-check.ts';

beforeAll(async () => {
  await startI18n('vi');
});

const figure = {
  type: 'figure',
  attrs: { id: 'f1', mediaId: 'm1' },
  content: [{ type: 'caption' }, { type: 'credit' }],
};
const figures = figureExtensions({
  articleId: 'a1',
  uploads: { get: () => undefined } as unknown as UploadQueue,
  recentCredits: () => Promise.resolve([]),
  onNotice: () => undefined,
});
const inlineText = (text: string) => [{ type: 'text', text }];

function openEditor(props: Partial<ArticleEditorProps> = {}) {
  const ydoc = new Y.Doc();
  const fill = (name: string, type: string, text: string) =>
    prosemirrorJSONToYXmlFragment(
      lineSchema,
      { type: 'doc', content: [{ type, content: text ? inlineText(text) : [] }] },
      ydoc.getXmlFragment(name),
    );
  fill('title', 'line', 'Cảng mở');
  fill('lead', 'line', 'Sáng nay.');
  const body = {
    type: 'doc',
    content: [{ type: 'paragraph', attrs: { id: 'p1' }, content: inlineText('Đầu tiên.') }, figure],
  };
  prosemirrorJSONToYXmlFragment(bodySchema, body, ydoc.getXmlFragment('body'));
  let editors: ArticleEditors | null = null;
  const onEditors = (given: ArticleEditors | null) => {
    editors = given;
  };
  const element = (more: Partial<ArticleEditorProps> = {}) => (
    <MantineProvider theme={theme} env="test">
      <ArticleEditor
        ydoc={ydoc}
        awareness={awareness}
        isEditable
        onEditors={onEditors}
        {...props}
        {...more}
      />
    </MantineProvider>
  );
  const awareness = new Awareness(ydoc);
  const view = render(element());
  const held = (): ArticleEditors => {
    if (!editors) throw new Error('The editors were not handed over');
    return editors;
  };
  return {
    ...view,
    ydoc,
    editors: held,
    rerenderWith: (more: Partial<ArticleEditorProps>) => view.rerender(element(more)),
  };
}

test('title, lead and body are three labelled text boxes with the content', () => {
  openEditor();
  expect(screen.getByRole('textbox', { name: 'Tiêu đề' })).toHaveTextContent('Cảng mở');
  expect(screen.getByRole('textbox', { name: 'Sapo' })).toHaveTextContent('Sáng nay.');
  const body = screen.getByRole('textbox', { name: 'Nội dung' });
  expect(body).toHaveTextContent('Đầu tiên.');
  expect(body).toHaveAttribute('aria-multiline', 'true');
});

test('the toolbar is one tab stop, and the arrow keys move in it', async () => {
  openEditor();
  const user = setUpUser();
  const toolbar = screen.getByRole('toolbar', { name: 'Định dạng' });
  const buttons = within(toolbar).getAllByRole('button');
  expect(buttons.filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
  act(() => buttons[0]?.focus());
  await user.keyboard('{ArrowRight}');
  expect(within(toolbar).getByRole('button', { name: 'Đậm' })).toHaveFocus();
  await user.keyboard('{End}');
  expect(buttons.at(-1)).toHaveFocus();
  await user.keyboard('{ArrowRight}');
  expect(buttons[0]).toHaveFocus();
});

test('a formatting button formats the selection and is pressed', async () => {
  const { editors } = openEditor();
  const user = setUpUser();
  act(() => {
    editors().body.commands.setTextSelection({ from: 1, to: 4 });
  });
  const bold = within(screen.getByRole('toolbar', { name: 'Định dạng' })).getByRole('button', {
    name: 'Đậm',
  });
  expect(bold).toHaveAttribute('aria-pressed', 'false');
  await user.click(bold);
  expect(bold).toHaveAttribute('aria-pressed', 'true');
  expect(editors().body.getHTML()).toContain('<strong>Đầu</strong>');
});

test('in a credit marks and blocks are disabled', () => {
  const { editors } = openEditor();
  const credit = editors().body.state.doc.content.size - 2;
  act(() => {
    editors().body.commands.setTextSelection(credit);
  });
  const toolbar = within(screen.getByRole('toolbar', { name: 'Định dạng' }));
  for (const name of ['Đậm', 'Liên kết', 'Trích dẫn', 'Bảng']) {
    expect(toolbar.getByRole('button', { name })).toHaveAttribute('aria-disabled', 'true');
  }
});

test.each([
  ['Tải ảnh lên', 'device'],
  ['Chọn từ kho ảnh', 'library'],
] as const)('the picture button asks where the picture comes from: %s', async (name, source) => {
  const onInsertPictures = vi.fn();
  const { editors } = openEditor({ onInsertPictures });
  const user = setUpUser();
  await user.click(screen.getByRole('button', { name: 'Ảnh' }));
  await user.click(await screen.findByRole('menuitem', { name }));
  expect(onInsertPictures).toHaveBeenCalledExactlyOnceWith(editors().body, source);
});

test('counters show near the limit, and by how much it is exceeded', () => {
  const { editors } = openEditor();
  expect(screen.queryByText(/ký tự/)).not.toBeInTheDocument();
  act(() => {
    editors().title.commands.setContent(`<p>${'a'.repeat(190)}</p>`);
  });
  expect(screen.getByText('Còn 10 ký tự')).toBeInTheDocument();
  act(() => {
    editors().title.commands.setContent(`<p>${'a'.repeat(203)}</p>`);
  });
  expect(screen.getByText('Thừa 3 ký tự')).toBeInTheDocument();
});

test('a read-only editor keeps content and editors, and hides the tools', () => {
  const { editors, rerenderWith } = openEditor();
  const { body } = editors();
  rerenderWith({ isEditable: false });
  expect(screen.getByRole('textbox', { name: 'Nội dung' })).toHaveAttribute('contenteditable', 'false');
  expect(screen.queryByRole('toolbar')).not.toBeInTheDocument();
  expect(editors().body).toBe(body);
});

test('? opens the sheet of shortcuts outside of text', async () => {
  openEditor();
  const user = setUpUser();
  await user.keyboard('?');
  expect(await screen.findByRole('dialog', { name: 'Phím tắt' })).toBeInTheDocument();
});

test.each([
  [{ code: 'title-missing' }, 'title', 'line'],
  [{ code: 'lead-missing' }, 'lead', 'line'],
  [{ code: 'body-missing' }, 'body', 'credit'],
  [{ code: 'caption-missing', blockId: 'f1', figureNumber: 1 }, 'body', 'caption'],
  [{ code: 'credit-missing', blockId: 'f1', figureNumber: 1 }, 'body', 'credit'],
  [{ code: 'credit-missing', figureNumber: 1 }, 'body', 'credit'],
] satisfies [FailedCheck, keyof ArticleEditors, string][])(
  '%j leads to its place',
  (check, field, parent) => {
    const { editors } = openEditor();
    act(() => {
      expect(goToCheck(editors(), check)).toBe(true);
    });
    const editor = editors()[field];
    expect(editor.view.hasFocus()).toBe(true);
    expect(editor.state.selection.$head.parent.type.name).toBe(parent);
  },
);

test('missing alternative text leads to its field, before the next key', () => {
  const { editors } = openEditor({ extensions: figures });
  act(() => {
    expect(goToCheck(editors(), { code: 'alt-missing', blockId: 'f1', figureNumber: 1 })).toBe(true);
  });
  expect(screen.getByRole('textbox', { name: 'Mô tả thay thế' })).toHaveFocus();
});

test('each text that nobody has confirmed is found and confirmed by keyboard', async () => {
  const { editors } = openEditor({ extensions: figures });
  const user = setUpUser();
  const { body } = editors();
  const texts = { caption: 'Tàu', credit: 'Lan', alt: 'Cảng' };
  const pos = body.state.doc.child(0).nodeSize;
  act(() => {
    const tr = body.state.tr.insertText('Lan', pos + 4).insertText('Tàu', pos + 2);
    for (const [name, value] of Object.entries({ alt: 'Cảng', ...unconfirmedAttributes(texts) })) {
      tr.setNodeAttribute(pos, name, value);
    }
    body.view.dispatch(tr);
  });
  const buttons = () => screen.queryAllByRole('button', { name: /đúng$/ }).map((one) => one.textContent);
  expect(buttons()).toEqual(['Chú thích đúng', 'Nguồn ảnh đúng', 'Mô tả đúng']);
  for (const code of ['caption-unconfirmed', 'credit-unconfirmed', 'alt-unconfirmed'] as const) {
    act(() => void goToCheck(editors(), { code, blockId: 'f1', figureNumber: 1 }));
    expect(screen.getByRole('status')).toHaveTextContent('Nhấn Ctrl+Enter nếu đúng, hoặc sửa lại.');
    await user.keyboard('{Control>}{Enter}{/Control}');
  }
  expect(buttons()).toEqual([]);
  expect(screen.getByRole('textbox', { name: 'Mô tả thay thế' })).toHaveFocus();
  expect(body.state.doc.child(1).textContent).toBe('TàuLan');
  act(() => void body.commands.undo());
  expect(buttons()).toEqual(['Mô tả đúng']);
});

test('a waiting text of an 8-bit font is asked about, with a preview, and converted by keyboard', async () => {
  const { editors } = openEditor({ extensions: figures });
  const user = setUpUser();
  const { body } = editors();
  const texts = { caption: 'C¶ng §×nh Vò', credit: '¶nh: NguyÔn V¨n Nam', alt: 'S«ng CÊm vµ cÇu BÝnh' };
  const pos = body.state.doc.child(0).nodeSize;
  act(() => {
    const tr = body.state.tr.insertText(texts.credit, pos + 4).insertText(texts.caption, pos + 2);
    for (const [name, value] of Object.entries({ alt: texts.alt, ...unconfirmedAttributes(texts) })) {
      tr.setNodeAttribute(pos, name, value);
    }
    body.view.dispatch(tr);
  });
  const questions = () =>
    screen.queryAllByRole('group', { name: 'Đoạn này gõ bằng phông TCVN3. Chuyển sang Unicode?' });
  expect(questions()).toHaveLength(3);
  expect(questions()[0]).toHaveTextContent('Hiện nayC¶ng §×nh VòSau khi chuyểnCảng Đình Vũ');
  act(() => void goToCheck(editors(), { code: 'caption-unconfirmed', blockId: 'f1', figureNumber: 1 }));
  await user.keyboard('{Control>}{Enter}{/Control}{Tab}');
  expect(questions()).toHaveLength(2);
  act(() => void goToCheck(editors(), { code: 'alt-unconfirmed', blockId: 'f1', figureNumber: 1 }));
  await user.keyboard('{Control>}{Enter}{/Control}');
  // The buttons follow the alternative text.
  await user.keyboard('{Tab}{Tab}');
  expect(
    within(questions()[0] as HTMLElement).getByRole('button', { name: 'Chuyển sang Unicode' }),
  ).toHaveFocus();
  await user.keyboard('{Enter}');
  expect(questions()).toEqual([]);
  expect(body.view.hasFocus()).toBe(true);
  expect(body.getJSON().content?.[1]).toMatchObject({
    attrs: { alt: 'Sông Cấm và cầu Bính', unconfirmedCaption: null },
    content: [{ content: [{ text: 'Cảng Đình Vũ' }] }, { content: [{ text: 'Nguyễn Văn Nam' }] }],
  });
});

test('Tab and Shift+Tab go through caption, credit and alternative text, and every letter arrives', async () => {
  const { editors } = openEditor({ extensions: figures });
  const user = setUpUser();
  const { body } = editors();
  const alt = () => screen.getByRole('textbox', { name: 'Mô tả thay thế' });
  const type = (text: string) => act(() => body.view.dispatch(body.state.tr.insertText(text)));
  act(() => void goToCheck(editors(), { code: 'caption-missing', blockId: 'f1', figureNumber: 1 }));
  type('Tàu');
  await user.keyboard('{Tab}');
  type('Lan');
  await user.keyboard('{Tab}cảng{Shift>}{Tab}{/Shift}');
  expect(body.view.hasFocus()).toBe(true);
  type('!');
  await user.keyboard('{Shift>}{Tab}{/Shift}');
  type('?');
  await user.keyboard('{Tab}{Tab} biển{Tab}');
  type('Sau');
  expect(body.getJSON().content).toMatchObject([
    { type: 'paragraph' },
    {
      attrs: { alt: 'cảng biển' },
      content: [{ content: [{ text: 'Tàu?' }] }, { content: [{ text: 'Lan!' }] }],
    },
    { type: 'paragraph', content: [{ text: 'Sau' }] },
  ]);
  expect(alt()).toHaveValue('cảng biển');
});

test('the alternative text follows other people, and cannot be edited where the article cannot', async () => {
  const { editors, rerenderWith } = openEditor({ extensions: figures });
  const { body } = editors();
  const alt = () => screen.getByRole('textbox', { name: 'Mô tả thay thế' });
  const pos = body.state.doc.child(0).nodeSize;
  act(() => body.view.dispatch(body.state.tr.setNodeAttribute(pos, 'alt', 'Tàu vào cảng')));
  expect(alt()).toHaveValue('Tàu vào cảng');
  rerenderWith({ extensions: figures, isEditable: false });
  await waitFor(() => expect(alt()).toHaveAttribute('readonly'));
});

test('every check of the text has a place', () => {
  const outside = ['category-missing', 'byline-missing'];
  const { editors } = openEditor({ extensions: figures });
  for (const code of checkCodes.filter((one) => !outside.includes(one))) {
    (document.activeElement as HTMLElement).blur();
    act(() => {
      expect(goToCheck(editors(), { code, blockId: 'f1', figureNumber: 1 }), code).toBe(true);
    });
    expect(document.activeElement?.closest('.ProseMirror'), code).not.toBeNull();
  }
});

test('goToCheck returns false for a deleted figure and for checks outside of the text', () => {
  const { editors } = openEditor();
  expect(goToCheck(editors(), { code: 'alt-missing', blockId: 'khac', figureNumber: 1 })).toBe(false);
  expect(goToCheck(editors(), { code: 'category-missing' })).toBe(false);
});

test('a title longer than the server accepts is not taken, and the rest goes on', () => {
  const { editors } = openEditor();
  const { view } = editors().title;
  act(() => view.dispatch(view.state.tr.insertText('a'.repeat(2_000))));
  expect(editors().title.getText()).toBe('Cảng mở');
  act(() => view.dispatch(view.state.tr.insertText('!')));
  expect(editors().title.getText()).toContain('!');
});
