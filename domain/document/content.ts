/** A ProseMirror node as JSON. */
export type NodeJson = {
  type: string;
  attrs?: Record<string, unknown>;
  content?: NodeJson[];
  marks?: { type: string; attrs?: Record<string, unknown> }[];
  text?: string;
};

/** An article's content: title and lead are one line of plain text each (NFC), the body is a `doc` node. */
export type ContentJson = { title: string; lead: string; body: NodeJson };

/** An article's content with its SHA-256 (`hashContent`), by which a decision names the content it was made on. */
export type HashedContent = ContentJson & { contentHash: string };

/**
 * The version of the document schema. A client with another one is disconnected until it reloads, because its editor
 * would delete the nodes and attributes that it does not know. Since version 3 there are line breaks, names
 * of columns, and marks of restored text; since version 4 figures record what was not confirmed.
 */
export const schemaVersion = 4;

/** The Y.Doc's fragments. `title` and `lead` hold one `line` node, `body` the blocks. */
export const fragmentNames = { title: 'title', lead: 'lead', body: 'body' } as const;

export const emptyContent: ContentJson = {
  title: '',
  lead: '',
  body: { type: 'doc', content: [{ type: 'paragraph' }] },
};
