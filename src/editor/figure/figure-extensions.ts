import { Extension, type Extensions } from '@tiptap/core';
import { Caption, Credit, Figure, Upload } from '../../../domain/document/figure.ts';
import { createImagePreviews } from '../../uploads/image-previews.ts';
import { creditSuggestions } from './credit-suggestions.ts';
import './figure.css';
import { figureFiles } from './figure-files.ts';
import { figureInput } from './figure-input.ts';
import { FigureKeymap } from './figure-keymap.ts';
import type { FigureOptions } from './figure-options.ts';
import { wholeFigureSelections } from './figure-selection.ts';
import { figureTexts } from './figure-texts.ts';
import { figureToolbarPlugin } from './figure-toolbar-state.ts';
import { FigureView } from './figure-view.ts';
import { PartView } from './part-view.ts';
import { UploadView } from './upload-view.ts';

/**
 * The editor's versions of figure, caption, credit and placeholder, with their keys, paste and drop. They hold the
 * same schema as the domain's and stand in the place of those of the same name.
 */
export function figureExtensions(options: FigureOptions): Extensions {
  const previews = createImagePreviews();
  return [
    Figure.extend({
      addNodeView() {
        return ({ node, view }) => new FigureView(node, view, options.confirmations, previews);
      },
    }),
    Caption.extend({
      addNodeView() {
        return ({ node, view }) => new PartView(node, view);
      },
    }),
    Credit.extend({
      addNodeView() {
        return ({ node, view }) => new PartView(node, view);
      },
    }),
    Upload.extend({
      addNodeView() {
        return ({ node, view }) => new UploadView(node, view, options, previews);
      },
    }),
    FigureKeymap,
    Extension.create({
      name: 'figures',
      // Before the keymap: an open list of credits has the first word on arrows, Enter and Esc.
      priority: 1_200,
      addProseMirrorPlugins() {
        return [
          creditSuggestions(options.recentCredits),
          figureToolbarPlugin(),
          figureTexts(),
          wholeFigureSelections(),
          figureFiles(options),
          figureInput(),
        ];
      },
    }),
  ];
}
