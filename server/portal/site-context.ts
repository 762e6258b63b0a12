import { defaultNewsroom } from '../../domain/contract/newsroom.ts';
import { type MediaPath, publicMediaPath } from '../../domain/renditions.ts';
import type { Database } from '../db/database.ts';
import { type NewsroomSettings, readNewsroom } from '../db/queries/newsroom.ts';
import {
  findPicture,
  listAllCategories,
  type Picture,
  type ReaderFanpage,
  visibleFanpages,
} from '../db/queries/portal.ts';
import type { PageAssets, PortalAssets } from './portal-assets.ts';
import { type PortalCategories, portalCategories } from './portal-categories.ts';

/** Data that every page of the portal shows or links to. */
export type SiteContext = {
  /** Public origin of the site: `https://…` without a slash at the end. */
  origin: string;
  newsroom: NewsroomSettings;
  logo: Picture | null;
  categories: PortalCategories;
  /** Visible ones, in their order. */
  fanpages: ReaderFanpage[];
  assets: PageAssets;
  mediaPath: MediaPath;
};

export type SiteDeps = { db: Database; portalAssets: PortalAssets };

/** @param origin public origin of the site: `https://…` without a slash at the end. */
export async function loadSite({ db, portalAssets }: SiteDeps, origin: string): Promise<SiteContext> {
  const [newsroom, rows, fanpages, assets] = await Promise.all([
    readNewsroom(db),
    listAllCategories(db),
    visibleFanpages(db),
    portalAssets.forPage(),
  ]);
  const logo = newsroom.logoMediaId === null ? null : await findPicture(db, newsroom.logoMediaId);
  const categories = portalCategories(rows);
  return { origin, newsroom, logo, categories, fanpages, assets, mediaPath: publicMediaPath };
}

/** For pages that must render without the database, or must not name the newsroom. */
export async function defaultSite(
  { portalAssets }: Pick<SiteDeps, 'portalAssets'>,
  origin: string,
): Promise<SiteContext> {
  return {
    origin,
    newsroom: { ...defaultNewsroom, version: 0 },
    logo: null,
    categories: portalCategories([]),
    fanpages: [],
    assets: await portalAssets.forPage(),
    mediaPath: publicMediaPath,
  };
}
