import { Extension, type Extensions, getSchema, Mark, Node } from '@tiptap/core';
import { Blockquote } from '@tiptap/extension-blockquote';
import { Bold } from '@tiptap/extension-bold';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Heading } from '@tiptap/extension-heading';
import { HorizontalRule } from '@tiptap/extension-horizontal-rule';
import { Italic } from '@tiptap/extension-italic';
import { Link } from '@tiptap/extension-link';
import { BulletList, ListItem, OrderedList } from '@tiptap/extension-list';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Strike } from '@tiptap/extension-strike';
import { Subscript } from '@tiptap/extension-subscript';
import { Superscript } from '@tiptap/extension-superscript';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { Text } from '@tiptap/extension-text';
import { Underline } from '@tiptap/extension-underline';
import {
  blockId,
  cellSpan,
  columnName,
  columnWidths,
  headingLevel,
  isAllowedLink,
  linkTarget,
  listStart,
} from './attributes.ts';
import { Caption, Credit, Figure, Upload } from './figure.ts';

/** The blocks that carry an id, by which comparisons, comments and "go to this place" find them. */
export const blocksWithId = [
  'paragraph',
  'heading',
  'blockquote',
  'bulletList',
  'orderedList',
  'listItem',
  'figure',
  'upload',
  'table',
  'horizontalRule',
];

const BlockId = Extension.create({
  name: 'blockId',
  addGlobalAttributes() {
    return [
      {
        types: blocksWithId,
        attributes: {
          // Not parsed, because a pasted block is a new one. Not rendered, because readers do not need it.
          id: {
            default: null,
            validate: blockId,
            parseHTML: () => null,
            rendered: false,
            keepOnSplit: false,
          },
        },
      },
    ];
  },
});

/** The source of a quote. Empty while nobody is named. */
const Attribution = Node.create({
  name: 'attribution',
  content: 'text*',
  marks: '',
  isolating: true,
  parseHTML() {
    return [{ tag: 'cite[data-attribution]' }];
  },
  renderHTML() {
    return ['cite', { 'data-attribution': '' }, 0];
  },
});

/** Text that was restored after its block was deleted, until somebody keeps or removes it. Not parsed, not for readers. */
const Restored = Mark.create({
  name: 'restored',
  inclusive: false,
  renderHTML() {
    return ['span', { 'data-restored': '' }, 0];
  },
});

const cellAttributes = {
  colspan: { default: 1, validate: cellSpan, parseHTML: (element: HTMLElement) => span(element, 'colspan') },
  rowspan: { default: 1, validate: cellSpan, parseHTML: (element: HTMLElement) => span(element, 'rowspan') },
  colwidth: { default: null, validate: columnWidths, parseHTML: () => null, rendered: false },
  // Not parsed, because pasted cells take the columns of their new place.
  column: { default: null, validate: columnName, parseHTML: () => null, rendered: false },
};

function span(element: HTMLElement, attribute: string): number {
  const value = Number(element.getAttribute(attribute));
  return Number.isInteger(value) && value >= 1 && value <= 50 ? value : 1;
}

/**
 * The body's schema, shared by the editor, the server's check and the readers' HTML. Figures are allowed at the top level
 * only.
 */
export const bodyExtensions: Extensions = [
  Document.extend({ content: '(block | topBlock)+' }),
  Text,
  // Its key is that of `LineBreaks`.
  HardBreak.extend({ addKeyboardShortcuts: () => ({}) }),
  BlockId,
  Paragraph,
  Heading.extend({
    addAttributes() {
      return { level: { default: 2, validate: headingLevel, rendered: false } };
    },
  }).configure({ levels: [2, 3, 4] }),
  Blockquote.extend({ content: 'paragraph+ attribution?' }),
  Attribution,
  BulletList,
  OrderedList.extend({
    addAttributes() {
      return {
        start: {
          default: 1,
          validate: listStart,
          parseHTML: (element) => {
            const start = Number(element.getAttribute('start') ?? 1);
            return Number.isInteger(start) && start >= 0 && start <= 9_999 ? start : 1;
          },
        },
      };
    },
  }),
  ListItem.extend({ content: 'paragraph (paragraph | bulletList | orderedList)*' }),
  Figure,
  Caption,
  Credit,
  Upload,
  // Its editing is in src/editor/table.
  Table.extend({ addProseMirrorPlugins: () => [], addNodeView: null }),
  TableRow,
  TableHeader.extend({
    content: '(paragraph | bulletList | orderedList)+',
    addAttributes: () => cellAttributes,
  }),
  TableCell.extend({
    content: '(paragraph | bulletList | orderedList)+',
    addAttributes: () => cellAttributes,
  }),
  HorizontalRule,
  Bold,
  Italic,
  Underline,
  Strike,
  Subscript,
  Superscript,
  Restored,
  Link.extend({
    addAttributes() {
      return { href: { default: null, validate: linkTarget } };
    },
  }).configure({
    autolink: false,
    openOnClick: false,
    protocols: ['mailto', 'tel'],
    defaultProtocol: 'https',
    isAllowedUri: (url) => isAllowedLink(url),
    HTMLAttributes: { target: null, rel: null, class: null },
  }),
];

/** Title and lead: one line of plain text. More lines occur only by concurrent edits. */
export const lineExtensions: Extensions = [
  Document.extend({ content: 'line+' }),
  Text,
  Node.create({
    name: 'line',
    content: 'text*',
    marks: '',
    parseHTML() {
      return [{ tag: 'p' }];
    },
    renderHTML() {
      return ['p', 0];
    },
  }),
];

export const bodySchema = getSchema(bodyExtensions);
export const lineSchema = getSchema(lineExtensions);
