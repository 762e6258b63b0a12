import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { runAsUndoStep } from '../undo-steps.ts';
import { cleanHtml } from './clean-html.ts';
import { cleanText } from './clean-text.ts';
import { insertSlice, replacePasted } from './insert-slice.ts';
import { refusedSlice, refusedText } from './paste-limits.ts';
import { emptyReport, type PasteReport } from './paste-report.ts';
import type { PastedPicture } from './pasted-images.ts';
import { withPlainLetters } from './plain-letters.ts';
import { joinWrappedLines } from './wrapped-lines.ts';

declare module '@tiptap/core' {
  interface EditorEvents {
    /** Placeholders of these pictures may be in the document now, without a file. */
    picturesPasted: { pictures: PastedPicture[] };
  }
}

type CleanPasteOptions = {
  /** Receives what was left out or changed, once for each paste or drop. */
  onReport: (report: PasteReport) => void;
};

/** Cleans what is pasted or dropped into the body, and inserts it as one undo step. */
export const CleanPaste = Extension.create<CleanPasteOptions>({
  name: 'cleanPaste',
  // Before everything that handles a paste.
  priority: 1_300,
  addOptions() {
    return { onReport: () => {} };
  },
  addProseMirrorPlugins() {
    const { onReport } = this.options;
    const { editor } = this;
    let report = emptyReport();
    /** The pasted text with its wrapped lines joined; null where nothing is to be joined. */
    let joined: string | null = null;
    let isInserting = false;
    const publish = () => {
      const { pictures } = report;
      // Once the paste or drop is in the document.
      if (pictures.length > 0) {
        queueMicrotask(() => !editor.isDestroyed && editor.emit('picturesPasted', { pictures }));
      }
      onReport(report);
      report = emptyReport();
      joined = null;
    };
    return [
      new Plugin({
        props: {
          transformPastedHTML: (html) => {
            report = emptyReport();
            joined = null;
            return cleanHtml(html, report, editor.storage.legacyOffer?.blockFonts);
          },
          transformPastedText: (text) => {
            report = { ...emptyReport(), refusal: refusedText(text) };
            if (report.refusal) return '';
            const cleaned = cleanText(text);
            joined = joinWrappedLines(cleaned.replace(/\r\n?/g, '\n'));
            return cleaned;
          },
          transformPasted: withPlainLetters,
          handlePaste: (view, event, slice) => {
            // `insertSlice` asks the handlers of all plugins, this one too.
            if (isInserting) return false;
            report.refusal ??= refusedSlice(slice, view.state);
            if (report.refusal) {
              publish();
              return true;
            }
            let isHandled = false;
            const { from } = view.state.selection;
            isInserting = true;
            try {
              runAsUndoStep(view, () => {
                isHandled = insertSlice(view, event, slice, report);
              });
            } finally {
              isInserting = false;
            }
            // A step of its own: undoing it brings the lines back.
            if (joined !== null) runAsUndoStep(view, () => replacePasted(view, from, joined ?? '', report));
            publish();
            return isHandled;
          },
          handleDrop: (view, _event, slice) => {
            const isMoved = view.dragging !== null;
            if (!isMoved) report.refusal ??= refusedSlice(slice, view.state);
            const isRefused = report.refusal !== null;
            publish();
            return isRefused;
          },
        },
      }),
    ];
  },
});
