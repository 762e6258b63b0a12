import { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bodyExtensions } from '../../domain/document/extensions.ts';
import { Quote, toggleQuote } from './quote.ts';

let editor: Editor;

beforeEach(() => {
  editor = new Editor({
    element: document.createElement('div'),
    extensions: [...bodyExtensions, Quote.configure({ hint: () => 'người nói, chức danh' })],
  });
});

afterEach(() => editor.destroy());

/** Sets the body, with the caret in the first text block that contains `^`. */
function start(html: string): void {
  editor.commands.setContent(html);
  let caret: number | null = null;
  editor.state.doc.descendants((node, pos) => {
    const at = node.isText ? (node.text ?? '').indexOf('^') : -1;
    if (at >= 0) caret = pos + at;
  });
  if (caret === null) throw new Error(`No caret in ${html}`);
  editor.view.dispatch(editor.state.tr.delete(caret, caret + 1));
  editor.commands.setTextSelection(caret);
}

/** Dispatches a key to the editor's handlers. @returns whether one of them handled it. */
function press(key: string): void {
  const event = new KeyboardEvent('keydown', { key });
  editor.view.someProp('handleKeyDown', (handle) => handle(editor.view, event));
}

/** The body in short: `q(một/hai—Lan)` is a quote of two paragraphs by Lan; `^` is the caret. */
function body(): string {
  const { $head } = editor.state.selection;
  const text = (node: Node, pos: number) =>
    $head.parent === node && $head.before() === pos
      ? `${node.textContent.slice(0, $head.parentOffset)}^${node.textContent.slice($head.parentOffset)}`
      : node.textContent;
  const blocks: string[] = [];
  editor.state.doc.forEach((node, pos) => {
    if (node.type.name !== 'blockquote') {
      blocks.push(text(node, pos));
      return;
    }
    let quote = '';
    node.forEach((child, offset, index) => {
      const sign = child.type.name === 'attribution' ? '—' : index > 0 ? '/' : '';
      quote += sign + text(child, pos + 1 + offset);
    });
    blocks.push(`q(${quote})`);
  });
  return blocks.join('|');
}

const quoted = (content: string, by = '') =>
  `<blockquote>${content}<cite data-attribution>${by}</cite></blockquote>`;

test('a paragraph becomes a quote with an empty attribution, and back', () => {
  start('<p>trước</p><p>lời^ nói</p>');
  toggleQuote(editor);
  expect(body()).toBe('trước|q(lời^ nói—)');
  toggleQuote(editor);
  expect(body()).toBe('trước|lời^ nói');
});

test('unwrapping a quote keeps the attribution as a paragraph', () => {
  start(quoted('<p>một</p><p>h^ai</p>', 'Lan'));
  toggleQuote(editor);
  expect(body()).toBe('một|h^ai|Lan');
});

test('a quoted heading becomes a paragraph', () => {
  start('<h2>lời^</h2>');
  toggleQuote(editor);
  expect(body()).toBe('q(lời^—)');
});

test('a list cannot be quoted', () => {
  start('<ul><li><p>lời^</p></li></ul>');
  expect(toggleQuote(editor)).toBe(false);
});

test('Enter splits a paragraph of the quote, and on the empty one moves to the attribution', () => {
  start(quoted('<p>một^hai</p>'));
  press('Enter');
  expect(body()).toBe('q(một/^hai—)');
  start(quoted('<p>một^</p>'));
  press('Enter');
  press('Enter');
  expect(body()).toBe('q(một—^)');
});

test('Enter on the empty last paragraph leaves a quote with an attribution', () => {
  start(quoted('<p>một^</p>', 'Lan'));
  press('Enter');
  press('Enter');
  expect(body()).toBe('q(một—Lan)|^');
});

test('Enter in the attribution leaves the quote', () => {
  start(`${quoted('<p>một</p>', 'Lan^')}<p>sau</p>`);
  press('Enter');
  expect(body()).toBe('q(một—Lan)|^|sau');
});

test('a quote without an attribution gets one on leaving it', () => {
  start('<blockquote><p>một^</p></blockquote>');
  press('Enter');
  press('Enter');
  expect(body()).toBe('q(một—^)');
});

test('Backspace at the start of the attribution moves the caret and joins nothing', () => {
  start(quoted('<p>một</p>', '^Lan'));
  press('Backspace');
  expect(body()).toBe('q(một^—Lan)');
});

test('Backspace after a quote moves the caret into it and deletes an empty paragraph', () => {
  start(`${quoted('<p>một</p>', 'Lan')}<p>^sau</p>`);
  press('Backspace');
  expect(body()).toBe('q(một—Lan^)|sau');
  start(`${quoted('<p>một</p>', 'Lan')}<p>^</p>`);
  press('Backspace');
  expect(body()).toBe('q(một—Lan^)');
});

test('Backspace at the start of a quote unwraps it', () => {
  start(quoted('<p>^một</p><p>hai</p>', 'Lan'));
  press('Backspace');
  expect(body()).toBe('^một|hai|Lan');
});

test('Backspace joins two paragraphs of a quote, and is not handled inside a word', () => {
  start(quoted('<p>một</p><p>^hai</p>', 'Lan'));
  press('Backspace');
  expect(body()).toBe('q(một^hai—Lan)');
  start(quoted('<p>mộ^t</p>', 'Lan'));
  const before = editor.state.doc;
  press('Backspace');
  expect(editor.state.doc.eq(before)).toBe(true);
});

test('an empty attribution shows a placeholder', () => {
  start(quoted('<p>một^</p>'));
  const footer = editor.view.dom.querySelector('footer');
  expect(footer).toHaveClass('is-empty');
  expect(footer).toHaveAttribute('data-hint', 'người nói, chức danh');
  editor.commands.insertContentAt(editor.state.doc.content.size - 2, 'Lan');
  expect(editor.view.dom.querySelector('footer')).not.toHaveClass('is-empty');
});
