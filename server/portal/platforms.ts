import type { Platform } from '../../domain/fanpages.ts';

/** What readers call the places where a newsroom has pages. */
export const platformNames: Record<Platform, string> = {
  facebook: 'Facebook',
  zalo: 'Zalo OA',
  youtube: 'YouTube',
  tiktok: 'TikTok',
  x: 'X',
  instagram: 'Instagram',
  site: 'Trang web',
};
