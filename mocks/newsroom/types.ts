import type { CategoryColor } from '../../domain/category-colors.ts';
import type { NodeJson } from '../../domain/document/content.ts';

/** A node of an article's body as ProseMirror JSON. */
export type JsonNode = NodeJson;

type DemoAuthor = 'phongvien' | 'phongvien2' | 'bientap';

/** `revising`: published, with a newer working copy in draft. */
type DemoArticleState =
  | 'draft'
  | 'returned'
  | 'review'
  | 'scheduled'
  | 'published'
  | 'revising'
  | 'withdrawn'
  | 'trashed';

export type DemoArticle = {
  key: string;
  title: string;
  lead: string;
  body: JsonNode[];
  /** Empty only in an unfinished draft. */
  categorySlug: string;
  bylines: string[];
  tags: string[];
  source?: { name: string; url: string };
  author: DemoAuthor;
  state: DemoArticleState;
  /** Hours since the last change. */
  ageHours: number;
  /** Only for `scheduled`: hours until the publication. */
  publishInHours?: number;
  /** For `returned` the editor's note, for `withdrawn` the reason. */
  note?: string;
  /** The key of the cover picture. */
  cover?: string;
  /** The keys of older articles for "Tin khác". */
  related?: string[];
};

export type DemoUser = {
  key: 'phongvien' | 'phongvien2' | 'bientap' | 'quantri';
  email: string;
  name: string;
  role: 'journalist' | 'editor' | 'admin';
  penNames: string[];
};

export type DemoCategory = {
  name: string;
  slug: string;
  parentSlug?: string;
  order: number;
  /** Inherited by subcategories. */
  color?: CategoryColor;
};

export type DemoFanpage = {
  /** The code in `/q/{code}`. */
  code: string;
  name: string;
  url: string;
  isHidden?: boolean;
  /** The result of the last link check, two days ago. */
  finding?: 'ok' | 'unclear';
  /** Approximate scans of its QR code per day. */
  scansPerDay: number;
};

/** A drawing: an SVG of 1280 × 853 pixels without text or external references. */
export type DemoPicture = {
  key: string;
  fileName: string;
  caption: string;
  credit: string;
  alt: string;
  svg: string;
};
