import { Extension, type Extensions } from '@tiptap/core';
import { Caption, Credit, Figure, Upload } from '../../../domain/document/figure.ts';
import { createImagePreviews } from '../../uploads/image-previews.ts';
import { creditSuggestions } from './credit-suggestions.ts';
import './figure.css';
import { figureDrop } from './figure-drop.ts';
import { figureInput } from './figure-input.ts';
import { FigureKeymap } from './figure-keymap.ts';
import { FigurePartView, figureLabels } from './figure-part-view.ts';
import { figureSelectionPlugin } from './figure-selection.ts';
import { figureToolbarPlugin } from './figure-toolbar-state.ts';
import { FigureView } from './figure-view.ts';
import type { FigureOptions } from './insert-figures.ts';
import { UploadView } from './upload-view.ts';

/**
 * Figure, caption, credit and placeholder with node views, keys, paste and drop. They have the domain's schema and
 * replace its extensions of the same names.
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
        return ({ node, view }) => new FigurePartView(node, view);
      },
    }),
    Credit.extend({
      addNodeView() {
        return ({ node, view }) => new FigurePartView(node, view);
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
      // Before the keymap: an open credit list handles arrows, Enter and Escape first.
      priority: 1_200,
      addProseMirrorPlugins() {
        return [
          creditSuggestions(this.editor, options.recentCredits),
          figureToolbarPlugin(),
          figureLabels(),
          figureSelectionPlugin(),
          figureDrop(options),
          figureInput(),
        ];
      },
    }),
  ];
}
