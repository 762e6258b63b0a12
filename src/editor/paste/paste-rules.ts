import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { cleanHtml } from './clean-html.ts';
import { cleanText } from './clean-text.ts';

/** Cleans what is pasted or dropped into the body. */
export const PasteRules = Extension.create({
  name: 'pasteRules',
  addProseMirrorPlugins() {
    return [new Plugin({ props: { transformPastedHTML: cleanHtml, transformPastedText: cleanText } })];
  },
});
