import { Editor, type Extensions } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { bodyExtensions } from '../../domain/document/extensions.ts';
import { RemoteCarets } from './remote-carets.ts';

type Desk = { editor: Editor; awareness: Awareness };

let mine: Desk;
let theirs: Desk;

/** Two editors of one article, synced synchronously with the carets. */
beforeEach(() => {
  vi.useFakeTimers();
  mine = open();
  theirs = open();
  connect(mine, theirs);
  connect(theirs, mine);
  mine.awareness.setLocalStateField('user', { name: 'Lan', color: '#336600' });
  mine.editor.commands.insertContent('<p>cảng biển</p>');
});

afterEach(() => {
  for (const { editor, awareness } of [mine, theirs]) {
    editor.destroy();
    awareness.destroy();
  }
  document.body.replaceChildren();
  vi.useRealTimers();
});

function open(): Desk {
  const ydoc = new Y.Doc();
  const awareness = new Awareness(ydoc);
  const extensions: Extensions = [
    ...bodyExtensions,
    Collaboration.configure({ document: ydoc, field: 'body' }),
    RemoteCarets.configure({ awareness }),
  ];
  const element = document.body.appendChild(document.createElement('div'));
  return { editor: new Editor({ element, extensions }), awareness };
}

function connect(from: Desk, to: Desk): void {
  from.awareness.doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'afar') Y.applyUpdate(to.awareness.doc, update, 'afar');
  });
  from.awareness.on('update', (_change: unknown, origin: unknown) => {
    if (origin === 'afar') return;
    const update = encodeAwarenessUpdate(from.awareness, [from.awareness.clientID]);
    applyAwarenessUpdate(to.awareness, update, 'afar');
  });
}

/** What they see, with `^` at my caret. */
function shown(): string {
  const dom = theirs.editor.view.dom.cloneNode(true) as HTMLElement;
  for (const caret of dom.querySelectorAll('.caret')) caret.replaceWith('^');
  return dom.textContent.replaceAll('\u2060', '');
}

test.each([
  ['inside a text', 5, 'cảngxyz^ biển'],
  ['at its end', 10, 'cảng biểnxyz^'],
])('a caret %s follows what is typed, without being published again', (_place, pos, expected) => {
  mine.editor.view.focus();
  mine.editor.commands.setTextSelection(pos);
  vi.advanceTimersByTime(200);
  const publish = vi.spyOn(mine.awareness, 'setLocalStateField');
  for (const letter of 'xyz') {
    mine.editor.commands.insertContent(letter);
    vi.advanceTimersByTime(200);
  }
  expect(shown()).toBe(expected);
  expect(publish).not.toHaveBeenCalled();
});

test('a caret stays before what others write at its place', () => {
  mine.editor.view.focus();
  mine.editor.commands.setTextSelection(5);
  vi.advanceTimersByTime(200);
  theirs.editor.commands.insertContentAt(5, ' cá');
  vi.advanceTimersByTime(200);
  expect(mine.editor.state.selection.from).toBe(5);
  expect(shown()).toBe('cảng^ cá biển');
});
