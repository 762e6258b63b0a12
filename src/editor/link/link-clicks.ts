import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { openLink } from './link-commands.ts';

/**
 * A click on a link never leaves the page. With Ctrl or ⌘, and where nothing can be edited, it opens in a new tab;
 * otherwise it only places the caret, and the card beside it offers the rest.
 */
export const LinkClicks = Extension.create({
  name: 'linkClicks',
  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            click(view, event) {
              const anchor = event.target instanceof Element ? event.target.closest('a[href]') : null;
              if (!(anchor instanceof HTMLAnchorElement) || !view.dom.contains(anchor)) return false;
              event.preventDefault();
              if (view.editable && !event.ctrlKey && !event.metaKey) return false;
              openLink(anchor.href);
              return true;
            },
          },
        },
      }),
    ];
  },
});
