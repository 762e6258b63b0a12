import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type * as Y from 'yjs';
import { UndoManager, XmlElement, XmlText } from 'yjs';
import { type CompositionGate, createCompositionGate, settleMs } from './composition-gate.ts';
import { type PairedDocuments, pairDocuments } from './paired-documents.ts';

let gate: CompositionGate;
let pair: PairedDocuments;
let field: HTMLElement;

beforeEach(() => {
  vi.useFakeTimers();
  field = document.createElement('p');
  document.body.append(field);
  gate = createCompositionGate(document);
  pair = pairDocuments(gate);
});
afterEach(() => {
  pair.destroy();
  gate.destroy();
  field.remove();
  vi.useRealTimers();
});

const compose = (type: 'start' | 'end') =>
  field.dispatchEvent(new CompositionEvent(`composition${type}`, { bubbles: true }));

const editorOrigin = { editor: true };

function write(doc: Y.Doc, words: string, origin: unknown = editorOrigin): void {
  doc.transact(() => {
    const line = new XmlElement('line');
    line.insert(0, [new XmlText(words)]);
    doc.getXmlFragment('title').push([line]);
  }, origin);
}
const title = (doc: Y.Doc) =>
  doc
    .getXmlFragment('title')
    .toArray()
    .map((line) => (line as Y.XmlElement).toArray().join(''))
    .join('|');

describe('while a syllable is being composed', () => {
  it('the words of others wait until it is done and has settled', () => {
    compose('start');
    write(pair.remote, 'của người khác');
    write(pair.remote, 'thêm nữa');
    expect(title(pair.local)).toBe('');
    compose('end');
    vi.advanceTimersByTime(settleMs - 1);
    expect(title(pair.local)).toBe('');
    vi.advanceTimersByTime(1);
    expect(title(pair.local)).toBe('của người khác|thêm nữa');
  });

  it('one’s own words go out at once', () => {
    compose('start');
    write(pair.local, 'tiế');
    expect(title(pair.remote)).toBe('tiế');
  });

  it('a next syllable that starts while the first one settles keeps the gate shut', () => {
    compose('start');
    write(pair.remote, 'chờ');
    compose('end');
    vi.advanceTimersByTime(settleMs - 10);
    compose('start');
    vi.advanceTimersByTime(10_000);
    expect(title(pair.local)).toBe('');
    compose('end');
    vi.advanceTimersByTime(settleMs);
    expect(title(pair.local)).toBe('chờ');
  });

  it('the carets of others wait as well', () => {
    compose('start');
    pair.remoteAwareness.states.set(99, {});
    pair.remoteAwareness.meta.set(99, { clock: 1, lastUpdated: Date.now() });
    pair.remoteAwareness.emit('update', [{ added: [99], updated: [], removed: [] }, 'network']);
    expect(pair.localAwareness.states.has(99)).toBe(false);
    compose('end');
    vi.advanceTimersByTime(settleMs);
    expect(pair.localAwareness.states.has(99)).toBe(true);
  });

  it('a field that goes away in the middle does not shut out the others for ever', () => {
    compose('start');
    field.remove();
    write(pair.remote, 'đến nơi');
    vi.advanceTimersByTime(settleMs);
    expect(title(pair.local)).toBe('đến nơi');
  });

  it('a composition whose end was never told is over with the next plain key', () => {
    compose('start');
    write(pair.remote, 'đến nơi');
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true }));
    vi.advanceTimersByTime(settleMs);
    expect(title(pair.local)).toBe('đến nơi');
  });
});

describe('the two documents', () => {
  it('hold the same words, whoever wrote them, and send nothing back and forth', () => {
    let sent = 0;
    write(pair.local, 'đây');
    write(pair.remote, 'kia', 'network');
    pair.local.on('update', () => {
      sent += 1;
    });
    pair.remote.on('update', () => {
      sent += 1;
    });
    write(pair.remote, 'xa', 'network');
    expect(title(pair.local)).toBe('đây|kia|xa');
    expect(title(pair.remote)).toBe('đây|kia|xa');
    expect(sent).toBe(2);
  });

  it('let undo take back one’s own words only', () => {
    const undo = new UndoManager(pair.local.getXmlFragment('title'), {
      trackedOrigins: new Set([editorOrigin]),
      captureTimeout: 0,
    });
    write(pair.local, 'của tôi');
    write(pair.remote, 'của người khác', 'network');
    undo.undo();
    expect(title(pair.local)).toBe('của người khác');
    expect(title(pair.remote)).toBe('của người khác');
    expect(undo.canUndo()).toBe(false);
  });

  it('show one’s own caret to others under the id of the connection', () => {
    pair.localAwareness.setLocalStateField('user', { name: 'Lan' });
    expect(pair.remoteAwareness.getStates().get(pair.remote.clientID)).toEqual({ user: { name: 'Lan' } });
    expect([...pair.localAwareness.getStates().keys()]).toEqual([pair.local.clientID]);
  });
});
