import { Editor } from '@tiptap/core';
import { UndoRedo } from '@tiptap/extensions';
import type { ContentJson } from '../../../domain/document/content.ts';
import { bodyExtensions } from '../../../domain/document/extensions.ts';
import { Figure } from '../../../domain/document/figure.ts';

/**
 * The baseline of the editing page: the same schema, content and stylesheet in a plain Tiptap editor, without
 * collaboration, interface and own plugins. Figures show their picture.
 */
const BareFigure = Figure.extend({
  renderHTML({ node }) {
    const { alt, layout, width, height } = node.attrs;
    const picture = { src: '/picture.webp', alt, width, height };
    return ['figure', { class: `figure figure-${layout}` }, ['img', picture], ['div', {}, 0]];
  },
});

const params = new URLSearchParams(location.search);
const words = params.get('words');
const extensions = bodyExtensions.map((extension) => (extension.name === 'figure' ? BareFigure : extension));
const content: ContentJson = await (await fetch(`/article-${words}.json`)).json();
new Editor({
  element: document.querySelector('main'),
  extensions: params.has('undo') ? [...extensions, UndoRedo] : extensions,
  content: content.body,
  editorProps: { attributes: { class: 'article-body' } },
});
