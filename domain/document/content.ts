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

/** The version of the document schema. A client with another one is read-only until it reloads. */
export const schemaVersion = 1;

/** The Y.Doc's fragments. `title` and `lead` hold one `line` node, `body` the blocks. */
export const fragmentNames = { title: 'title', lead: 'lead', body: 'body' } as const;

export const emptyContent: ContentJson = {
  title: '',
  lead: '',
  body: { type: 'doc', content: [{ type: 'paragraph' }] },
};
