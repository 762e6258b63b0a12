/** Where a newsroom may have a page. `site` is any other site. */
export const platforms = ['facebook', 'zalo', 'youtube', 'tiktok', 'x', 'instagram', 'site'] as const;
export type Platform = (typeof platforms)[number];
