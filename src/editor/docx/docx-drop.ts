import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { blockBoundaryAt } from '../figure/figure-drop.ts';
import { type DocxPlace, placeAt, placeAtCaret } from './insert-docx.ts';
import { isWordFile } from './word-file.ts';

type DocxDropOptions = { onFiles: (files: File[], place: DocxPlace) => void };

/**
 * Word files that are dropped on the body, or copied in a file manager and pasted. The figures take the files that come
 * with them.
 */
export const DocxDrop = Extension.create<DocxDropOptions>({
  name: 'docxDrop',
  // Before the figures, which take the other files.
  priority: 1_250,
  addOptions() {
    return { onFiles: () => {} };
  },
  addProseMirrorPlugins() {
    const { onFiles } = this.options;
    return [
      new Plugin({
        props: {
          handlePaste: (view, { clipboardData }) => {
            const { wordFiles, hasOthers } = wordFilesOf(clipboardData);
            if (wordFiles.length > 0) onFiles(wordFiles, placeAtCaret(view.state));
            return wordFiles.length > 0 && !hasOthers;
          },
          handleDrop: (view, event) => {
            if (!(event instanceof DragEvent) || view.dragging) return false;
            const { wordFiles, hasOthers } = wordFilesOf(event.dataTransfer);
            if (wordFiles.length > 0)
              onFiles(wordFiles, placeAt(view.state, blockBoundaryAt(view, event.clientY)));
            return wordFiles.length > 0 && !hasOthers;
          },
        },
      }),
    ];
  },
});

function wordFilesOf(data: DataTransfer | null): { wordFiles: File[]; hasOthers: boolean } {
  const files = [...(data?.files ?? [])];
  const wordFiles = files.filter(isWordFile);
  return { wordFiles, hasOthers: wordFiles.length < files.length };
}
