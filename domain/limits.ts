/** All limits, shared by screens and server. Characters are UTF-16 units. */
export const limits = {
  titleMaxChars: 200,
  leadMaxChars: 600,
  captionMaxChars: 600,
  creditMaxChars: 200,
  altMaxChars: 400,
  noteMaxChars: 2_000,
  bylinesMax: 8,
  bylineMaxChars: 80,
  tagsMax: 20,
  relatedMax: 6,
  tagMaxChars: 60,
  slugMaxChars: 120,
  sourceNameMaxChars: 120,
  urlMaxChars: 2_000,
  categoryNameMaxChars: 80,
  categoryDescriptionMaxChars: 300,
  categoryLevelsMax: 3,
  newsroomNameMaxChars: 80,
  newsroomLineMaxChars: 200,
  fanpageNameMaxChars: 80,
  revisionNameMaxChars: 80,
  previewLabelMaxChars: 80,
  previewMaxDays: 14,
  accountLinkDays: 7,
  resetLinkHours: 24,
  personNameMaxChars: 80,
  penNamesMax: 5,
  searchMaxChars: 200,
  listMax: 100,
  listDefault: 40,
  /** The document as canonical JSON, in UTF-8 bytes. */
  documentMaxBytes: 2 * 1024 * 1024,
  /** Nesting of nodes below the body. A table in a list in a quote needs 9. */
  documentMaxDepth: 24,
  /** The body of a JSON request: the document, with room for escape sequences. */
  requestMaxBytes: 3 * 1024 * 1024,
  imageMaxBytes: 25 * 1024 * 1024,
  /** Pixels, such as 8,000 × 6,250. Checked before decoding. */
  imageMaxPixels: 50_000_000,
  imageMaxSide: 20_000,
  /** Widths of the renditions in pixels. None is wider than the picture itself. */
  renditionWidths: [320, 640, 1280, 1920],
  uploadsAtOnce: 20,
  /** The size of one part of an upload. Small, because a lost connection loses the part. */
  uploadPartMaxBytes: 1024 * 1024,
  /** Unfinished uploads of one person. Beyond this the oldest is deleted. */
  uploadsOpenMax: 20,
  /** The lifetime of an unfinished upload, from its first request. */
  uploadDays: 7,
  trashDays: 30,
  passwordMinChars: 10,
  passwordMaxChars: 200,
  /** How long the server collects edits before it stores them. */
  storeDelayMs: 300,
} as const;
