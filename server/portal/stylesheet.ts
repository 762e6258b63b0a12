import { articleStyles } from './styles/article.ts';
import { frameStyles } from './styles/frame.ts';
import { listStyles } from './styles/lists.ts';
import { printStyles } from './styles/print.ts';

/**
 * The reader's pages around the words: how the words themselves are set is in `public/article.css`, which the writing
 * page shares. Text, so that every host can serve it.
 */
export const stylesheet = frameStyles + listStyles + articleStyles + printStyles;
