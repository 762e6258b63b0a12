import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import {
  absolutePositionToRelativePosition,
  type ProsemirrorBinding,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';
import {
  compareRelativePositions,
  createAbsolutePositionFromRelativePosition,
  createRelativePositionFromJSON,
  createRelativePositionFromTypeIndex,
  type Doc,
  type RelativePosition,
  type XmlFragment,
  XmlText,
} from 'yjs';
import { isFromYjs } from './block-ids.ts';

type Caret = { clientId: number; name: string; color: string; anchor: number; head: number };
type CaretsState = { carets: Caret[]; decorations: DecorationSet };
type SyncState = { doc: Doc; type: XmlFragment; binding: ProsemirrorBinding | null };

const key = new PluginKey<CaretsState>('carets');
const initialState: CaretsState = { carets: [], decorations: DecorationSet.empty };
const publishDelayMs = 40;
const settleDelayMs = 60;

/**
 * Renders the remote users' carets with their names, and publishes the local one. Replaces Tiptap's CollaborationCaret,
 * which removes all carets on a local Enter until each is sent again, dispatches into every field on every awareness
 * change, and writes `user`, which belongs to the connection. The awareness format is the same: `cursor: { anchor, head }`
 * as relative positions.
 *
 * Positions are resolved on Yjs and awareness changes and mapped through local edits. Rendering waits for the end of a
 * composition, which a widget inside the composed text would break.
 */
export const RemoteCarets = Extension.create<{ awareness: Awareness | null }>({
  name: 'remoteCarets',
  addOptions() {
    return { awareness: null };
  },
  addProseMirrorPlugins() {
    const { awareness } = this.options;
    return awareness ? [caretsPlugin(awareness)] : [];
  },
});

function caretsPlugin(awareness: Awareness): Plugin<CaretsState> {
  return new Plugin({
    key,
    state: {
      init: () => initialState,
      apply(transaction, previous, _oldState, state) {
        const carets: Caret[] | undefined = transaction.getMeta(key);
        if (carets) return withDecorations(carets, state);
        if (isFromYjs(transaction)) return withDecorations(resolveCarets(awareness, state), state);
        if (!transaction.docChanged || previous.carets.length === 0) return previous;
        return withDecorations(
          previous.carets.map((caret) => mapCaret(caret, transaction)),
          state,
        );
      },
    },
    props: {
      decorations: (state) => key.getState(state)?.decorations,
    },
    view: (view) => new CaretsView(view, awareness),
  });
}

class CaretsView {
  private readonly view: EditorView;
  private readonly awareness: Awareness;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private publishTimer: ReturnType<typeof setTimeout> | undefined;
  private wasEditable: boolean;

  constructor(view: EditorView, awareness: Awareness) {
    this.view = view;
    this.awareness = awareness;
    this.wasEditable = view.editable;
    awareness.on('change', this.handleChange);
    view.dom.addEventListener('focusin', this.publishSoon);
    view.dom.addEventListener('focusout', this.publishSoon);
    view.dom.addEventListener('compositionend', this.handleCompositionEnd);
    this.timer = setTimeout(this.show);
  }

  update(view: EditorView, previous: EditorState): void {
    if (!view.state.selection.eq(previous.selection) || view.state.doc !== previous.doc) this.publishSoon();
    if (view.editable === this.wasEditable) return;
    this.wasEditable = view.editable;
    this.publishSoon();
    clearTimeout(this.timer);
    this.timer = setTimeout(this.show);
  }

  destroy(): void {
    clearTimeout(this.timer);
    clearTimeout(this.publishTimer);
    this.awareness.off('change', this.handleChange);
    this.view.dom.removeEventListener('focusin', this.publishSoon);
    this.view.dom.removeEventListener('focusout', this.publishSoon);
    this.view.dom.removeEventListener('compositionend', this.handleCompositionEnd);
    if (this.ownsCursor()) this.awareness.setLocalStateField('cursor', null);
  }

  private readonly handleChange = (change: Record<'added' | 'updated' | 'removed', number[]>): void => {
    const self = this.awareness.clientID;
    const ids = [...change.added, ...change.updated, ...change.removed];
    if (ids.some((id) => id !== self)) this.show();
  };

  private readonly handleCompositionEnd = (): void => {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.show, settleDelayMs);
  };

  private readonly show = (): void => {
    const { view } = this;
    if (view.isDestroyed || view.composing) return;
    const carets = view.editable ? resolveCarets(this.awareness, view.state) : [];
    const shown = key.getState(view.state)?.carets ?? [];
    if (sameCarets(carets, shown)) return;
    // Without `addToHistory: false`, on which y-tiptap would close the current undo step.
    view.dispatch(view.state.tr.setMeta(key, carets));
    for (const caret of carets) {
      const before = shown.find(({ clientId }) => clientId === caret.clientId);
      if (before && before.head !== caret.head) showName(view, caret.clientId);
    }
  };

  private readonly publishSoon = (): void => {
    this.publishTimer ??= setTimeout(() => {
      this.publishTimer = undefined;
      this.publish();
    }, publishDelayMs);
  };

  private publish(): void {
    const { view, awareness } = this;
    if (view.isDestroyed) return;
    const sync = syncOf(view.state);
    if (!view.editable || !view.hasFocus() || !sync?.binding) {
      if (this.ownsCursor()) awareness.setLocalStateField('cursor', null);
      return;
    }
    const { anchor, head } = view.state.selection;
    const { mapping } = sync.binding;
    const relative = (pos: number) =>
      beforeNextLetter(absolutePositionToRelativePosition(pos, sync.type, mapping), sync.doc);
    const next = { anchor: relative(anchor), head: relative(head) };
    const current = cursorOf(awareness.getLocalState());
    const isSame =
      current !== null &&
      compareRelativePositions(current.anchor, next.anchor) &&
      compareRelativePositions(current.head, next.head);
    if (!isSame) awareness.setLocalStateField('cursor', next);
  }

  /** The three fields share one `cursor`: each may only clear its own. */
  private ownsCursor(): boolean {
    const current = cursorOf(this.awareness.getLocalState());
    const sync = syncOf(this.view.state);
    return current !== null && resolve(current.head, sync) !== null;
  }
}

/**
 * y-tiptap's positions are after a letter, so that each typed letter would be published with a new one. A position
 * before a letter moves with what is typed before it.
 */
function beforeNextLetter(json: unknown, doc: Doc): RelativePosition {
  const position = createRelativePositionFromJSON(json);
  const place = createAbsolutePositionFromRelativePosition(position, doc);
  return place?.type instanceof XmlText
    ? createRelativePositionFromTypeIndex(place.type, place.index)
    : position;
}

function syncOf(state: EditorState): SyncState | undefined {
  return ySyncPluginKey.getState(state) as SyncState | undefined;
}

function resolve(
  position: ReturnType<typeof createRelativePositionFromJSON>,
  sync: SyncState | undefined,
): number | null {
  if (!sync?.binding || sync.binding.mapping.size === 0) return null;
  return relativePositionToAbsolutePosition(sync.doc, sync.type, position, sync.binding.mapping);
}

function cursorOf(state: Record<string, unknown> | null | undefined) {
  const cursor = state?.cursor;
  if (typeof cursor !== 'object' || cursor === null || !('anchor' in cursor) || !('head' in cursor))
    return null;
  return {
    anchor: createRelativePositionFromJSON(cursor.anchor),
    head: createRelativePositionFromJSON(cursor.head),
  };
}

function resolveCarets(awareness: Awareness, state: EditorState): Caret[] {
  const sync = syncOf(state);
  const carets: Caret[] = [];
  for (const [clientId, theirs] of awareness.getStates()) {
    if (clientId === awareness.clientID) continue;
    const cursor = cursorOf(theirs);
    const user = personOf(theirs.user);
    if (!cursor || !user) continue;
    const anchor = resolve(cursor.anchor, sync);
    const head = resolve(cursor.head, sync);
    if (anchor === null || head === null) continue;
    const end = state.doc.content.size;
    carets.push({ clientId, ...user, anchor: Math.min(anchor, end), head: Math.min(head, end) });
  }
  return carets;
}

/** Validates a remote user's awareness state: the colour goes into a style attribute. */
function personOf(user: unknown): { name: string; color: string } | null {
  if (typeof user !== 'object' || user === null || !('name' in user) || !('color' in user)) return null;
  if (typeof user.name !== 'string' || typeof user.color !== 'string') return null;
  return /^#[0-9a-f]{6}$/i.test(user.color) ? { name: user.name.slice(0, 80), color: user.color } : null;
}

function mapCaret(caret: Caret, { mapping }: Transaction): Caret {
  return { ...caret, anchor: mapping.map(caret.anchor, -1), head: mapping.map(caret.head, -1) };
}

function sameCarets(a: Caret[], b: Caret[]): boolean {
  return (
    a.length === b.length &&
    a.every((caret, index) => {
      const other = b[index];
      return (
        other !== undefined &&
        caret.clientId === other.clientId &&
        caret.head === other.head &&
        caret.anchor === other.anchor &&
        caret.name === other.name &&
        caret.color === other.color
      );
    })
  );
}

function withDecorations(carets: Caret[], state: EditorState): CaretsState {
  const decorations = carets.flatMap((caret) => {
    const [from, to] = [Math.min(caret.anchor, caret.head), Math.max(caret.anchor, caret.head)];
    const mark = Decoration.widget(caret.head, () => caretDom(caret), {
      // A stable key reuses the element when the caret moves, to avoid flicker.
      key: `caret-${caret.clientId}-${caret.name}`,
      side: 10,
      ignoreSelection: true,
    });
    if (from === to) return [mark];
    const attributes = { class: 'caret-selection', style: `--person: ${caret.color}` };
    return [mark, Decoration.inline(from, to, attributes, { inclusiveEnd: true })];
  });
  return { carets, decorations: DecorationSet.create(state.doc, decorations) };
}

function caretDom({ clientId, name, color }: Caret): HTMLElement {
  const caret = document.createElement('span');
  caret.className = 'caret';
  caret.dataset.client = String(clientId);
  caret.style.setProperty('--person', color);
  const label = document.createElement('span');
  label.className = 'caret-name';
  label.textContent = name;
  caret.append(label);
  return caret;
}

/** Restarts the CSS animation that fades the name. */
function showName(view: EditorView, clientId: number): void {
  const label = view.dom.querySelector(`.caret[data-client="${clientId}"] .caret-name`);
  for (const animation of label?.getAnimations?.() ?? []) {
    animation.cancel();
    animation.play();
  }
}
