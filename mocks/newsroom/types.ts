import type { CategoryColor } from '../../domain/category-colors.ts';
import type { NodeJson } from '../../domain/document/content.ts';

/** A node of an article's body as ProseMirror JSON. */
export type JsonNode = NodeJson;

type DemoAuthor = 'phongvien' | 'phongvien2' | 'bientap';

/** Where a demo article stands; `revising` is published with a newer working copy in draft. */
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
  /** How many hours before "now" somebody last touched it. */
  ageHours: number;
  /** Only for `scheduled`: how many hours after "now" readers get it. */
  publishInHours?: number;
  /** For `returned` the editor's note; for `withdrawn` the reason. */
  note?: string;
  /** The key of the picture that stands for the article in lists. */
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
  /** Those below it have the same. */
  color?: CategoryColor;
};

export type DemoFanpage = {
  /** What stands behind `/q/`. */
  code: string;
  name: string;
  url: string;
  isHidden?: boolean;
  /** What the last check of the link found, two days ago. */
  finding?: 'ok' | 'unclear';
  /** About how many people follow its code on a day. */
  scansPerDay: number;
};

/** A picture that was drawn for the demo: an SVG of 1280 × 853 pixels without text or outside references. */
export type DemoPicture = {
  key: string;
  fileName: string;
  caption: string;
  credit: string;
  alt: string;
  svg: string;
};
