import { defaultNewsroom } from '../../domain/contract/newsroom.ts';
import type { Database } from '../db/database.ts';
import { type NewsroomSettings, readNewsroom } from '../db/queries/newsroom.ts';
import {
  findPicture,
  listAllCategories,
  type Picture,
  type ReaderFanpage,
  visibleFanpages,
} from '../db/queries/portal.ts';
import { type Assets, portalAssets } from './assets.ts';
import { type CategoryTree, categoryTree } from './category-tree.ts';

/** What stands around every page, and what pages need to know of the newsroom. */
export type Site = {
  /** `https://…` without a slash at the end. */
  origin: string;
  newsroom: NewsroomSettings;
  logo: Picture | null;
  categories: CategoryTree;
  /** Those that readers are shown, in their order. */
  fanpages: ReaderFanpage[];
  assets: Assets;
};

/**
 * Reads what every page needs.
 *
 * @param origin under which readers know the site, `https://…` without a slash at the end.
 */
export async function readSite(db: Database, origin: string): Promise<Site> {
  const [newsroom, rows, fanpages, assets] = await Promise.all([
    readNewsroom(db),
    listAllCategories(db),
    visibleFanpages(db),
    portalAssets(),
  ]);
  const logo = newsroom.logoMediaId === null ? null : await findPicture(db, newsroom.logoMediaId);
  return { origin, newsroom, logo, categories: categoryTree(rows), fanpages, assets };
}

/** What stands around a page that must do without the database. */
export async function plainSite(origin: string): Promise<Site> {
  const newsroom = { ...defaultNewsroom, version: 0 };
  return {
    origin,
    newsroom,
    logo: null,
    categories: categoryTree([]),
    fanpages: [],
    assets: await portalAssets(),
  };
}
