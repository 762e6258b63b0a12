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
import type { CategoryColor } from '../../domain/category-colors.ts';
import type { RevisionReason } from '../../domain/contract/revisions.ts';
import type { ContentJson } from '../../domain/document/content.ts';
import type { Platform } from '../../domain/fanpages.ts';
import type { Role } from '../../domain/roles.ts';
import type { Stage, TransitionName } from '../../domain/workflow.ts';
import type { ImageRefusal } from '../images/image-tools.ts';

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  fromDriver: (value) => new Uint8Array(value),
});
const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/* Accounts: the tables of better-auth, with what the desk adds (role, pen-names, suspension). */

export const users = pgTable('users', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text('image'),
  role: text('role').$type<Role>().notNull().default('journalist'),
  penNames: text('pen_names').array().notNull().default(sql`'{}'`),
  suspendedAt: at('suspended_at'),
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
  (table) => [index('accounts_user').on(table.userId)],
);

export const verifications = pgTable('verifications', {
  id: text('id').primaryKey(),
  identifier: text('identifier').notNull(),
  value: text('value').notNull(),
  expiresAt: at('expires_at').notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
  updatedAt: at('updated_at').notNull().defaultNow(),
});

/** Attempts within a window, by key (`account:…`, `address:…`), so that several processes throttle together. */
export const rateLimits = pgTable('rate_limits', {
  id: text('id').primaryKey(),
  key: text('key').notNull().unique(),
  count: integer('count').notNull(),
  /** Milliseconds since 1970, as better-auth wants it. */
  lastRequest: bigint('last_request', { mode: 'number' }).notNull(),
});

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
    /** Not in the portal's menus and lists; its articles are still read at their addresses. */
    isHidden: boolean('is_hidden').notNull().default(false),
    /**
     * Where everything of this category went. It is in no list any more; revisions of old still name it, and its
     * addresses lead there.
     */
    mergedIntoId: uuid('merged_into_id').references((): AnyPgColumn => categories.id),
    /** Counts changes; the value of the ETag. */
    version: integer('version').notNull().default(1),
  },
  (table) => [
    // Two nulls are two values to a unique index: the top level needs a value of its own.
    uniqueIndex('categories_slug')
      .on(sql`coalesce(${table.parentId}, '00000000-0000-0000-0000-000000000000')`, table.slug)
      .where(sql`${table.mergedIntoId} is null`),
  ],
);

/** Addresses under which a category was found before, as the slugs from the top joined by `/`. They redirect for ever. */
export const categoryPaths = pgTable('category_paths', {
  path: text('path').primaryKey(),
  categoryId: uuid('category_id')
    .notNull()
    .references(() => categories.id, { onDelete: 'cascade' }),
});

/** The newsroom's pages elsewhere. */
export const fanpages = pgTable('fanpages', {
  id: uuid('id').primaryKey().defaultRandom(),
  /** What the printed QR code leads to is `/q/{code}`; it never changes. */
  code: text('code').notNull().unique(),
  platform: text('platform').$type<Platform>().notNull(),
  name: text('name').notNull(),
  /** Normalised, see `domain/fanpages.ts`. */
  url: text('url').notNull().unique(),
  position: integer('position').notNull().default(0),
  isVisible: boolean('is_visible').notNull().default(true),
  /** What the last check of the link found. Null while it was never checked. */
  checkedAt: at('checked_at'),
  checkResult: text('check_result'),
  version: integer('version').notNull().default(1),
  createdAt: at('created_at').notNull().defaultNow(),
});

/** How often a QR code was followed, by day of the newsroom. Nothing about who did. */
export const qrScans = pgTable(
  'qr_scans',
  {
    code: text('code').notNull(),
    day: date('day').notNull(),
    count: integer('count').notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.code, table.day] })],
);

/** One-time links to an account: an invitation makes it, a reset gives it a new password. */
export const accountLinks = pgTable(
  'account_links',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    kind: text('kind').$type<'invitation' | 'reset'>().notNull(),
    /** SHA-256 of the token, hex. The token itself is shown once and stored nowhere. */
    tokenHash: text('token_hash').notNull().unique(),
    email: text('email').notNull(),
    /** Of the person to be. Empty for a reset. */
    name: text('name').notNull().default(''),
    role: text('role').$type<Role>(),
    /** Whose password it resets. */
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

/**
 * Every change of state: who, when, what, from where. Rows are only ever inserted, which the migrations see to, and
 * each carries the hash of the one before it: see `server/audit/`.
 */
export const auditLog = pgTable(
  'audit_log',
  {
    /** 1, 2, 3, … without a gap. */
    number: bigint('number', { mode: 'number' }).primaryKey(),
    at: at('at').notNull(),
    /** Null for what the desk itself or nobody known did. No reference: the record outlives the account. */
    actorId: text('actor_id'),
    /** As they were called then. */
    actorName: text('actor_name'),
    action: text('action').notNull(),
    subjectType: text('subject_type').notNull(),
    subjectId: text('subject_id'),
    /** What the subject was called then. */
    subjectName: text('subject_name').notNull().default(''),
    detail: jsonb('detail').$type<Record<string, unknown>>().notNull(),
    /** The address from which it was asked for. */
    address: text('address'),
    /** Folded actor, subject and note, for the search. Not part of the hash: it follows from the rest. */
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

/** How long the audit log is and how it ends, sealed with the newsroom's secret: so that a cut tail is seen. One row. */
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
 * Pictures on their way: see `server/uploads/`. The row outlives the upload until it expires, so that who asks again
 * after a lost answer gets the same picture.
 */
export const uploads = pgTable(
  'uploads',
  {
    /** Also the id of the picture to be: whoever takes it in, and however often, means the same files. */
    id: uuid('id').primaryKey().defaultRandom(),
    createdBy: text('created_by')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    fileName: text('file_name').notNull(),
    /** Bytes of the whole file, as told at the beginning. */
    length: integer('length').notNull(),
    /** Bytes that are here, from the first on without a gap. */
    offset: integer('offset').notNull().default(0),
    /** Set with the picture's own row. From then on the parts are gone. */
    mediaId: uuid('media_id').references(() => media.id),
    /** Why the file was refused: it stays refused, and its parts are gone. */
    refusal: text('refusal').$type<ImageRefusal>(),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
  },
  (table) => [
    index('uploads_created_by').on(table.createdBy, table.createdAt),
    index('uploads_expires').on(table.expiresAt),
  ],
);

/** The bytes of an upload as they came, each part as it was committed. */
export const uploadParts = pgTable(
  'upload_parts',
  {
    uploadId: uuid('upload_id')
      .notNull()
      .references(() => uploads.id, { onDelete: 'cascade' }),
    /** Where in the file the part begins. */
    start: integer('start').notNull(),
    bytes: bytea('bytes').notNull(),
  },
  (table) => [primaryKey({ columns: [table.uploadId, table.start] })],
);

export const articles = pgTable(
  'articles',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    /** The number at the end of the reader's address. */
    shortId: integer('short_id').generatedAlwaysAsIdentity({ startWith: 1001 }).notNull().unique(),
    stage: text('stage').$type<Stage>().notNull().default('draft'),
    isReturned: boolean('is_returned').notNull().default(false),
    returnNote: text('return_note'),
    submittedAt: at('submitted_at'),
    trashedAt: at('trashed_at'),
    /** When readers first got it, or will get it. Null while it was never approved. */
    publishedAt: at('published_at'),
    withdrawnAt: at('withdrawn_at'),
    withdrawnReason: text('withdrawn_reason'),
    categoryId: uuid('category_id').references(() => categories.id),
    bylines: text('bylines').array().notNull().default(sql`'{}'`),
    tags: text('tags').array().notNull().default(sql`'{}'`),
    source: jsonb('source').$type<{ name: string; url: string | null }>(),
    coverMediaId: uuid('cover_media_id').references(() => media.id),
    /** Other articles that the desk chose for "Tin khác", in their order. */
    relatedIds: uuid('related_ids').array().notNull().default(sql`'{}'`),
    slug: text('slug').unique(),
    /** Counts changes of fields and state; the value of the ETag. */
    version: integer('version').notNull().default(1),
    createdAt: at('created_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
    /*
     * A projection of the document for lists and search, written in the transaction that stores an edit. The truth
     * is in `article_snapshots` + `article_updates`.
     */
    title: text('title').notNull().default(''),
    lead: text('lead').notNull().default(''),
    words: integer('words').notNull().default(0),
    /** Title, lead and body, folded (see `fold`): found by `like` on a trigram index. */
    searchText: text('search_text').notNull().default(''),
  },
  (table) => [
    index('articles_updated').on(table.updatedAt, table.id),
    index('articles_stage').on(table.stage, table.updatedAt),
    index('articles_published').on(table.publishedAt, table.id),
    index('articles_search').using('gin', sql`${table.searchText} gin_trgm_ops`),
  ],
);

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
    index('article_authors_user').on(table.userId),
  ],
);

/** Edits of a document that are not yet in its snapshot, as Yjs updates in the order of their commit. */
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

/** The document with all edits up to the compaction, as one Yjs update. */
export const articleSnapshots = pgTable('article_snapshots', {
  articleId: uuid('article_id')
    .primaryKey()
    .references(() => articles.id, { onDelete: 'cascade' }),
  state: bytea('state').notNull(),
  schemaVersion: integer('schema_version').notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
});

/** The words as they stood when somebody meant something by them. Never changed. */
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
    /** The form fields at that time, so that readers get what was approved: category, bylines, tags, source, cover. */
    fields: jsonb('fields').$type<RevisionFields>().notNull(),
    title: text('title').notNull(),
    words: integer('words').notNull(),
    /** What whoever kept it calls it. Null for those that the workflow made. */
    name: text('name'),
    /** Words that the revision before it had not, and had. Null for those made before they were counted. */
    wordsAdded: integer('words_added'),
    wordsRemoved: integer('words_removed'),
    /** Title, lead and body, folded: what the portal's search looks in. */
    searchText: text('search_text').notNull().default(''),
    createdBy: text('created_by')
      .notNull()
      .references(() => users.id),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (table) => [
    unique('revisions_number').on(table.articleId, table.number),
    index('revisions_search').using('gin', sql`${table.searchText} gin_trgm_ops`),
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
 * What readers get, and from when: of an article's rows whose `visible_from` has come, the newest. Nothing fires at
 * a scheduled time. A row in the future may be moved or taken back.
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
    /** Where readers find it: the revision's category, or what that was merged into since. */
    categoryId: uuid('category_id').references(() => categories.id),
    /** What the correction says of itself to readers. */
    correctionNote: text('correction_note'),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (table) => [
    index('publications_visible').on(table.articleId, table.visibleFrom),
    index('publications_category').on(table.categoryId, table.visibleFrom),
  ],
);

/** Links by which somebody without an account reads one revision of one article before readers do. */
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
    /** For whom it is, in the words of who made it. */
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

/** The pictures of each approved revision: readers may fetch these and no others. */
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

/** Every transition: who, when, from, to, note, revision. Rows are only ever inserted. */
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
    /** The client's id of the request: a repeated one has no second effect. */
    requestId: uuid('request_id'),
  },
  (table) => [
    index('transitions_article').on(table.articleId, table.at),
    uniqueIndex('transitions_request').on(table.requestId),
  ],
);
