import type { Newsroom } from '../../../domain/contract/newsroom.ts';

export type Settings = Omit<Newsroom, 'etag'>;

/** In the order of the form. */
export const settingNames = [
  'name',
  'logoMediaId',
  'address',
  'hours',
  'phone',
  'email',
  'timeZone',
  'fourEyes',
  'ownShareMax',
  'secondFactorRoles',
  'editorIdleHours',
  'journalistIdleHours',
] as const satisfies (keyof Settings)[];

export function settingsOf({ etag: _etag, ...settings }: Newsroom): Settings {
  return settings;
}
