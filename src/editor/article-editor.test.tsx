import { MantineProvider } from '@mantine/core';
import { act, render, screen, within } from '@testing-library/react';
import { prosemirrorJSONToYXmlFragment } from '@tiptap/y-tiptap';
import { beforeAll, expect, test, vi } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { FailedCheck } from '../../domain/checks.ts';
import { bodySchema, lineSchema } from '../../domain/document/extensions.ts';
import { setUpUser } from '../../tests/screens/set-up-user.ts';
import { startI18n } from '../lib/i18n.ts';
import { theme } from '../lib/theme.ts';
import { ArticleEditor, type ArticleEditorProps } from './article-editor.tsx';
import type { ArticleEditors } from './editors.ts';
import { goToCheck } from './go-to-check.ts';

beforeAll(async () => {
  await startI18n('vi');
});

const figure = {
  type: 'figure',
  attrs: { id: 'f1', mediaId: 'm1' },
  content: [{ type: 'caption' }, { type: 'credit' }],
};
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

test('goToCheck returns false for a deleted figure and for checks outside of the text', () => {
  const { editors } = openEditor();
  expect(goToCheck(editors(), { code: 'alt-missing', blockId: 'khac', figureNumber: 1 })).toBe(false);
  expect(goToCheck(editors(), { code: 'category-missing' })).toBe(false);
});
