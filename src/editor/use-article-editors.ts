import type { Editor, Extensions } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { ListKeymap } from '@tiptap/extension-list';
import { Gapcursor, Selection } from '@tiptap/extensions';
import { type UseEditorOptions, useEditor } from '@tiptap/react';
import type { TFunction } from 'i18next';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Awareness } from 'y-protocols/awareness';
import type { Doc } from 'yjs';
import { fragmentNames } from '../../domain/document/content.ts';
import { bodyExtensions, lineExtensions } from '../../domain/document/extensions.ts';
import { limits } from '../../domain/limits.ts';
import { notify } from '../lib/notify.ts';
import { BlockIds } from './block-ids.ts';
import { BodyKeymap } from './body-keymap.ts';
import { CaretBlock } from './caret-block.ts';
import { blockNames, type PictureSource } from './commands.ts';
import { type ArticleEditors, type FieldName, focusField } from './editors.ts';
import { FieldNavigation } from './field-navigation.ts';
import { FieldPlaceholder } from './field-placeholder.ts';
import { IncrementalSync } from './incremental-sync.ts';
import { LineBreaks } from './line-breaks.ts';
import { LinkClicks } from './link/link-clicks.ts';
import { type PageActions, PageShortcuts } from './page-shortcuts.ts';
import { CleanPaste } from './paste/clean-paste.ts';
import { createLegacyStore, LegacyOffer, type LegacyStore } from './paste/legacy-offer.ts';
import { pasteReportText } from './paste/paste-report.ts';
import { Quote } from './quote.ts';
import { RelativeSelection } from './relative-selection.ts';
import { RemoteCarets } from './remote-carets.ts';
import { SelectionSync } from './selection-sync.ts';
import { SingleLine } from './single-line.ts';
import { createSlashStore, SlashCommands, type SlashStore } from './slash/slash-commands.ts';
import { TableEditing } from './table/table-editing.ts';
import { UndoDeleteFilter } from './undo-delete-filter.ts';
import { UndoSteps } from './undo-steps.ts';

type ArticleEditorsOptions = {
  ydoc: Doc;
  awareness: Awareness;
  isEditable: boolean;
  /** Further extensions of the body. Must be a stable array: a new one recreates the editors. */
  extensions: Extensions;
  onInsertPictures: (body: Editor, source: PictureSource) => void;
  actions: PageActions;
};

/** Creates the three editors of an article on its Y.Doc. They survive rerenders and changes of language and editability. */
export function useArticleEditors(options: ArticleEditorsOptions): {
  editors: ArticleEditors;
  slash: SlashStore;
  legacy: LegacyStore;
} {
  const { ydoc, awareness, isEditable, extensions } = options;
  const { t } = useTranslation('editor');
  const latest = useLatest({ t, onInsertPictures: options.onInsertPictures, actions: options.actions });
  const editorsRef = useRef<ArticleEditors | null>(null);
  const slash = useMemo(() => createSlashStore(), []);
  const legacy = useMemo(() => createLegacyStore(), []);

  const optionsOf = useMemo(() => {
    const text = (key: HintKey) => () => latest.current.t(`fields.${key}`);
    const get = (name: FieldName) => () => editorsRef.current?.[name] ?? null;
    const next = (name: FieldName) => () => {
      const editor = editorsRef.current?.[name];
      if (editor) focusField(editor, 'start');
    };
    const lineLimit = (submitMaxChars: number) => {
      const maxChars = submitMaxChars * limits.lineTolerance;
      const onRefused = (size: number) => {
        const message = latest.current.t('paste.refused.line', { size, max: maxChars });
        void notify({ id: 'line-too-long', message, tone: 'bad' });
      };
      return { maxChars, onRefused };
    };
    const shared = (field: FieldName) => [
      Collaboration.configure({ document: ydoc, field: fragmentNames[field] }),
      IncrementalSync,
      RemoteCarets.configure({ awareness }),
      SelectionSync,
      RelativeSelection,
      UndoDeleteFilter,
      UndoSteps,
      LegacyOffer.configure({ store: legacy }),
      PageShortcuts.configure({
        focusToolbar: () => latest.current.actions.focusToolbar(),
        editLink: () => {
          if (field === 'body') latest.current.actions.editLink();
        },
        showShortcuts: () => latest.current.actions.showShortcuts(),
      }),
    ];
    const title: Extensions = [
      ...lineExtensions,
      ...shared('title'),
      SingleLine.configure({ onEnter: next('lead'), ...lineLimit(limits.titleMaxChars) }),
      FieldNavigation.configure({ previous: () => null, next: get('lead') }),
      FieldPlaceholder.configure({ hint: text('titleHint') }),
    ];
    const lead: Extensions = [
      ...lineExtensions,
      ...shared('lead'),
      SingleLine.configure({ onEnter: next('body'), ...lineLimit(limits.leadMaxChars) }),
      FieldNavigation.configure({ previous: get('title'), next: get('body') }),
      FieldPlaceholder.configure({ hint: text('leadHint') }),
    ];
    const body: Extensions = [
      // Extensions replace the domain's of the same name.
      ...bodyExtensions.filter(({ name }) => !extensions.some((extension) => extension.name === name)),
      ...shared('body'),
      ...extensions,
      BlockIds,
      BodyKeymap,
      CaretBlock,
      FieldNavigation.configure({ previous: get('lead'), next: () => null }),
      FieldPlaceholder.configure({ hint: text('bodyHint') }),
      Gapcursor,
      LineBreaks,
      LinkClicks,
      ListKeymap,
      CleanPaste.configure({
        onReport: (report) => {
          const message = pasteReportText(report, latest.current.t);
          if (message !== null) void notify({ message, tone: 'bad' });
        },
      }),
      Quote.configure({ hint: text('attributionHint') }),
      Selection.configure({ className: 'blurred-selection' }),
      SlashCommands.configure({
        store: slash,
        items: () =>
          blockNames.map((name) => ({
            name,
            label: latest.current.t(`blocks.${name}`),
            terms: latest.current.t(`slash.terms.${name}`),
          })),
        onInsertPictures: (editor, source) => latest.current.onInsertPictures(editor, source),
      }),
      TableEditing,
    ];
    return {
      title: fieldOptions('title', title, latest),
      lead: fieldOptions('lead', lead, latest),
      body: fieldOptions('body', body, latest),
    };
  }, [ydoc, awareness, extensions, slash, legacy, latest]);

  const deps = [optionsOf];
  const title = useEditor({ ...optionsOf.title, editable: isEditable }, deps);
  const lead = useEditor({ ...optionsOf.lead, editable: isEditable }, deps);
  const body = useEditor({ ...optionsOf.body, editable: isEditable }, deps);
  const editors = useMemo(() => ({ title, lead, body }), [title, lead, body]);
  editorsRef.current = editors;

  // Reaches the editors.
  useEffect(() => {
    for (const editor of Object.values(editors)) {
      if (!editor.isDestroyed && editor.isEditable !== isEditable) editor.setEditable(isEditable, false);
    }
  }, [editors, isEditable]);

  // Reaches the editors: their labels follow the language.
  useEffect(() => {
    for (const [field, editor] of Object.entries(editors) as [FieldName, Editor][]) {
      if (editor.isDestroyed) continue;
      const { editorProps } = editor.options;
      editor.setOptions({ editorProps: { ...editorProps, attributes: attributesOf(field, t) } });
    }
  }, [editors, t]);

  return { editors, slash, legacy };
}

type HintKey = 'titleHint' | 'leadHint' | 'bodyHint' | 'attributionHint';

type Latest = { current: { t: TFunction<'editor'> } };

function fieldOptions(field: FieldName, extensions: Extensions, latest: Latest): UseEditorOptions {
  return {
    extensions,
    shouldRerenderOnTransaction: false,
    immediatelyRender: true,
    // Its rules are in editor.css: the content security policy forbids inline styles.
    injectCSS: false,
    // Pasted Markdown stays text; only addresses become links.
    enablePasteRules: ['link'],
    enableCoreExtensions: { delete: false },
    editorProps: {
      // An object, because Tiptap spreads it: a function would have no effect.
      attributes: attributesOf(field, latest.current.t),
      // The height of the sticky bars at the top and, on a phone, at the bottom.
      scrollMargin: { top: 140, bottom: 120, left: 0, right: 0 },
      scrollThreshold: { top: 120, bottom: 100, left: 0, right: 0 },
    },
  };
}

function attributesOf(field: FieldName, t: TFunction<'editor'>): Record<string, string> {
  return {
    role: 'textbox',
    class: `article-${field}`,
    lang: 'vi',
    spellcheck: 'true',
    'aria-label': t(`fields.${field}`),
    'aria-multiline': String(field === 'body'),
  };
}

function useLatest<Value>(value: Value): { current: Value } {
  const latest = useRef(value);
  latest.current = value;
  return latest;
}
