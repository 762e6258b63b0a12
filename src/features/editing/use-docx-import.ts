import type { Extensions } from '@tiptap/core';
import { useEffect, useMemo, useRef } from 'react';
import { DocxDrop } from '../../editor/docx/docx-drop.ts';
import { docxRefusalText } from '../../editor/docx/docx-report.ts';
import { type DocxPlace, insertDocx, placeAtCaret } from '../../editor/docx/insert-docx.ts';
import { takePendingImport } from '../../editor/docx/pending-import.ts';
import type { ImportedDocx } from '../../editor/docx/prepare-docx.ts';
import {
  chooseWordFile,
  notifyImported,
  notifyNotImported,
  readWordFile,
} from '../../editor/docx/word-file.ts';
import type { ArticleEditors } from '../../editor/editors.ts';
import { listFileNames } from '../../lib/file-names.ts';
import { i18n } from '../../lib/i18n.ts';
import { notify } from '../../lib/notify.ts';
import { uploadQueueOf } from '../../uploads/account-uploads.ts';

type DocxImport = {
  /** For the body: takes files that are dropped or pasted. A stable array. */
  extensions: Extensions;
  /** Lets the person choose a file, and inserts it at the caret. */
  chooseAndInsert: () => void;
};

/** Inserts Word files into the article: chosen, dropped, pasted, or the one that it was created from. */
export function useDocxImport(
  articleId: string,
  accountId: string,
  editors: ArticleEditors | null,
  isEditable: boolean,
): DocxImport {
  const latest = useRef({ editors, isEditable });
  latest.current = { editors, isEditable };

  const actions = useMemo(() => {
    const insert = (name: string, imported: ImportedDocx, place: DocxPlace) => {
      const { editors, isEditable } = latest.current;
      if (!editors || editors.body.isDestroyed) return;
      if (!isEditable) return notifyNotImported(name, i18n.t('editor:docx.readOnly'));
      const uploads = uploadQueueOf(accountId);
      const refusal = insertDocx(editors, imported, place, { articleId, uploads });
      if (refusal) notifyNotImported(name, docxRefusalText(refusal, i18n.getFixedT(null, 'editor')));
      else void notifyImported(name, imported);
    };
    const read = async (file: File, place: DocxPlace) => {
      const imported = await readWordFile(file);
      if (imported) insert(file.name, imported, place);
    };
    const readOne = (files: File[], place: DocxPlace) => {
      const [file] = files;
      const names = listFileNames(files.map(({ name }) => name));
      if (files.length > 1)
        void notify({ message: i18n.t('editor:docx.oneAtATime', { names }), tone: 'bad' });
      else if (file) void read(file, place);
    };
    const chooseAndInsert = async () => {
      const file = await chooseWordFile();
      const { editors } = latest.current;
      if (file && editors) await read(file, placeAtCaret(editors.body.state));
    };
    return {
      insert,
      extensions: [DocxDrop.configure({ onFiles: readOne })],
      chooseAndInsert: () => void chooseAndInsert(),
    };
  }, [articleId, accountId]);

  // Reaches the editors, which come after the article: inserts the file that it was created from.
  useEffect(() => {
    if (!editors || !isEditable) return;
    const pending = takePendingImport(articleId);
    if (pending) actions.insert(pending.name, pending.imported, { blockId: null, side: 'after' });
  }, [articleId, editors, isEditable, actions]);

  return actions;
}
