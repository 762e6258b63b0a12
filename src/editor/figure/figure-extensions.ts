import { Extension, type Extensions } from '@tiptap/core';
import { Caption, Credit, Figure, Upload } from '../../../domain/document/figure.ts';
import { createImagePreviews } from '../../uploads/image-previews.ts';
import { creditPrefix } from './credit-prefix.ts';
import { creditSuggestions } from './credit-suggestions.ts';
import './figure.css';
import { figureDrop, uploadPastedPictures } from './figure-drop.ts';
import { figureInput } from './figure-input.ts';
import { FigureKeymap } from './figure-keymap.ts';
import { FigurePartView, figureLabels } from './figure-part-view.ts';
import { figureSelectionPlugin } from './figure-selection.ts';
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
    Figure.configure({ desk: location.origin }).extend({
      addNodeView() {
        return ({ node, view, getPos }) => new FigureView(node, view, getPos, previews);
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
      onCreate() {
        const { editor } = this;
        editor.on('picturesPasted', ({ pictures }) => uploadPastedPictures(editor.view, pictures, options));
      },
      addProseMirrorPlugins() {
        return [
          creditPrefix(),
          creditSuggestions(this.editor, options.recentCredits),
          figureLabels(),
          figureSelectionPlugin(),
          figureDrop(options),
          figureInput(),
        ];
      },
    }),
  ];
}
