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

/** Sets the body and the caret: in the first text block that holds `^`. */
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

/** What a key does, as the editor's handlers see it; what none of them takes is left to the browser. */
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

const quoted = (words: string, by = '') =>
  `<blockquote>${words}<cite data-attribution>${by}</cite></blockquote>`;

test('a paragraph becomes a quote with room for who said it, and back', () => {
  start('<p>trước</p><p>lời^ nói</p>');
  toggleQuote(editor);
  expect(body()).toBe('trước|q(lời^ nói—)');
  toggleQuote(editor);
  expect(body()).toBe('trước|lời^ nói');
});

test('taking a quote away keeps who said it as words', () => {
  start(quoted('<p>một</p><p>h^ai</p>', 'Lan'));
  toggleQuote(editor);
  expect(body()).toBe('một|h^ai|Lan');
});

test('a heading in a quote is words like any other', () => {
  start('<h2>lời^</h2>');
  toggleQuote(editor);
  expect(body()).toBe('q(lời^—)');
});

test('a list is not quoted', () => {
  start('<ul><li><p>lời^</p></li></ul>');
  expect(toggleQuote(editor)).toBe(false);
});

test('Enter splits a paragraph of the quote, and once more on the empty line goes to who said it', () => {
  start(quoted('<p>một^hai</p>'));
  press('Enter');
  expect(body()).toBe('q(một/^hai—)');
  start(quoted('<p>một^</p>'));
  press('Enter');
  press('Enter');
  expect(body()).toBe('q(một—^)');
});

test('Enter on the empty last line leaves the quote when it is known who said it', () => {
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

test('a quote that came without an attribution gets one when it is left', () => {
  start('<blockquote><p>một^</p></blockquote>');
  press('Enter');
  press('Enter');
  expect(body()).toBe('q(một—^)');
});

test('Backspace at the start of the attribution goes up and joins nothing', () => {
  start(quoted('<p>một</p>', '^Lan'));
  press('Backspace');
  expect(body()).toBe('q(một^—Lan)');
});

test('Backspace after a quote goes into it and pulls nothing in; an empty line goes away', () => {
  start(`${quoted('<p>một</p>', 'Lan')}<p>^sau</p>`);
  press('Backspace');
  expect(body()).toBe('q(một—Lan^)|sau');
  start(`${quoted('<p>một</p>', 'Lan')}<p>^</p>`);
  press('Backspace');
  expect(body()).toBe('q(một—Lan^)');
});

test('Backspace at the start of a quote takes the quote away', () => {
  start(quoted('<p>^một</p><p>hai</p>', 'Lan'));
  press('Backspace');
  expect(body()).toBe('^một|hai|Lan');
});

test('Backspace joins two paragraphs of a quote, inside a word it leaves the key to the browser', () => {
  start(quoted('<p>một</p><p>^hai</p>', 'Lan'));
  press('Backspace');
  expect(body()).toBe('q(một^hai—Lan)');
  start(quoted('<p>mộ^t</p>', 'Lan'));
  const before = editor.state.doc;
  press('Backspace');
  expect(editor.state.doc.eq(before)).toBe(true);
});

test('an empty attribution says what to type there', () => {
  start(quoted('<p>một^</p>'));
  const footer = editor.view.dom.querySelector('footer');
  expect(footer).toHaveClass('is-empty');
  expect(footer).toHaveAttribute('data-hint', 'người nói, chức danh');
  editor.commands.insertContentAt(editor.state.doc.content.size - 2, 'Lan');
  expect(editor.view.dom.querySelector('footer')).not.toHaveClass('is-empty');
});
