import { Editor } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';
import { afterEach, describe, expect, test } from 'vitest';
import { bodyExtensions } from '../../../domain/document/extensions.ts';
import { bodyState } from '../../../tests/builders/body-docs.ts';
import { storedFilesOf } from '../../uploads/stored-files.ts';
import { createUploadQueue } from '../../uploads/upload-queue.ts';
import { creditMatches } from './credit-suggestions.ts';
import { figureExtensions } from './figure-extensions.ts';

test('recent credits match without diacritics, prefix matches first', () => {
  const recent = ['Báo Hải Phòng', 'Hải Miên', 'Nguyễn Hồng Phong', 'Hải Miên'];
  expect(creditMatches(recent, 'hai')).toEqual(['Hải Miên', 'Báo Hải Phòng']);
  expect(creditMatches(recent, 'phong nguyen')).toEqual(['Nguyễn Hồng Phong']);
  expect(creditMatches(recent, '')).toEqual(['Báo Hải Phòng', 'Hải Miên', 'Nguyễn Hồng Phong']);
  expect(creditMatches(recent, 'Hải Miên')).toEqual([]);
  expect(creditMatches(recent, 'Trần')).toEqual([]);
});

describe('the credit list', () => {
  let editor: Editor;

  afterEach(() => {
    editor.destroy();
    document.body.replaceChildren();
  });

  /** A focused editor with the caret at the `^` of the line. */
  function open(line: string): void {
    const { doc, selection } = bodyState(line);
    const figures = figureExtensions({
      articleId: 'a',
      uploads: createUploadQueue({
        fetchRemote: () => new Promise(() => {}),
        send: () => Promise.reject(new Error('Not sent')),
        abandon: () => {},
        files: storedFilesOf('a'),
        lock: async () => () => {},
      }),
      recentCredits: async () => ['Báo Hải Phòng', 'Hải Miên'],
      onNotice: () => {},
    });
    editor = new Editor({
      element: document.body.appendChild(document.createElement('div')),
      content: doc.toJSON(),
      extensions: [
        ...bodyExtensions.filter(({ name }) => !figures.some((extension) => extension.name === name)),
        ...figures,
      ],
    });
    editor.view.focus();
    editor.commands.setTextSelection(selection.from);
  }

  const options = () =>
    Array.from(document.querySelectorAll('[role=option]'), ({ textContent }) => textContent);
  const credit = () => editor.state.doc.firstChild?.child(1).textContent;
  const active = () => {
    const id = editor.view.dom.getAttribute('aria-activedescendant');
    return id && document.getElementById(id)?.textContent;
  };
  const press = (key: string) => {
    const event = new KeyboardEvent('keydown', { key });
    return editor.view.someProp('handleKeyDown', (handle) => handle(editor.view, event)) ?? false;
  };

  test('arrow down enters it and Enter accepts the active option', async () => {
    open('[tau: Chú~^]|B');
    await expect.poll(options).toEqual(['Báo Hải Phòng', 'Hải Miên']);
    expect(press('ArrowDown')).toBe(true);
    expect(press('ArrowDown')).toBe(true);
    expect(active()).toBe('Hải Miên');
    expect(press('Enter')).toBe(true);
    expect(credit()).toBe('Hải Miên');
    await expect.poll(options).toEqual([]);
    expect(editor.view.dom).not.toHaveAttribute('aria-controls');
  });

  test('typed text filters it, and Tab accepts the first option', async () => {
    open('[tau: Chú~^]|B');
    editor.view.dispatch(editor.state.tr.insertText('bao'));
    await expect.poll(options).toEqual(['Báo Hải Phòng']);
    expect(press('Tab')).toBe(true);
    expect(credit()).toBe('Báo Hải Phòng');
  });

  test('Escape closes it until the text changes; while it is closed, Escape selects the figure', async () => {
    open('[tau: Chú~^]|B');
    await expect.poll(options).toHaveLength(2);
    expect(press('Escape')).toBe(true);
    expect(options()).toEqual([]);
    editor.view.dispatch(editor.state.tr.insertText('h'));
    await expect.poll(options).toHaveLength(2);
    press('Escape');
    press('Escape');
    expect(editor.state.selection).toBeInstanceOf(NodeSelection);
  });

  test('entering a filled credit, a caption or a paragraph shows nothing', async () => {
    for (const line of ['[tau: Chú~Hải^]|B', '[tau: Ch^ú~]|B', '[tau: Chú~]|B^']) {
      open(line);
      await new Promise((resolve) => setTimeout(resolve));
      expect(options()).toEqual([]);
      if (line.endsWith('B^')) continue;
      editor.destroy();
    }
  });

  test('losing the focus closes it', async () => {
    open('[tau: Chú~^]|B');
    await expect.poll(options).toHaveLength(2);
    editor.view.dom.blur();
    await expect.poll(options).toEqual([]);
  });
});
