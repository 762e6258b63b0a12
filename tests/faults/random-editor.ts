import { Editor, type JSONContent } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { ListKeymap } from '@tiptap/extension-list';
import { Node } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import { CellSelection, TableMap } from '@tiptap/pm/tables';
import type { Doc } from 'yjs';
import { type ContentJson, fragmentNames, type NodeJson } from '../../domain/document/content.ts';
import { bodyExtensions, bodySchema, lineExtensions } from '../../domain/document/extensions.ts';
import { columnsOf, isRegular } from '../../domain/document/table-shape.ts';
import { repairNode } from '../../server/documents/repair.ts';
import { BlockIds } from '../../src/editor/block-ids.ts';
import { changeTable } from '../../src/editor/commands.ts';
import { IncrementalSync } from '../../src/editor/incremental-sync.ts';
import { LineBreaks } from '../../src/editor/line-breaks.ts';
import { RelativeSelection } from '../../src/editor/relative-selection.ts';
import { TableEditing } from '../../src/editor/table/table-editing.ts';
import { UndoDeleteFilter } from '../../src/editor/undo-delete-filter.ts';
import { UndoSteps } from '../../src/editor/undo-steps.ts';
import type { Random } from './rounds.ts';

/** Edits all three fields of an article at random, through the desk's own schema and binding. */
export type RandomEditor = {
  /**
   * Performs the edit at a random position. @returns the markers that were inserted and deleted. Undo and redo may delete
   * this editor's markers, and those that it deleted before; others are not reported, so that they count as lost.
   */
  act(act: ActName): { wrote: string[]; removed: string[] };
  /** The content that the editors show; tables of which concurrent edits left irregular rows, as readers get them. */
  shown(): ContentJson;
  destroy(): void;
};

type Field = keyof typeof fragmentNames;

/** The characters that mark inserted text. */
export const markers = /[\u4e00-\u9fff]/g;

/** Concurrent edits, online or offline, by relative frequency. */
export const edits = [
  ...times(40, 'type'),
  ...times(8, 'typeLine'),
  ...times(8, 'delete'),
  ...times(8, 'bold'),
  ...times(3, 'link'),
  ...times(2, 'rule'),
  ...times(3, 'figure'),
  ...times(3, 'table'),
  ...times(3, 'addRow'),
  ...times(3, 'addColumn'),
  ...times(2, 'deleteRow'),
  ...times(2, 'deleteColumn'),
  ...times(5, 'undo'),
  ...times(3, 'redo'),
] as const;

/**
 * Edits that recreate blocks or texts, because y-tiptap cannot change a block's type or split it in place. Text that is inserted
 * concurrently into the old block is restored. Two concurrent edits of the same block both recreate it: its text is
 * duplicated, not lost.
 */
export const blockRecreations = [
  ...times(4, 'split'),
  ...times(3, 'lineBreak'),
  ...times(2, 'join'),
  ...times(4, 'heading'),
  ...times(3, 'list'),
  ...times(3, 'mergeCells'),
  ...times(2, 'splitCell'),
  ...times(2, 'header'),
] as const;

export type ActName = (typeof edits)[number] | (typeof blockRecreations)[number];

function times<Name extends string>(count: number, name: Name): Name[] {
  return Array.from({ length: count }, () => name);
}

/** `numbers` is shared by all editors of one article. */
export function createRandomEditor(doc: Doc, numbers: { next: number }, random: Random): RandomEditor {
  const edit = (field: Field) =>
    new Editor({
      element: document.createElement('div'),
      injectCSS: false,
      enableCoreExtensions: { delete: false },
      extensions: [
        ...(field === 'body'
          ? [...bodyExtensions, BlockIds, LineBreaks, ListKeymap, TableEditing]
          : lineExtensions),
        Collaboration.configure({ document: doc, field: fragmentNames[field] }),
        IncrementalSync,
        RelativeSelection,
        UndoDeleteFilter,
        UndoSteps,
      ],
    });
  const editors = { title: edit('title'), lead: edit('lead'), body: edit('body') };
  const { body } = editors;

  /** A unique character: a single one cannot be split by concurrent insertions. */
  const newMarker = () => {
    const made = String.fromCodePoint(0x4e00 + numbers.next++);
    ownMarkers.add(made);
    return made;
  };
  /** Markers that this editor inserted or deleted. */
  const ownMarkers = new Set<string>();
  const currentMarkers = () =>
    new Set(Object.values(editors).flatMap(({ state }) => state.doc.textContent.match(markers) ?? []));

  /** Moves the caret to a random position. */
  function moveCaret(editor: Editor): void {
    const places: number[] = [];
    editor.state.doc.descendants((node, position) => {
      if (!node.isTextblock) return;
      // Between words, so that insertions do not split markers.
      for (const match of ` ${node.textBetween(0, node.content.size, null, ' ')}`.matchAll(/(?=[‹ ]|$)/g))
        places.push(position + 1 + Math.min(match.index, node.content.size));
    });
    if (places.length === 0) return;
    const place = TextSelection.near(editor.state.doc.resolve(random.pick(places)));
    editor.view.dispatch(editor.state.tr.setSelection(place));
  }

  /** Selects a random range of the text block at the caret. */
  function selectSome(): void {
    const { $from } = body.state.selection;
    const [start, size] = [$from.start(), $from.parent.content.size];
    const [one, other] = [start + random.below(size + 1), start + random.below(size + 1)];
    const from = Math.min(one, other);
    const to = Math.min(Math.max(one, other), from + 30);
    body.view.dispatch(body.state.tr.setSelection(TextSelection.create(body.state.doc, from, to)));
  }

  /** Puts the caret into a random cell of a random table, if there is one. */
  function inTable(change: (table: Node, start: number) => unknown): void {
    const tables: { table: Node; start: number }[] = [];
    body.state.doc.forEach((table, pos) => {
      if (table.type.name === 'table') tables.push({ table, start: pos + 1 });
    });
    if (tables.length === 0) return;
    const { table, start } = random.pick(tables);
    const place = body.state.doc.resolve(start + random.below(table.content.size));
    body.view.dispatch(body.state.tr.setSelection(TextSelection.near(place)));
    change(table, start);
  }

  const insertBlock = (content: JSONContent) => {
    const { $from } = body.state.selection;
    body.commands.insertContentAt($from.after(1), content);
  };

  const actions: Record<ActName, () => void> = {
    type: () => body.view.dispatch(body.state.tr.insertText(`${newMarker()}chữ `)),
    typeLine() {
      const editor = random.chance(0.5) ? editors.title : editors.lead;
      moveCaret(editor);
      // The title and the lead have a maximum length.
      if (editor.state.doc.textContent.length < 400)
        editor.view.dispatch(editor.state.tr.insertText(`${newMarker()}chữ `));
    },
    delete() {
      selectSome();
      body.view.dispatch(body.state.tr.deleteSelection());
    },
    bold() {
      selectSome();
      body.commands.toggleMark(random.pick(['bold', 'italic', 'underline']));
    },
    link() {
      selectSome();
      body.commands.toggleMark('link', { href: 'https://example.vn/' });
    },
    split: () => void body.commands.enter(),
    lineBreak: () => void body.commands.setHardBreak(),
    rule: () => insertBlock({ type: 'horizontalRule' }),
    figure: () =>
      insertBlock({
        type: 'figure',
        attrs: { mediaId: `anh-${random.below(1_000)}`, alt: 'Ảnh' },
        content: [
          { type: 'caption', content: [{ type: 'text', text: newMarker() }] },
          { type: 'credit', content: [{ type: 'text', text: newMarker() }] },
        ],
      }),
    table: () => {
      const cell = () => ({
        type: 'tableCell',
        content: [{ type: 'paragraph', content: [{ type: 'text', text: newMarker() }] }],
      });
      const row = () => ({ type: 'tableRow', content: [cell(), cell()] });
      insertBlock({ type: 'table', content: [row(), row()] });
    },
    addRow: () => inTable(() => changeTable(body, random.pick(['rowAbove', 'rowBelow']))),
    addColumn: () => inTable(() => changeTable(body, random.pick(['columnLeft', 'columnRight']))),
    deleteRow: () => inTable((table) => table.childCount > 1 && changeTable(body, 'deleteRow')),
    deleteColumn: () => inTable((table) => columnsOf(table).length > 1 && changeTable(body, 'deleteColumn')),
    mergeCells: () =>
      inTable((table, start) => {
        if (!isRegular(table)) return;
        const { map, width } = TableMap.get(table);
        const cell = random.pick(map);
        const other = map[map.indexOf(cell) + random.pick([1, width, width + 1])];
        if (other === undefined) return;
        const selection = CellSelection.create(body.state.doc, start + cell, start + other);
        body.view.dispatch(body.state.tr.setSelection(selection));
        changeTable(body, 'mergeOrSplit');
      }),
    splitCell: () => inTable(() => changeTable(body, 'mergeOrSplit')),
    header: () => inTable(() => changeTable(body, random.pick(['headerRow', 'headerColumn']))),
    undo: () => void random.pick(Object.values(editors)).commands.undo(),
    redo: () => void random.pick(Object.values(editors)).commands.redo(),
    heading: () => void body.commands.toggleHeading({ level: random.pick([2, 3, 4] as const) }),
    list: () =>
      void (random.chance(0.5) ? body.commands.toggleBulletList() : body.commands.toggleOrderedList()),
    join() {
      body.commands.setTextSelection(body.state.selection.$from.start());
      body.commands.joinBackward();
    },
  };

  return {
    act(act) {
      const before = currentMarkers();
      moveCaret(body);
      actions[act]();
      const after = currentMarkers();
      const gone = [...before].filter((one) => !after.has(one));
      const removed = act === 'undo' || act === 'redo' ? gone.filter((one) => ownMarkers.has(one)) : gone;
      for (const one of removed) ownMarkers.add(one);
      return { wrote: [...after].filter((one) => !before.has(one)), removed };
    },
    shown: () => ({
      title: lineShown(editors.title),
      lead: lineShown(editors.lead),
      body: Node.fromJSON(
        bodySchema,
        repairNode(bodySchema, body.getJSON() as NodeJson),
      ).toJSON() as NodeJson,
    }),
    destroy() {
      for (const editor of Object.values(editors)) editor.destroy();
    },
  };
}

const lineShown = ({ state }: Editor): string => {
  const lines: string[] = [];
  state.doc.forEach((line) => void lines.push(line.textContent));
  return lines.join(' ');
};
