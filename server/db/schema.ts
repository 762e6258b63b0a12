import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  bigserial,
  boolean,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { SignInMethod } from '../../domain/accounts.ts';
import type { CategoryColor } from '../../domain/category-colors.ts';
import type { RevisionReason } from '../../domain/contract/revisions.ts';
import type { ContentJson } from '../../domain/document/content.ts';
import type { Platform } from '../../domain/fanpages.ts';
import type { Role } from '../../domain/roles.ts';
import type { OwnShares, Stage, TransitionName } from '../../domain/workflow.ts';
import type { ImageErrorCode } from '../images/image-tools.ts';

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  fromDriver: (value) => new Uint8Array(value),
});
const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/* Accounts: the tables of better-auth and its plugins, with role, pen-names and suspension. */

export const users = pgTable('users', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text('image'),
  role: text('role').$type<Role>().notNull().default('journalist'),
  penNames: text('pen_names').array().notNull().default(sql`'{}'`),
  suspendedAt: at('suspended_at'),
  /** Incremented by a change of password or second factor. Sessions of another version are not valid. */
  credentialVersion: integer('credential_version').notNull().default(1),
  twoFactorEnabled: boolean('two_factor_enabled').notNull().default(false),
  /** A picture of the media library. */
  portraitMediaId: uuid('portrait_media_id').references((): AnyPgColumn => media.id),
  createdAt: at('created_at').notNull().defaultNow(),
  updatedAt: at('updated_at').notNull().defaultNow(),
});

export const sessions = pgTable(
  'sessions',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    token: text('token').notNull().unique(),
    expiresAt: at('expires_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    /** The account's at the sign-in. Null until `finishSignIn`: such a session is not valid. */
    credentialVersion: integer('credential_version'),
    method: text('method').$type<SignInMethod>(),
    hasSecondFactor: boolean('has_second_factor').notNull().default(false),
    /** The last proof of identity: a sign-in, or the password again. */
    authenticatedAt: at('authenticated_at'),
    /** Exact to five minutes. */
    lastUsedAt: at('last_used_at'),
    /** Why the session has ended. The row remains until it expires, so that a 401 can name the reason. */
    endedAs: text('ended_as').$type<'revoked' | 'suspended'>(),
    createdAt: at('created_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (table) => [index('sessions_user').on(table.userId)],
);

export const accounts = pgTable(
  'accounts',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: at('access_token_expires_at'),
    refreshTokenExpiresAt: at('refresh_token_expires_at'),
    scope: text('scope'),
    password: text('password'),
    createdAt: at('created_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (table) => [
    index('accounts_user').on(table.userId),
    // An identity signs in to one account, and an account has one identity of a provider.
    uniqueIndex('accounts_identity').on(table.providerId, table.accountId),
    uniqueIndex('accounts_user_provider').on(table.userId, table.providerId),
  ],
);

export const verifications = pgTable('verifications', {
  id: text('id').primaryKey(),
  identifier: text('identifier').notNull(),
  value: text('value').notNull(),
  expiresAt: at('expires_at').notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
  updatedAt: at('updated_at').notNull().defaultNow(),
});

/** The authenticator app and the recovery codes of an account with a second factor. */
export const twoFactors = pgTable('two_factors', {
  userId: text('user_id')
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  /** The TOTP secret, encrypted with the server's. Null without an authenticator app. */
  secret: text('secret'),
  /** Whether a code of the secret was entered. Before that it is not asked for. */
  isConfirmed: boolean('is_confirmed').notNull().default(false),
  /** The time step of the latest accepted code, which is accepted once (RFC 6238, section 5.2). */
  usedStep: integer('used_step'),
  /** SHA-256 of the unused recovery codes. */
  recoveryCodes: text('recovery_codes').array().notNull().default(sql`'{}'`),
});

/** Passkeys (WebAuthn credentials). */
export const passkeys = pgTable(
  'passkeys',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** Base64url. */
    credentialId: text('credential_id').notNull().unique(),
    /** COSE, base64url. */
    publicKey: text('public_key').notNull(),
    /** The authenticator's number of signatures; stays 0 for passkeys that are synchronized. */
    counter: bigint('counter', { mode: 'number' }).notNull(),
    transports: text('transports').array().notNull().default(sql`'{}'`),
    createdAt: at('created_at').notNull(),
    lastUsedAt: at('last_used_at'),
  },
  (table) => [index('passkeys_user').on(table.userId)],
);

/** Devices that are not asked for the second factor until `expiresAt`. */
export const rememberedDevices = pgTable(
  'remembered_devices',
  {
    /** SHA-256 of the token in the device's cookie. */
    tokenHash: text('token_hash').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** The account's. With another version the device is asked again. */
    credentialVersion: integer('credential_version').notNull(),
    expiresAt: at('expires_at').notNull(),
  },
  (table) => [index('remembered_devices_user').on(table.userId)],
);

/** Attempts at passwords, codes and links, by limit and bucket; see `server/auth/throttle.ts`. */
export const rateLimits = pgTable(
  'rate_limits',
  {
    key: text('key').primaryKey(),
    /** The theoretical arrival time, Unix time in milliseconds. A row of the past has no effect. */
    arrivalAt: bigint('arrival_at', { mode: 'number' }).notNull(),
  },
  (table) => [index('rate_limits_arrival').on(table.arrivalAt)],
);

/** The newsroom's settings, one row for each key. */
export const settings = pgTable('settings', {
  key: text('key').primaryKey(),
  value: jsonb('value').notNull(),
});

export const categories = pgTable(
  'categories',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    parentId: uuid('parent_id').references((): AnyPgColumn => categories.id),
    name: text('name').notNull(),
    slug: text('slug').notNull(),
    description: text('description').notNull().default(''),
    color: text('color').$type<CategoryColor>(),
    position: integer('position').notNull().default(0),
    /** Hidden from the portal's menus and lists; its articles stay available at their addresses. */
    isHidden: boolean('is_hidden').notNull().default(false),
    /** The category that this one was merged into. The row remains for old revisions, which reference it, and redirects. */
    mergedIntoId: uuid('merged_into_id').references((): AnyPgColumn => categories.id),
    /** Incremented by every change; the value of the ETag. */
    version: integer('version').notNull().default(1),
  },
  (table) => [
    // A unique index treats nulls as distinct, so top-level categories get a placeholder parent.
    uniqueIndex('categories_slug')
      .on(sql`coalesce(${table.parentId}, '00000000-0000-0000-0000-000000000000')`, table.slug)
      .where(sql`${table.mergedIntoId} is null`),
  ],
);

/** Former paths of categories (slugs from the top joined by `/`), which redirect permanently. */
export const categoryPaths = pgTable('category_paths', {
  path: text('path').primaryKey(),
  categoryId: uuid('category_id')
    .notNull()
    .references(() => categories.id, { onDelete: 'cascade' }),
});

/** The newsroom's pages on social networks. */
export const fanpages = pgTable('fanpages', {
  id: uuid('id').primaryKey().defaultRandom(),
  /** The QR code encodes `/q/{code}`. Never changes, because it is printed. */
  code: text('code').notNull().unique(),
  platform: text('platform').$type<Platform>().notNull(),
  name: text('name').notNull(),
  /** Normalised, see `domain/fanpages.ts`. */
  url: text('url').notNull().unique(),
  position: integer('position').notNull().default(0),
  isVisible: boolean('is_visible').notNull().default(true),
  /** The last link check, as JSON. Null before the first one. */
  checkedAt: at('checked_at'),
  checkResult: text('check_result'),
  version: integer('version').notNull().default(1),
  createdAt: at('created_at').notNull().defaultNow(),
});

/** Scans of a QR code by calendar day in the newsroom's time zone. Holds no personal data. */
export const qrScans = pgTable(
  'qr_scans',
  {
    code: text('code').notNull(),
    day: date('day').notNull(),
    count: integer('count').notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.code, table.day] })],
);

/** One-time links: an invitation creates an account, a reset sets a new password. */
export const accountLinks = pgTable(
  'account_links',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    kind: text('kind').$type<'invitation' | 'reset'>().notNull(),
    /** SHA-256 of the token, hex. The token itself is not stored. */
    tokenHash: text('token_hash').notNull().unique(),
    email: text('email').notNull(),
    /** The invited person's name. Empty for a reset. */
    name: text('name').notNull().default(''),
    role: text('role').$type<Role>(),
    /** The account whose password it resets. Null for an invitation. */
    userId: text('user_id').references(() => users.id, { onDelete: 'cascade' }),
    createdBy: text('created_by')
      .notNull()
      .references(() => users.id),
    createdAt: at('created_at').notNull().defaultNow(),
    expiresAt: at('expires_at').notNull(),
    usedAt: at('used_at'),
    revokedAt: at('revoked_at'),
  },
  (table) => [index('account_links_user').on(table.userId)],
);

/** The audit log, an append-only hash chain (decision 008). Triggers in the migrations reject update and delete. */
export const auditLog = pgTable(
  'audit_log',
  {
    /** 1, 2, 3, … without a gap. */
    number: bigint('number', { mode: 'number' }).primaryKey(),
    at: at('at').notNull(),
    /** Null for the desk itself and for unknown users. Not a foreign key: the record outlives the account. */
    actorId: text('actor_id'),
    /** The actor's name at that time. */
    actorName: text('actor_name'),
    action: text('action').notNull(),
    subjectType: text('subject_type').notNull(),
    subjectId: text('subject_id'),
    /** The subject's name at that time. */
    subjectName: text('subject_name').notNull().default(''),
    detail: jsonb('detail').$type<Record<string, unknown>>().notNull(),
    /** The client's IP address. */
    address: text('address'),
    /** Folded actor, subject, note and address, for search. Derived, so not part of the hash. */
    searchText: text('search_text').notNull().default(''),
    previousHash: text('previous_hash').notNull(),
    /** SHA-256, hex, over `previousHash` and all columns above except `searchText`. */
    hash: text('hash').notNull(),
  },
  (table) => [
    index('audit_log_at').on(table.at),
    index('audit_log_subject').on(table.subjectType, table.subjectId),
  ],
);

/** The length and last hash of the audit log, authenticated by an HMAC to detect a truncated log. One row. */
export const auditHead = pgTable('audit_head', {
  id: integer('id').primaryKey().default(1),
  number: bigint('number', { mode: 'number' }).notNull(),
  hash: text('hash').notNull(),
  /** HMAC-SHA-256, hex, over number and hash. */
  seal: text('seal').notNull(),
});

export const media = pgTable(
  'media',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    fileName: text('file_name').notNull(),
    mimeType: text('mime_type').notNull(),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    bytes: integer('bytes').notNull(),
    caption: text('caption').notNull().default(''),
    credit: text('credit').notNull().default(''),
    alt: text('alt').notNull().default(''),
    searchText: text('search_text').notNull().default(''),
    createdBy: text('created_by')
      .notNull()
      .references(() => users.id),
    createdAt: at('created_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (table) => [index('media_created').on(table.createdAt, table.id)],
);

/**
 * Resumable uploads (decision 011). The row remains until it expires, so that a request repeated after a lost response
 * finds the same picture.
 */
export const uploads = pgTable(
  'uploads',
  {
    /** Becomes the id of the picture, which makes its creation idempotent. */
    id: uuid('id').primaryKey().defaultRandom(),
    createdBy: text('created_by')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    fileName: text('file_name').notNull(),
    /** Size of the whole file in bytes, declared by the client. */
    length: integer('length').notNull(),
    /** Bytes received without a gap. */
    offset: integer('offset').notNull().default(0),
    /** Set in the transaction that inserts the picture's row and deletes the parts. */
    mediaId: uuid('media_id').references(() => media.id),
    /** Why the file was rejected, permanently; its parts are deleted. */
    refusal: text('refusal').$type<ImageErrorCode>(),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
  },
  (table) => [
    index('uploads_created_by').on(table.createdBy, table.createdAt),
    index('uploads_expires').on(table.expiresAt),
  ],
);

/** The bytes of an upload, one row for each committed part. */
export const uploadParts = pgTable(
  'upload_parts',
  {
    uploadId: uuid('upload_id')
      .notNull()
      .references(() => uploads.id, { onDelete: 'cascade' }),
    /** Offset of the part in the file. */
    start: integer('start').notNull(),
    bytes: bytea('bytes').notNull(),
  },
  (table) => [primaryKey({ columns: [table.uploadId, table.start] })],
);

export const articles = pgTable(
  'articles',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    /** The number at the end of the article's address on the portal. */
    shortId: integer('short_id').generatedAlwaysAsIdentity({ startWith: 1001 }).notNull().unique(),
    stage: text('stage').$type<Stage>().notNull().default('draft'),
    isReturned: boolean('is_returned').notNull().default(false),
    returnNote: text('return_note'),
    submittedAt: at('submitted_at'),
    trashedAt: at('trashed_at'),
    /** The first publication's time, past or scheduled. Null before the first approval. */
    publishedAt: at('published_at'),
    withdrawnAt: at('withdrawn_at'),
    withdrawnReason: text('withdrawn_reason'),
    categoryId: uuid('category_id').references(() => categories.id),
    bylines: text('bylines').array().notNull().default(sql`'{}'`),
    tags: text('tags').array().notNull().default(sql`'{}'`),
    source: jsonb('source').$type<{ name: string; url: string | null }>(),
    coverMediaId: uuid('cover_media_id').references(() => media.id),
    /** Articles chosen for "Tin khác", in order. */
    relatedIds: uuid('related_ids').array().notNull().default(sql`'{}'`),
    slug: text('slug').unique(),
    /** Incremented by every change of fields or state; the value of the ETag. */
    version: integer('version').notNull().default(1),
    createdAt: at('created_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
    /*
     * A projection of the document for lists and search, written in the transaction that stores an edit. The source of
     * truth is `article_snapshots` + `article_updates`.
     */
    title: text('title').notNull().default(''),
    lead: text('lead').notNull().default(''),
    words: integer('words').notNull().default(0),
    /** The beginning of the folded title, by which lists are sorted. */
    sortTitle: text('sort_title').notNull().default(''),
    /** While in review or approved. Null until they are counted. */
    ownShares: jsonb('own_shares').$type<OwnShares>(),
    /*
     * Derived from `publications` and `withdrawn_at` by triggers (decision 028): the earliest and latest time of the valid
     * rows, and the latest row's category. Null without a valid row.
     */
    firstVisibleFrom: at('first_visible_from'),
    lastVisibleFrom: at('last_visible_from'),
    readerCategoryId: uuid('reader_category_id'),
  },
  (table) => {
    const isLive = sql`${table.trashedAt} is null`;
    const waiting = sql`coalesce(${table.submittedAt}, ${table.updatedAt})`;
    const published = sql`coalesce(${table.publishedAt}, 'epoch'::timestamptz)`;
    return [
      // One for each order of a list, and of a category: its titles are found among all.
      index('articles_updated').on(table.updatedAt, table.id).where(isLive),
      index('articles_waiting').on(waiting, table.id).where(isLive),
      index('articles_published').on(published, table.id).where(isLive),
      index('articles_title').on(sql`${table.sortTitle} collate "C"`, table.id).where(isLive),
      index('articles_category').on(table.categoryId, table.updatedAt, table.id),
      index('articles_category_waiting').on(table.categoryId, waiting, table.id).where(isLive),
      index('articles_category_published').on(table.categoryId, published, table.id).where(isLive),
      // One for each view that is small.
      index('articles_stage')
        .on(table.stage, table.updatedAt)
        .where(sql`${isLive} and ${table.stage} <> 'none'`),
      index('articles_returned').on(table.updatedAt).where(sql`${isLive} and ${table.isReturned}`),
      index('articles_trashed').on(table.trashedAt).where(sql`${table.trashedAt} is not null`),
      index('articles_last_visible').on(table.lastVisibleFrom),
      index('articles_readers')
        .on(table.readerCategoryId, table.publishedAt, table.id)
        .where(sql`${table.lastVisibleFrom} is not null`),
      index('articles_sitemap')
        .on(sql`(${table.shortId} / 5000)`, table.lastVisibleFrom)
        .where(sql`${table.lastVisibleFrom} is not null`),
    ];
  },
);

/**
 * Counts of articles by `kind` and `key`, maintained by triggers (decision 028): the sum of `change` is the count. Writers
 * merge the rows that no other writer has locked, so that none waits for another.
 */
export const articleCounts = pgTable('article_counts', {
  kind: text('kind').notNull(),
  /** The user or category; empty for a kind that has none. */
  key: text('key').notNull(),
  change: integer('change').notNull(),
});

export const articleAuthors = pgTable(
  'article_authors',
  {
    articleId: uuid('article_id')
      .notNull()
      .references(() => articles.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
  },
  (table) => [
    primaryKey({ columns: [table.articleId, table.userId] }),
    index('article_authors_user').on(table.userId, table.articleId),
  ],
);

/** Yjs updates that are not yet compacted into the snapshot, in commit order. */
export const articleUpdates = pgTable(
  'article_updates',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    articleId: uuid('article_id')
      .notNull()
      .references(() => articles.id, { onDelete: 'cascade' }),
    update: bytea('update').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (table) => [index('article_updates_article').on(table.articleId, table.id)],
);

/** The document up to its last compaction, as one Yjs update. */
export const articleSnapshots = pgTable('article_snapshots', {
  articleId: uuid('article_id')
    .primaryKey()
    .references(() => articles.id, { onDelete: 'cascade' }),
  state: bytea('state').notNull(),
  schemaVersion: integer('schema_version').notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
});

/**
 * The account that sent each part of a document (decision 015): the items of a Yjs client from clock to clock, the
 * latter exclusive. Ranges of one client do not overlap. Items without a range are older than this table, or the text
 * that the article was created with.
 */
export const articleWriters = pgTable(
  'article_writers',
  {
    articleId: uuid('article_id')
      .notNull()
      .references(() => articles.id, { onDelete: 'cascade' }),
    clientId: bigint('client_id', { mode: 'number' }).notNull(),
    fromClock: bigint('from_clock', { mode: 'number' }).notNull(),
    toClock: bigint('to_clock', { mode: 'number' }).notNull(),
    /** Null: unknown. */
    userId: text('user_id').references(() => users.id),
  },
  (table) => [primaryKey({ columns: [table.articleId, table.clientId, table.fromClock] })],
);

/** Immutable versions of an article, each saved by a deliberate action. */
export const revisions = pgTable(
  'revisions',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    articleId: uuid('article_id')
      .notNull()
      .references(() => articles.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    reason: text('reason').$type<RevisionReason>().notNull(),
    content: jsonb('content').$type<ContentJson>().notNull(),
    contentHash: text('content_hash').notNull(),
    /** The form fields of that version: they are approved together with the content. */
    fields: jsonb('fields').$type<RevisionFields>().notNull(),
    title: text('title').notNull(),
    words: integer('words').notNull(),
    /** Given by the user who saved it. Null for revisions of the workflow. */
    name: text('name'),
    /** The accounts that had written in the document by then, its creators apart. Null: unknown. */
    writerIds: text('writer_ids').array(),
    /** Word counts of the diff to the previous revision. Null for revisions older than this column. */
    wordsAdded: integer('words_added'),
    wordsRemoved: integer('words_removed'),
    createdBy: text('created_by')
      .notNull()
      .references(() => users.id),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (table) => [
    unique('revisions_number').on(table.articleId, table.number),
    index('revisions_category').on(sql`(${table.fields} ->> 'categoryId')`),
  ],
);

export type RevisionFields = {
  categoryId: string | null;
  bylines: string[];
  tags: string[];
  source: { name: string; url: string | null } | null;
  coverMediaId: string | null;
  relatedIds: string[];
};

/**
 * Publications (decision 003): readers get the newest row whose `visible_from` has passed; no job runs at a scheduled
 * time. A row in the future can be moved or cancelled.
 */
export const publications = pgTable(
  'publications',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    articleId: uuid('article_id')
      .notNull()
      .references(() => articles.id, { onDelete: 'cascade' }),
    revisionId: uuid('revision_id')
      .notNull()
      .references(() => revisions.id),
    visibleFrom: at('visible_from').notNull(),
    /** The category on the portal: the revision's, or the one that it was merged into since. */
    categoryId: uuid('category_id').references(() => categories.id),
    /** The note for readers about this correction. */
    correctionNote: text('correction_note'),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (table) => [
    index('publications_visible').on(table.articleId, table.visibleFrom),
    index('publications_category').on(table.categoryId, table.visibleFrom),
    index('publications_time').on(table.visibleFrom),
    index('publications_revision').on(table.revisionId),
  ],
);

/**
 * The texts that searches compare (`domain/search-text.ts`, decision 024): one row for the working copy of each article,
 * one for each revision that was published or scheduled. Derived from the content.
 */
export const searchTexts = pgTable(
  'search_texts',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    articleId: uuid('article_id')
      .notNull()
      .references(() => articles.id, { onDelete: 'cascade' }),
    /** Null for the working copy. */
    revisionId: uuid('revision_id').references(() => revisions.id, { onDelete: 'cascade' }),
    /** The article's `short_id`, which rises with its age: searches begin with the newest. */
    number: integer('number').notNull(),
    /** Null: written by an earlier version, to be filled in from the content. */
    plain: text('plain'),
    folded: text('folded').notNull(),
    exact: text('exact').notNull(),
    foldedHead: text('folded_head').notNull(),
    exactHead: text('exact_head').notNull(),
  },
  (table) => {
    // Thousands of articles as a key of its own, so that the index restricts a search to the newest.
    const keys = [
      sql`(array[${table.number} / 1000])`,
      sql`${table.folded} gin_trgm_ops`,
      sql`${table.exact} gin_trgm_ops`,
      sql`${table.foldedHead} gin_trgm_ops`,
      sql`${table.exactHead} gin_trgm_ops`,
    ] as const;
    return [
      uniqueIndex('search_texts_working').on(table.articleId).where(sql`${table.revisionId} is null`),
      uniqueIndex('search_texts_revision').on(table.revisionId),
      index('search_texts_unfilled').on(table.id).where(sql`${table.plain} is null`),
      index('search_texts_working_search')
        .using('gin', ...keys)
        .where(sql`${table.revisionId} is null`),
      index('search_texts_public_search')
        .using('gin', ...keys)
        .where(sql`${table.revisionId} is not null`),
    ];
  },
);

/** Links that show one unpublished revision to people without an account. */
export const previewLinks = pgTable(
  'preview_links',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    articleId: uuid('article_id')
      .notNull()
      .references(() => articles.id, { onDelete: 'cascade' }),
    revisionId: uuid('revision_id')
      .notNull()
      .references(() => revisions.id),
    /** SHA-256 of the token, hex. */
    tokenHash: text('token_hash').notNull().unique(),
    /** The recipient, as described by the creator. */
    label: text('label').notNull().default(''),
    createdBy: text('created_by')
      .notNull()
      .references(() => users.id),
    createdAt: at('created_at').notNull().defaultNow(),
    expiresAt: at('expires_at').notNull(),
    revokedAt: at('revoked_at'),
    openedCount: integer('opened_count').notNull().default(0),
    lastOpenedAt: at('last_opened_at'),
  },
  (table) => [index('preview_links_article').on(table.articleId)],
);

/** The pictures of each approved revision; readers may fetch only these. */
export const revisionMedia = pgTable(
  'revision_media',
  {
    revisionId: uuid('revision_id')
      .notNull()
      .references(() => revisions.id, { onDelete: 'cascade' }),
    mediaId: uuid('media_id')
      .notNull()
      .references(() => media.id),
  },
  (table) => [
    primaryKey({ columns: [table.revisionId, table.mediaId] }),
    index('revision_media_media').on(table.mediaId),
  ],
);

/** The history of transitions. Append-only. */
export const transitions = pgTable(
  'transitions',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    articleId: uuid('article_id')
      .notNull()
      .references(() => articles.id, { onDelete: 'cascade' }),
    transition: text('transition').$type<TransitionName | 'create'>().notNull(),
    actorId: text('actor_id')
      .notNull()
      .references(() => users.id),
    at: at('at').notNull().defaultNow(),
    from: text('from'),
    to: text('to').notNull(),
    note: text('note'),
    publishAt: at('publish_at'),
    revisionId: uuid('revision_id').references(() => revisions.id),
    /** Idempotency key from the client. */
    requestId: uuid('request_id'),
  },
  (table) => [
    index('transitions_article').on(table.articleId, table.at),
    uniqueIndex('transitions_request').on(table.requestId),
  ],
);
