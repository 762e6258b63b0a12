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

function write(doc: Y.Doc, text: string, origin: unknown = editorOrigin): void {
  doc.transact(() => {
    const line = new XmlElement('line');
    line.insert(0, [new XmlText(text)]);
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
  it('remote changes wait until it has ended and settled', () => {
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

  it('local changes are sent immediately', () => {
    compose('start');
    write(pair.local, 'tiế');
    expect(title(pair.remote)).toBe('tiế');
  });

  it('a new composition during the settling time keeps the gate closed', () => {
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

  it('remote carets wait as well', () => {
    compose('start');
    pair.remoteAwareness.states.set(99, {});
    pair.remoteAwareness.meta.set(99, { clock: 1, lastUpdated: Date.now() });
    pair.remoteAwareness.emit('update', [{ added: [99], updated: [], removed: [] }, 'network']);
    expect(pair.localAwareness.states.has(99)).toBe(false);
    compose('end');
    vi.advanceTimersByTime(settleMs);
    expect(pair.localAwareness.states.has(99)).toBe(true);
  });

  it('a field that is removed during a composition does not block remote changes', () => {
    compose('start');
    field.remove();
    write(pair.remote, 'đến nơi');
    vi.advanceTimersByTime(settleMs);
    expect(title(pair.local)).toBe('đến nơi');
  });

  it('a composition without an end event ends with the next key outside of it', () => {
    compose('start');
    write(pair.remote, 'đến nơi');
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true }));
    vi.advanceTimersByTime(settleMs);
    expect(title(pair.local)).toBe('đến nơi');
  });
});

describe('the two documents', () => {
  it('hold the same content and do not echo updates', () => {
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

  it('let undo revert local changes only', () => {
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

  it('publish the local caret under the client id of the remote document', () => {
    pair.localAwareness.setLocalStateField('user', { name: 'Lan' });
    expect(pair.remoteAwareness.getStates().get(pair.remote.clientID)).toEqual({ user: { name: 'Lan' } });
    expect([...pair.localAwareness.getStates().keys()]).toEqual([pair.local.clientID]);
  });
});
