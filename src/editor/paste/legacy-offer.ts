import { type Editor, Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap';
import type { Doc, RelativePosition, XmlFragment } from 'yjs';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { runAsUndoStep } from '../undo-steps.ts';
import type { BlockFonts } from './legacy-fonts.ts';
import { type LegacyBlock, legacyBlocks } from './legacy-text.ts';

/** Pasted 8-bit text that can be converted. Its ends are relative, because others go on writing. */
type LegacyPiece = {
  editor: Editor;
  from: RelativePosition;
  to: RelativePosition;
  blockFonts: BlockFonts;
  blocks: LegacyBlock[];
};

/** What can be converted; empty while there is nothing to ask. */
export type LegacyStore = StoreApi<LegacyPiece[]>;

export function createLegacyStore(): LegacyStore {
  return createStore<LegacyPiece[]>(() => []);
}

type LegacyStorage = { blockFonts: BlockFonts; store: LegacyStore | null };

declare module '@tiptap/core' {
  interface Storage {
    legacyOffer?: LegacyStorage;
  }
}

type Sync = {
  doc: Doc;
  type: XmlFragment;
  binding: { mapping: Parameters<typeof relativePositionToAbsolutePosition>[3] };
};

/**
 * Looks for 8-bit text in what was pasted or dropped, which stays as it is until the conversion is asked for. The fonts
 * are put into `storage.blockFonts` by `CleanPaste`.
 */
export const LegacyOffer = Extension.create<{ store: LegacyStore | null }, LegacyStorage>({
  name: 'legacyOffer',
  addOptions() {
    return { store: null };
  },
  addStorage() {
    return { blockFonts: new Map(), store: this.options.store };
  },
  addProseMirrorPlugins() {
    const { editor } = this;
    if (!this.options.store) return [];
    return [
      new Plugin({
        props: {
          transformPasted(slice, { state }) {
            // The content is inserted in the same task.
            queueMicrotask(() => offerConversion(editor, state.doc));
            return slice;
          },
        },
      }),
    ];
  },
  // Undone or deleted text needs no answer.
  onUpdate() {
    const { store } = this.options;
    const { editor } = this;
    const isLeft = (piece: LegacyPiece) => piece.editor !== editor || rangeOf(piece) !== null;
    const pieces = store?.getState() ?? [];
    const left = pieces.filter(isLeft);
    if (left.length < pieces.length) store?.setState(left, true);
  },
  onDestroy() {
    const { editor } = this;
    this.options.store?.setState((pieces) => pieces.filter((piece) => piece.editor !== editor), true);
  },
});

/** Looks for 8-bit text in what was inserted since `before`, and offers to convert it. */
export function offerConversion(editor: Editor, before: Node): void {
  const storage = editor.isDestroyed ? undefined : editor.storage.legacyOffer;
  if (!storage) return;
  const { blockFonts, store } = storage;
  storage.blockFonts = new Map();
  const piece = pieceOf(editor, before, blockFonts);
  if (piece) store?.setState((pieces) => [...pieces, piece], true);
}

/** Converts all that was found, one undo step in each editor. */
export function convertLegacyText(store: LegacyStore): void {
  const pieces = store.getState();
  store.setState([], true);
  for (const editor of new Set(pieces.map((piece) => piece.editor))) {
    if (editor.isDestroyed || !editor.isEditable) continue;
    const { view } = editor;
    const own = pieces.filter((piece) => piece.editor === editor);
    const changes = own.flatMap((piece) => blocksOf(piece).flatMap((block) => block.changes));
    const tr = view.state.tr;
    for (const { from, to, text } of changes.sort((a, b) => b.from - a.from)) {
      tr.replaceWith(from, to, view.state.schema.text(text, tr.doc.nodeAt(from)?.marks));
    }
    runAsUndoStep(view, () => view.dispatch(tr));
  }
}

function pieceOf(editor: Editor, before: Node, blockFonts: BlockFonts): LegacyPiece | null {
  const { doc } = editor.state;
  const from = before.content.findDiffStart(doc.content);
  const end = before.content.findDiffEnd(doc.content);
  if (from === null || !end) return null;
  const to = Math.max(from, end.b);
  const blocks = legacyBlocks(doc, from, to, blockFonts);
  const sync = syncOf(editor);
  if (blocks.length === 0 || !sync) return null;
  const relative = (pos: number): RelativePosition =>
    absolutePositionToRelativePosition(pos, sync.type, sync.binding.mapping);
  return { editor, from: relative(from), to: relative(to), blockFonts, blocks };
}

function blocksOf(piece: LegacyPiece): LegacyBlock[] {
  const range = rangeOf(piece);
  return range ? legacyBlocks(piece.editor.state.doc, range.from, range.to, piece.blockFonts) : [];
}

/** What is left of a piece; null when that is nothing. */
function rangeOf({ editor, from, to }: LegacyPiece): { from: number; to: number } | null {
  const sync = syncOf(editor);
  if (!sync) return null;
  const { doc, type, binding } = sync;
  const [start, end] = [from, to].map((position) =>
    relativePositionToAbsolutePosition(doc, type, position, binding.mapping),
  );
  if (start == null || end == null) return null;
  const range = { from: start, to: Math.min(end, editor.state.doc.content.size) };
  return range.from < range.to ? range : null;
}

function syncOf(editor: Editor): Sync | undefined {
  return ySyncPluginKey.getState(editor.state) as Sync | undefined;
}
