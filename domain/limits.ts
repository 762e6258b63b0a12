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
  /** A new article that was left blank moves to the bin after this time. */
  blankArticleHours: 24,
  accountLinkDays: 7,
  resetLinkHours: 24,
  /** Of a link that somebody asked for by themselves. */
  forgottenLinkHours: 1,
  /** A session ends when it was not used for this long; editors and admins, and journalists. */
  editorIdleHours: 12,
  journalistIdleHours: 14 * 24,
  /** A session ends this long after the sign-in, however much it is used. */
  sessionMaxDays: 90,
  /** Sensitive actions ask for the password or a passkey again after this long. */
  reauthenticationMinutes: 10,
  personNameMaxChars: 80,
  penNamesMax: 5,
  passkeyNameMaxChars: 80,
  passkeysMax: 20,
  /** A device that remembers the second factor is asked again after this long. */
  rememberedDeviceDays: 30,
  searchMaxChars: 200,
  /** Words and phrases of a search; further ones are ignored. */
  searchTermsMax: 12,
  /** Matches of a search in one view are counted up to this many. */
  searchCountMax: 100,
  listMax: 100,
  listDefault: 40,
  /** The document as canonical JSON, in UTF-8 bytes. */
  documentMaxBytes: 2 * 1024 * 1024,
  /** Nesting of nodes below the body. A table in a list in a quote needs 9. */
  documentMaxDepth: 24,
  /** A paste into the body. More would block the page for seconds. */
  pasteMaxCells: 5_000,
  pasteMaxBlocks: 20_000,
  /** A Word file to import. Its pictures are compressed already, so it hardly grows when it is unpacked. */
  docxMaxBytes: 50 * 1024 * 1024,
  docxMaxUnpackedBytes: 128 * 1024 * 1024,
  /** Of the XML parts alone. An article at the limit of `documentMaxBytes` takes half of it in Word's markup. */
  docxMaxXmlBytes: 32 * 1024 * 1024,
  docxMaxEntries: 2_000,
  docxMaxPictures: 100,
  /** Reading takes a tenth of it on a phone; more is a file made to block. */
  docxMaxSeconds: 30,
  /** While typing, title and lead may exceed their limits by this factor; submitting checks the limits. */
  lineTolerance: 4,
  /** The body of a JSON request: the document, with room for escape sequences. */
  requestMaxBytes: 3 * 1024 * 1024,
  /** The body of a request that needs no session, such as a sign-in. */
  publicRequestMaxBytes: 16 * 1024,
  /** A photograph of 61 million pixels in the camera's best quality. */
  imageMaxBytes: 50 * 1024 * 1024,
  /** Pixels, such as 16,000 × 5,000. Checked before decoding, which takes up to 7 bytes for each. */
  imageMaxPixels: 80_000_000,
  /** Of an AVIF, whose decoder takes 18 bytes for each. */
  avifMaxPixels: 50_000_000,
  /** Of a HEIC, such as the 48 million of an iPhone. The browser converts it, with 9 bytes for each. */
  heicMaxPixels: 50_000_000,
  /** Conversion of a HEIC takes 7 seconds for 48 million pixels, several times that on a phone. */
  heicMaxSeconds: 60,
  imageMaxSide: 20_000,
  /** Frames of an animation. Counted before decoding. */
  imageMaxFrames: 300,
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
  /** Of new passwords. Earlier ones may be shorter. */
  passwordMinChars: 12,
  passwordMaxChars: 200,
  /** How long the server collects edits before it stores them, when many articles are edited at once. */
  storeDelayMs: 300,
} as const;
