import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { openLink } from './link-commands.ts';

/**
 * A click on a link never navigates the page. With Ctrl or ⌘, or in a read-only editor, the link opens in a new tab;
 * otherwise the click sets the caret and the link card appears.
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
